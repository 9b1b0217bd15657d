-- What each article did to the sentences that several outlets of one story quote.
-- Grain: variant_id, article_id, edit_index.
-- Reads: quote_variants, variant_edits.
select
    variant_edits.variant_id,
    variant_edits.article_id,
    variant_edits.edit_index,
    variant_edits.edit_kind,
    variant_edits.canonical_text,
    variant_edits.outlet_text,
    variant_edits.canonical_char_start,
    variant_edits.canonical_char_end,
    variant_edits.touches_negation,
    variant_edits.touches_condition,
    variant_edits.touches_hedge,
    variant_edits.touches_number,
    variant_edits.is_marked,
    variant_edits.is_outside_quotes
from quote_variants
inner join variant_edits using (variant_id)
where quote_variants.story_id = $story and quote_variants.outlet_count > 1
order by variant_edits.variant_id, variant_edits.article_id, variant_edits.edit_index;
