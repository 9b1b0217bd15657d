-- Where the fullest rendering stands of each sentence that several outlets of one story quote.
-- Grain: variant_id, char_start.
-- Reads: quote_variants, variant_pieces.
select
    variant_pieces.variant_id,
    variant_pieces.article_id,
    variant_pieces.char_start,
    variant_pieces.char_end,
    variant_pieces.text
from quote_variants
inner join variant_pieces using (variant_id)
where quote_variants.story_id = $story and quote_variants.outlet_count > 1 and variant_pieces.is_canonical
order by variant_pieces.variant_id, variant_pieces.char_start;
