-- On which figures do outlets of a story disagree, and what does each of them say?
-- Grain: conflict_id, article_id.
-- Reads: conflicts, conflict_values, stories, articles.
create or replace view conflict_details as
select
    conflicts.conflict_id,
    conflicts.story_id,
    stories.title as story_title,
    conflicts.kind,
    conflicts.unit,
    conflicts.object_key,
    conflicts.least_value,
    conflicts.greatest_value,
    conflict_values.article_id,
    articles.outlet_id,
    articles.outlet_name,
    articles.published_date,
    conflict_values.value,
    conflict_values.text,
    conflict_values.qualifier,
    conflict_values.sentence_text
from conflict_values
inner join conflicts using (conflict_id)
inner join stories on conflicts.story_id = stories.story_id
inner join articles using (article_id);
