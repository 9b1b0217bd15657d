-- What each outlet writes about, at the top level of the IPTC Media Topics.
-- Grain: outlet_id, top_topic_id; null is an article without a topic. Copies are left out.
-- Reads: articles, topics.
create or replace view topics_by_outlet as
with counted as (
    select
        articles.outlet_id,
        any_value(articles.outlet_name) as outlet_name,
        topics.top_topic_id,
        count(*) as article_count
    from articles
    left join topics using (topic_id)
    where articles.duplicate_of is null
    group by articles.outlet_id, topics.top_topic_id
)

select
    counted.outlet_id,
    counted.outlet_name,
    counted.top_topic_id,
    tops.name as topic_name,
    counted.article_count,
    counted.article_count / sum(counted.article_count) over (partition by counted.outlet_id) as article_share
from counted
left join topics as tops on counted.top_topic_id = tops.topic_id;
