-- The stories of several outlets, for their pages and the index: outlets, topic, articles a day.
-- Grain: story_id. A parameter that is null restricts nothing; a topic is an id or a name, and takes in what is below
-- it. day_counts has a day and its number of articles for each day with any, joined by '; '.
-- Reads: stories, story_articles, articles, topics, storylines.
with days as (
    select
        story_articles.story_id,
        articles.published_date,
        count(*) as article_count
    from story_articles
    inner join articles using (article_id)
    where articles.published_date is not null
    group by story_articles.story_id, articles.published_date
),

days_of_story as (
    select
        story_id,
        string_agg(published_date || ' ' || article_count, '; ' order by published_date) as day_counts
    from days
    group by story_id
),

outlets_of_story as (
    select
        story_articles.story_id,
        string_agg(distinct articles.outlet_name, '; ' order by articles.outlet_name) as outlets,
        bool_or(articles.outlet_id = $outlet) as has_outlet
    from story_articles
    inner join articles using (article_id)
    group by story_articles.story_id
)

select
    stories.story_id,
    stories.title,
    central.outlet_name as title_outlet,
    stories.first_date,
    stories.last_date,
    stories.article_count,
    stories.outlet_count,
    stories.original_count,
    outlets_of_story.outlets,
    topics.name as topic_name,
    top_topics.name as top_topic_name,
    storylines.title as storyline_title,
    days_of_story.day_counts
from stories
inner join outlets_of_story using (story_id)
left join days_of_story using (story_id)
left join articles as central on stories.central_article_id = central.article_id
left join topics on stories.topic_id = topics.topic_id
left join topics as top_topics on topics.top_topic_id = top_topics.topic_id
left join storylines on stories.storyline_id = storylines.storyline_id
where
    stories.outlet_count > 1
    and ($outlet::varchar is null or outlets_of_story.has_outlet)
    and (
        $topic::varchar is null
        or $topic in (topics.topic_id, topics.top_topic_id)
        or lower($topic) in (lower(topics.name), lower(top_topics.name))
    )
    and ($first_day::date is null or stories.last_date >= $first_day::date)
    and ($last_day::date is null or stories.first_date <= $last_day::date)
order by stories.last_date desc nulls last, stories.outlet_count desc, stories.article_count desc, stories.story_id;
