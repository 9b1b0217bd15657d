-- What does each outlet write about, at the top level of the IPTC Media Topics?
-- Grain: outlet_id, top_topic_id; every topic in use, for every outlet, 0 where it has no article on it; a null topic
-- are the articles without one. Articles in languages that are only segmented have no topics and are left out, and so
-- are copies. The verdict compares shares of articles with all other outlets: thresholds of difference_verdict.
-- Reads: articles, topics, difference_verdict, is_counted.
create or replace view topics_by_outlet as
with topical as (
    select
        articles.article_id,
        articles.outlet_id,
        articles.outlet_name,
        topics.top_topic_id
    from articles
    left join topics using (topic_id)
    where is_counted(articles.duplicate_of is not null) and articles.language_support = 'full'
),

counted as (
    select
        outlet_id,
        top_topic_id,
        count(*) as topic_article_count
    from topical
    group by outlet_id, top_topic_id
),

articles_of_outlet as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name,
        count(*) as article_count
    from topical
    group by outlet_id
),

articles_of_topic as (
    select
        top_topic_id,
        count(*) as topic_article_count
    from topical
    group by top_topic_id
),

articles_of_all as (
    select count(*) as article_count from topical
),

placed as (
    select
        articles_of_outlet.outlet_id,
        articles_of_outlet.outlet_name,
        articles_of_topic.top_topic_id,
        coalesce(counted.topic_article_count, 0) as topic_article_count,
        articles_of_outlet.article_count,
        articles_of_topic.topic_article_count - coalesce(counted.topic_article_count, 0) as other_topic_article_count,
        articles_of_all.article_count - articles_of_outlet.article_count as other_article_count
    from articles_of_outlet
    cross join articles_of_topic
    cross join articles_of_all
    left join counted
        on
            articles_of_outlet.outlet_id = counted.outlet_id
            and articles_of_topic.top_topic_id is not distinct from counted.top_topic_id
)

select
    placed.outlet_id,
    placed.outlet_name,
    placed.top_topic_id,
    topics.name as topic_name,
    placed.topic_article_count,
    placed.article_count,
    placed.topic_article_count / placed.article_count as topic_share,
    difference_verdict(
        placed.topic_article_count,
        placed.article_count,
        placed.other_topic_article_count,
        placed.other_article_count,
        placed.topic_article_count,
        placed.other_topic_article_count
    ) as verdict
from placed
left join topics on placed.top_topic_id = topics.topic_id;
