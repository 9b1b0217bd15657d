-- Stories with who told them and how much, one flat row each.
-- Grain: story_id. Counts of words and quotes are those of articles that are no copies.
-- Reads: stories, topics, articles, quotes.
with told as (
    select
        story_id,
        string_agg(distinct outlet_name, '; ' order by outlet_name) as outlet_names,
        count(*) filter (where agency_id is not null) as wire_count,
        count(*) filter (where article_kind = 'news') as news_count,
        coalesce(sum(word_count) filter (where duplicate_of is null), 0)::bigint as word_count,
        coalesce(sum(quoted_word_count) filter (where duplicate_of is null), 0)::bigint as quoted_word_count
    from articles
    where story_id is not null
    group by story_id
),

quoted as (
    select
        articles.story_id,
        count(*) as quote_count,
        count(distinct quotes.speaker_id) as speaker_count
    from quotes
    inner join articles using (article_id)
    where articles.duplicate_of is null and articles.story_id is not null
    group by articles.story_id
)

select
    stories.story_id,
    coalesce(stories.storyline_id, 'none') as storyline_id,
    coalesce(stories.title, 'unknown') as story_title,
    stories.central_article_id,
    stories.first_date,
    stories.last_date,
    coalesce(strftime(stories.first_date, '%G-W%V'), 'unknown') as first_week,
    coalesce(strftime(stories.first_date, '%Y-%m'), 'unknown') as first_month,
    coalesce(stories.topic_id, 'none') as topic_id,
    coalesce(topics.name, 'none') as topic_name,
    coalesce(topics.top_topic_id, 'none') as top_topic_id,
    coalesce(top_topics.name, 'none') as top_topic_name,
    coalesce(told.outlet_names, 'unknown') as outlet_names,
    1::bigint as story_count,
    stories.outlet_count,
    stories.article_count,
    stories.original_count,
    coalesce(told.wire_count, 0) as wire_count,
    coalesce(told.news_count, 0) as news_count,
    coalesce(told.word_count, 0) as word_count,
    coalesce(told.quoted_word_count, 0) as quoted_word_count,
    coalesce(quoted.quote_count, 0) as quote_count,
    coalesce(quoted.speaker_count, 0) as speaker_count
from stories
left join topics using (topic_id)
left join topics as top_topics on topics.top_topic_id = top_topics.topic_id
left join told using (story_id)
left join quoted using (story_id);
