-- Which acts towards one target does each outlet tell more or less than others: --param target=TARGET.
-- Grain: outlet_id, act_id.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query acts-toward --param target="highland militants"
select
    outlet_name,
    item as act_id,
    n as acts,
    total as all_acts,
    round(rate, 2) as act_share,
    other_count,
    other_total,
    verdict
from
    contrasts_by_outlet(
        'act_toward',
        only_outlet := $outlet,
        only_topic := $topic,
        only_story := $story,
        first_day := $from,
        last_day := $to,
        only_of_what := lower($target)
    )
order by outlet_name, acts desc, act_id;
