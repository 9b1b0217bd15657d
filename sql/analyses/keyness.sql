-- Which words set an outlet apart from the others: --param outlet=OUTLET_ID.
-- Grain: term; the thirty first, nested words told by the pair that holds them.
-- Optional: topic, story, from, to.
-- Example: newsprism query keyness --param outlet=capitol-ledger
select
    term,
    surface,
    outlet_count,
    other_count,
    article_count,
    round(g2, 1) as g2,
    round(log_ratio, 2) as log_ratio,
    verdict
from
    keyness(
        $outlet,
        only_topic := $topic,
        only_story := $story,
        first_day := $from,
        last_day := $to,
        only_first := 30
    )
order by g2 desc, term;
