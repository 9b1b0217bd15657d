-- Which word for one thing does each outlet choose, and is that its choice or chance: --param concept=CONCEPT.
-- Grain: outlet_id, label_id; own voice in news.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query labels-of-concept --param concept=armed_group
select
    outlet_name,
    item_name as term,
    n as uses,
    total as all_uses,
    round(rate, 2) as use_share,
    other_count,
    other_total,
    round(ratio, 2) as ratio,
    verdict
from
    contrasts_by_outlet(
        'label',
        only_outlet := $outlet,
        only_topic := $topic,
        only_story := $story,
        first_day := $from,
        last_day := $to,
        only_of_what := $concept
    )
order by term, use_share desc, outlet_name;
