-- What does an outlet leave out that most others of the story carry?
-- Grain: story_id, outlet_id, kind, item_id. At least three others carry it, and at least half of those that tell the
-- story. What the outlet touches is here for speakers alone (it names them and reports no word of theirs). Briefs,
-- opinion and agencies' copies are marked: they leave out for other reasons.
-- Reads: omissions, stories, outlets.
create or replace view omitted_by_outlet as
select
    omissions.story_id,
    stories.title as story_title,
    omissions.outlet_id,
    outlets.name as outlet_name,
    omissions.kind,
    omissions.item_id,
    omissions.item_text,
    omissions.status,
    omissions.carrier_count,
    omissions.other_count,
    omissions.carrier_share,
    omissions.prominence,
    omissions.carrier_share * omissions.prominence as rank,
    omissions.evidence_article_id,
    omissions.evidence_text,
    omissions.outlet_word_count,
    omissions.is_brief,
    omissions.is_opinion,
    omissions.is_wire
from omissions
inner join stories using (story_id)
inner join outlets using (outlet_id)
where
    omissions.carrier_count >= 3
    and omissions.carrier_share >= 0.5
    and (omissions.status <> 'mentioned' or omissions.kind = 'speaker');
