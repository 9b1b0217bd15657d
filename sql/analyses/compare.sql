-- How two outlets differ in sources, words, frames, topics, verbs: --param first=OUTLET_ID --param second=OUTLET_ID.
-- Grain: measure, item.
-- Optional: topic, story, from, to.
-- Without outlet: both outlets are asked by name.
-- Example: newsprism query compare --param first=capitol-ledger --param second=voice-of-the-strait
select
    measure,
    item,
    first_count,
    first_total,
    second_count,
    second_total,
    round(g2, 1) as g2,
    verdict
from
    compare_outlets(
        $first, $second, only_topic := $topic, only_story := $story, first_day := $from, last_day := $to
    )
order by g2 desc nulls last, measure, item;
