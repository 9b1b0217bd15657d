-- What do the other outlets of a story carry that this one leaves out?
-- Grain: story_id, outlet_id, kind, item_id; what of common_items the outlet has not, with a sentence that has it. What
-- status and carriers are is said there.
-- Reads: common_items, sentences.
select
    common_items.story_id,
    common_items.outlet_id,
    common_items.kind,
    common_items.item_id,
    common_items.item_text,
    common_items.status,
    common_items.carrier_count,
    common_items.other_count,
    common_items.carrier_count / common_items.other_count as carrier_share,
    common_items.prominence,
    common_items.evidence_article_id,
    common_items.evidence_sentence_id,
    sentences.text as evidence_text,
    common_items.outlet_word_count,
    common_items.is_brief,
    common_items.is_opinion,
    common_items.is_wire
from common_items
left join sentences on common_items.evidence_sentence_id = sentences.sentence_id
where common_items.status <> 'carried'
