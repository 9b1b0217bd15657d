-- How much of each outlet is news, opinion, analysis or something else, by what it says itself?
-- Grain: outlet_id, article_kind; what an outlet has.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query article-kinds --param outlet=capitol-ledger
select
    outlet_name,
    item as article_kind,
    n as articles,
    total as all_articles,
    round(rate, 2) as kind_share,
    round(ratio, 2) as ratio,
    verdict
from
    contrasts_by_outlet(
        'kind', only_outlet := $outlet, only_topic := $topic, only_story := $story, first_day := $from, last_day := $to
    )
where n > 0
order by outlet_name, articles desc, article_kind;
