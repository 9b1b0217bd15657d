-- Which events do several outlets tell? The most widely covered first.
-- Grain: story_id; stories of several outlets.
select
    story_id,
    title,
    first_date,
    last_date,
    outlet_count as outlets,
    article_count as articles,
    original_count as originals
from stories
where outlet_count > 1
order by outlet_count desc, article_count desc, first_date desc nulls last, story_id;
