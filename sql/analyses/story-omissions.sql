-- What do outlets of one event leave out that most others carry, the most prominent first: --param story=STORY_ID.
-- Grain: outlet_id, kind, item_id. A row needs three other carriers, and half of them; briefs, opinion and agencies'
-- copies are left out, as they leave out for other reasons.
-- Without outlet, topic, from, to: one event is asked, its outlets side by side.
-- Example: newsprism query story-omissions --param story=STORY_ID
-- Reads: omitted_by_outlet, omissions.
select
    omitted_by_outlet.outlet_id,
    omitted_by_outlet.outlet_name,
    omitted_by_outlet.kind,
    omitted_by_outlet.item_id,
    omitted_by_outlet.item_text,
    omitted_by_outlet.status,
    omitted_by_outlet.carrier_count,
    omitted_by_outlet.other_count,
    round(omitted_by_outlet.prominence, 2) as prominence,
    omitted_by_outlet.evidence_article_id,
    omissions.evidence_sentence_id,
    omitted_by_outlet.evidence_text
from omitted_by_outlet
inner join omissions using (story_id, outlet_id, kind, item_id)
where
    omitted_by_outlet.story_id = $story
    and not omitted_by_outlet.is_brief
    and not omitted_by_outlet.is_opinion
    and not omitted_by_outlet.is_wire
order by
    omitted_by_outlet.outlet_name,
    omitted_by_outlet.outlet_id,
    omitted_by_outlet.rank desc,
    omitted_by_outlet.kind,
    omitted_by_outlet.item_id;
