-- Which events do several outlets tell? The most widely covered first.
-- Grain: story_id; stories of several outlets, which an article that is asked for belongs to.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query stories --param topic=politics
select
    story_id,
    title,
    first_date,
    last_date,
    outlet_count as outlets,
    article_count as articles,
    original_count as originals
from stories
where
    outlet_count > 1
    and story_id in (
        select asked.story_id
        from asked_articles($outlet, $topic, $story, $from, $to, include_copies := true) as asked
    )
order by outlet_count desc, article_count desc, first_date desc nulls last, story_id;
