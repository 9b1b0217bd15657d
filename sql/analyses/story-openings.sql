-- How each article of a story opens, against the others: what title and lead have or lack: --param story=STORY_ID
-- Grain: article_id, part, what it has or lacks.
-- Without outlet, topic, from, to: one event is asked, its outlets side by side.
-- Example: newsprism query story-openings --param story=STORY_ID
select
    outlet_name,
    part,
    title,
    round(polarity, 2) as polarity,
    round(others_polarity, 2) as polarity_of_others,
    only_here,
    missing_here
from openings_in_story
where story_id = $story and part <> 'text'
order by part desc, published_date nulls last, outlet_name, article_id;
