-- Which words set one outlet apart from one other: --param outlet=OUTLET_ID --param other=OUTLET_ID.
-- Grain: term; nested words are told by the pair that holds them.
-- Optional: topic, story, from, to.
-- Example: newsprism query keyness-of-groups --param outlet=capitol-ledger --param other=voice-of-the-strait
select
    term,
    surface,
    nested_terms,
    outlet_count,
    other_count,
    article_count,
    round(g2, 1) as g2,
    round(log_odds_z, 2) as log_odds_z,
    verdict
from
    keyness(
        $outlet,
        $other,
        only_topic := $topic,
        only_story := $story,
        first_day := $from,
        last_day := $to,
        only_first := 30
    )
order by g2 desc, term;
