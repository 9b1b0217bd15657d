-- Who carries an utterance, in which outlet, in marks or not, and how much of it? One wide table of all stretches.
-- Grain: variant_id, article_id, char_start. Only originals carry variants; an outlet without a row carries nothing.
-- Reads: variant_pieces, quote_variants, articles, quotes, speakers.
create or replace view variant_details as
select
    variant_pieces.variant_id,
    quote_variants.story_id,
    quote_variants.canonical_text,
    variant_speakers.name as variant_speaker,
    quote_variants.outlet_count,
    quote_variants.article_count,
    variant_pieces.article_id,
    articles.outlet_id,
    articles.outlet_name,
    articles.published_date,
    articles.title,
    variant_pieces.char_start,
    variant_pieces.char_end,
    variant_pieces.text,
    variant_pieces.carriage,
    variant_pieces.kept_share,
    variant_pieces.match_score,
    variant_pieces.is_canonical,
    variant_pieces.quote_id,
    speakers.name as speaker,
    quotes.cue_text,
    quotes.cue_class
from variant_pieces
inner join quote_variants using (variant_id)
inner join articles using (article_id)
left join quotes using (quote_id)
left join speakers on variant_pieces.speaker_id = speakers.speaker_id
left join speakers as variant_speakers on quote_variants.speaker_id = variant_speakers.speaker_id;
