-- How two outlets differ in sources, words, frames, topics, verbs: --param first=OUTLET_ID --param second=OUTLET_ID.
-- Grain: measure, item.
select
    measure,
    item,
    first_count,
    first_total,
    second_count,
    second_total,
    round(g2, 1) as g2,
    verdict
from compare_outlets($first, $second)
order by g2 desc nulls last, measure, item;
