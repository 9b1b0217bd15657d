-- By what do people sort articles: outlet, its country and medium, day, week, month, kind, topic, story?
-- Grain: article_id. Nothing but the day is null: what is not known is unknown, an article without topic or story has
-- none.
-- Reads: articles, outlets, topics.
create or replace view article_facets as
select
    articles.article_id,
    articles.outlet_id,
    articles.outlet_name,
    coalesce(outlets.country, 'unknown') as outlet_country,
    coalesce(outlets.medium, 'unknown') as outlet_medium,
    articles.published_date,
    coalesce(strftime(articles.published_date, '%G-W%V'), 'unknown') as published_week,
    coalesce(strftime(articles.published_date, '%Y-%m'), 'unknown') as published_month,
    coalesce(articles.language, 'unknown') as article_language,
    articles.article_kind,
    coalesce(articles.topic_id, 'none') as topic_id,
    coalesce(topics.name, 'none') as topic_name,
    coalesce(topics.top_topic_id, 'none') as top_topic_id,
    coalesce(top_topics.name, 'none') as top_topic_name,
    coalesce(articles.story_id, 'none') as story_id,
    articles.duplicate_of is not null as is_copy
from articles
left join outlets using (outlet_id)
left join topics using (topic_id)
left join topics as top_topics on topics.top_topic_id = top_topics.topic_id;
