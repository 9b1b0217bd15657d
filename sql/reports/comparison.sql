-- How two outlets differ in sources, words, frames, topics and verbs, over a topic and a period.
-- Grain: measure, of_what, item. Counts, totals, statistics and verdict are those of contrast; copies are left out.
-- Parameters that are null restrict nothing. What holds comes first, the surest differences before the others.
-- Reads: contrast.
select
    measure,
    of_what,
    item,
    item_name,
    n,
    total,
    rate,
    other_n,
    other_total,
    other_rate,
    ratio,
    ratio_low,
    ratio_high,
    p_value,
    p_corrected,
    margin,
    item_article_count,
    verdict
from
    contrast(
        null,
        $first,
        $second,
        only_topic := $topic::varchar,
        first_day := $first_day::varchar,
        last_day := $last_day::varchar
    )
order by
    case verdict when 'more' then 0 when 'less' then 0 when 'same' then 1 else 2 end,
    p_value nulls last,
    measure,
    n + other_n desc,
    of_what,
    item;
