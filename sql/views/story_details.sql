-- Which articles tell one event, in which outlets and as what? One wide table of stories and their articles.
-- Grain: story_id, article_id. Copies belong to the story of their original and are marked; stories of one outlet are
-- included: filter by outlet_count. An article without a story is not here.
-- Reads: story_articles, stories, articles.
create or replace view story_details as
select
    stories.story_id,
    stories.storyline_id,
    stories.title as story_title,
    stories.first_date,
    stories.last_date,
    stories.article_count,
    stories.outlet_count,
    articles.article_id,
    articles.outlet_id,
    articles.outlet_name,
    articles.published_date,
    articles.title,
    story_articles.kind,
    story_articles.similarity,
    story_articles.is_central,
    articles.word_count,
    articles.agency_id,
    articles.duplicate_of is not null as is_copy
from story_articles
inner join stories using (story_id)
inner join articles using (article_id);
