-- What one outlet of a story carries alone: speakers, utterances, labels, figures: --param story=STORY_ID
-- Grain: outlet_id, kind, item_id.
-- Without outlet, topic, from, to: one event is asked, its outlets side by side.
-- Example: newsprism query only-here-in-story --param story=STORY_ID
select
    outlet_name,
    kind,
    item_text,
    touched_count as touched_by,
    other_count as of_others,
    round(prominence, 2) as prominence
from only_here_in_story
where story_id = $story
order by outlet_name, kind, prominence desc, item_id;
