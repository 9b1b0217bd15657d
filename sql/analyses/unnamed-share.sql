-- How often are sources unnamed on purpose, out of all attributions with a source?
-- Grain: outlet_id.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query unnamed-share --param topic=politics
select
    outlet_name,
    n as unnamed,
    total as attributions,
    round(rate, 2) as unnamed_share,
    round(ratio, 2) as ratio,
    verdict
from
    contrasts_by_outlet(
        'anonymous',
        only_outlet := $outlet,
        only_topic := $topic,
        only_story := $story,
        first_day := $from,
        last_day := $to
    )
where item = 'anonymous'
order by unnamed_share desc, attributions desc, outlet_name;
