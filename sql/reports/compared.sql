-- The originals of two outlets over a topic and a period: how many, since when, in how many stories of both.
-- Grain: outlet_id. Parameters that are null restrict nothing.
-- Reads: articles, topics.
with chosen as (
    select
        articles.outlet_id,
        articles.outlet_name,
        articles.article_id,
        articles.story_id,
        articles.published_date,
        articles.word_count
    from articles
    left join topics using (topic_id)
    where
        articles.outlet_id in ($first, $second)
        and articles.duplicate_of is null
        and (
            $topic::varchar is null
            or $topic in (articles.topic_id, topics.top_topic_id)
            or lower(topics.name) = lower($topic)
        )
        and ($first_day::date is null or articles.published_date >= $first_day::date)
        and ($last_day::date is null or articles.published_date <= $last_day::date)
),

common as (
    select story_id
    from chosen
    where story_id is not null
    group by story_id
    having count(distinct outlet_id) = 2
)

select
    chosen.outlet_id,
    min(chosen.outlet_name) as outlet_name,
    count(*) as article_count,
    sum(chosen.word_count)::bigint as word_count,
    min(chosen.published_date) as first_date,
    max(chosen.published_date) as last_date,
    count(distinct chosen.story_id) filter (where common.story_id is not null) as common_story_count
from chosen
left join common using (story_id)
group by chosen.outlet_id
order by chosen.outlet_id = $second;
