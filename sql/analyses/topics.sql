-- What each outlet writes about, at the top level of the IPTC Media Topics.
-- Grain: outlet_id, top_topic_id; what an outlet has.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query topics --param outlet=capitol-ledger
select
    outlet_name,
    case when item = 'none' then '(none)' else item_name end as topic,
    n as topic_articles,
    total as articles,
    round(rate, 2) as topic_share,
    verdict
from
    contrasts_by_outlet(
        'topic', only_outlet := $outlet, only_topic := $topic, only_story := $story, first_day := $from, last_day := $to
    )
where n > 0
order by outlet_name, topic_articles desc, topic;
