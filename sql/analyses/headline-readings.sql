-- How often each outlet's headline reads as open, closed or neither, or is unsure.
select
    outlet_name,
    reading,
    reading_count as headlines,
    title_count as all_headlines,
    round(reading_share, 2) as reading_share,
    verdict
from headline_readings_by_outlet
order by outlet_name, reading;
