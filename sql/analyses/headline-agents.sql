-- How often do headlines that tell an act name nobody who does it?
-- Grain: outlet_id; outlets with such a headline.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query headline-agents --param topic=politics
select
    outlet_name,
    n as agentless_headlines,
    total as act_headlines,
    round(rate, 2) as agentless_share,
    round(ratio, 2) as ratio,
    verdict
from
    contrasts_by_outlet(
        'headline_agent',
        only_outlet := $outlet,
        only_topic := $topic,
        only_story := $story,
        first_day := $from,
        last_day := $to
    )
where item = 'nobody'
order by agentless_share desc, act_headlines desc, outlet_name;
