-- One event in every outlet, headline beside headline: --param story=STORY_ID.
-- Grain: article_id; copies are marked.
-- Without outlet, topic, from, to: one event is asked, its outlets side by side.
-- Example: newsprism query story --param story=STORY_ID
select
    outlet_name,
    published_date,
    kind,
    title,
    round(similarity, 2) as similarity,
    is_copy
from story_details
where story_id = $story
order by is_copy, published_date nulls last, outlet_name, article_id;
