-- Which articles count in a comparison? Those that are no copies, so that one wire story counts once.
-- Grain: article_id.
-- Reads: articles.
create or replace view original_articles as
select
    article_id,
    source_id,
    outlet_id,
    outlet_name,
    title,
    subtitle,
    byline,
    published_at,
    published_date,
    language,
    url,
    agency_id,
    topic_id,
    story_id,
    word_count,
    sentence_count,
    quoted_word_count
from articles
where duplicate_of is null;
