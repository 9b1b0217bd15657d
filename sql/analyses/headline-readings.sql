-- How often each outlet's headline reads as open, closed or neither, or is unsure.
-- Grain: outlet_id, reading.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query headline-readings --param from=2025-03-11
with readings as (
    select unnest(['closed', 'neither', 'open', 'unsure']) as reading
),

contrasted as materialized (
    from contrasts_by_outlet(
        'headline',
        only_outlet := $outlet,
        only_topic := $topic,
        only_story := $story,
        first_day := $from,
        last_day := $to
    )
),

titles_of_outlet as (
    select distinct
        outlet_id,
        outlet_name,
        total
    from contrasted
)

select
    titles_of_outlet.outlet_name,
    readings.reading,
    coalesce(contrasted.n, 0) as headlines,
    titles_of_outlet.total as all_headlines,
    round(coalesce(contrasted.n, 0) / titles_of_outlet.total, 2) as reading_share,
    coalesce(contrasted.verdict, 'too small to tell') as verdict
from titles_of_outlet
cross join readings
left join contrasted on titles_of_outlet.outlet_id = contrasted.outlet_id and readings.reading = contrasted.item
order by titles_of_outlet.outlet_name, readings.reading;
