-- On which figures do outlets of one event disagree, and what does each of them say: --param story=STORY_ID.
-- Grain: conflict_id, article_id. kind: rounding, update (no day has two values) or conflict; conflicts come first.
-- Without outlet, topic, from, to: one event is asked, its outlets side by side.
-- Example: newsprism query story-conflicts --param story=STORY_ID
-- Reads: conflict_details, conflict_values, conflicts.
select
    conflict_details.conflict_id,
    conflict_details.kind,
    coalesce(conflicts.object_text, conflicts.object_key) as counted,
    conflict_details.unit,
    conflict_details.outlet_id,
    conflict_details.outlet_name,
    conflict_details.published_date,
    conflict_details.value,
    conflict_details.text as figure,
    conflict_details.qualifier,
    conflict_details.article_id,
    conflict_values.sentence_id,
    conflict_details.sentence_text
from conflict_details
inner join conflict_values using (conflict_id, article_id)
inner join conflicts on conflict_details.conflict_id = conflicts.conflict_id
where conflict_details.story_id = $story
order by
    conflict_details.kind,
    conflict_details.conflict_id,
    conflict_details.value,
    conflict_details.published_date nulls last,
    conflict_details.outlet_name,
    conflict_details.article_id;
