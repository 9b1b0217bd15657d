-- What did each outlet do to an utterance: which words did it cut, add, replace? One wide table of all edits.
-- Grain: variant_id, article_id, edit_index. An article that quotes the canonical text as it stands has no row; nor has
-- one that only paraphrases it.
-- Reads: variant_edits, quote_variants, articles, speakers.
create or replace view variant_edit_details as
select
    variant_edits.variant_id,
    quote_variants.story_id,
    speakers.name as variant_speaker,
    quote_variants.canonical_text as variant_text,
    variant_edits.article_id,
    articles.outlet_id,
    articles.outlet_name,
    articles.published_date,
    articles.title,
    variant_edits.edit_index,
    variant_edits.edit_kind,
    variant_edits.position,
    variant_edits.canonical_text,
    variant_edits.outlet_text,
    variant_edits.touches_negation,
    variant_edits.touches_condition,
    variant_edits.touches_hedge,
    variant_edits.touches_number,
    variant_edits.is_condition_lost,
    variant_edits.is_marked,
    variant_edits.is_outside_quotes
from variant_edits
inner join quote_variants using (variant_id)
inner join articles using (article_id)
left join speakers using (speaker_id);
