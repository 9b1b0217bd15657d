-- Articles that quote the same words name the same speaker; where they do not, one of them is wrong, or ours is.
-- Grain of a finding: one variant for which articles name different speakers.
select
    quote_variants.variant_id,
    string_agg(distinct speakers.name, '; ' order by speakers.name) as speaker_names,
    any_value(quote_variants.canonical_text) as canonical_text
from quote_variants
inner join variant_pieces using (variant_id)
inner join speakers on variant_pieces.speaker_id = speakers.speaker_id
where quote_variants.named_speaker_count > 1
group by quote_variants.variant_id
