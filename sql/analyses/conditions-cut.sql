-- How often does each outlet quote without the condition what others quote with it?
-- Grain: outlet_id.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query conditions-cut --param from=2025-03-11
select
    outlet_name,
    n as without_condition,
    total as utterances_in_marks,
    round(rate, 3) as cut_share,
    other_count,
    other_total,
    verdict
from
    contrasts_by_outlet(
        'variant_condition',
        only_outlet := $outlet,
        only_topic := $topic,
        only_story := $story,
        first_day := $from,
        last_day := $to
    )
order by without_condition desc, cut_share desc, outlet_name;
