-- What unnamed people say, as whom, and in which outlet.
select
    outlet_name,
    published_date,
    source_text,
    source_affiliation as affiliation,
    cue_text,
    text
from anonymous_sources
where is_counted(is_copy)
order by outlet_name, published_date, quote_id;
