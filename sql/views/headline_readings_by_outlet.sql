-- How often does each outlet's headline read as open, closed or neither?
-- Grain: outlet_id, reading; all three readings for every outlet, 0 where it has none. Articles without a title and in
-- languages that are only segmented are left out, and so are copies. The verdict compares shares of headlines with all
-- other outlets: thresholds of difference_verdict.
-- Reads: headlines, articles, difference_verdict, is_counted.
create or replace view headline_readings_by_outlet as
with titled as (
    select
        headlines.outlet_id,
        headlines.outlet_name,
        headlines.reading
    from headlines
    inner join articles using (article_id)
    where articles.language_support = 'full' and is_counted(headlines.is_copy) and headlines.title is not null
),

readings as (
    select unnest(['open', 'closed', 'neither']) as reading
),

titles_of_outlet as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name,
        count(*) as title_count
    from titled
    group by outlet_id
),

counted as (
    select
        titles_of_outlet.outlet_id,
        titles_of_outlet.outlet_name,
        readings.reading,
        (
            select count(*) from titled
            where titled.outlet_id = titles_of_outlet.outlet_id and titled.reading = readings.reading
        ) as reading_count,
        titles_of_outlet.title_count
    from titles_of_outlet
    cross join readings
),

placed as (
    select
        outlet_id,
        outlet_name,
        reading,
        reading_count,
        title_count,
        (sum(reading_count) over (partition by reading))::bigint - reading_count as other_reading_count,
        (sum(title_count) over (partition by reading))::bigint - title_count as other_title_count
    from counted
)

select
    outlet_id,
    outlet_name,
    reading,
    reading_count,
    title_count,
    reading_count / title_count as reading_share,
    difference_verdict(
        reading_count, title_count, other_reading_count, other_title_count, reading_count, other_reading_count
    ) as verdict
from placed;
