-- The primary topic of an article stands among its topics, with the terms that caused it.
-- Grain of a finding: one article whose primary topic has no row of its own.
-- Looks at one article at a time.
select
    articles.article_id,
    articles.topic_id
from articles
anti join article_topics using (article_id, topic_id)
where articles.topic_id is not null
