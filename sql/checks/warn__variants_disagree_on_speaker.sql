-- Articles that quote the same words name the same person; where they do not, one of them is wrong, or ours is.
-- Grain of a finding: one variant for which articles name different people. A statement, an office or an unnamed source
-- beside a person is no contradiction: what an article says of its source is its choice.
select
    variant_pieces.variant_id,
    string_agg(distinct speakers.name, '; ' order by speakers.name) as speaker_names,
    any_value(quote_variants.canonical_text) as canonical_text
from quote_variants
inner join variant_pieces using (variant_id)
inner join speakers on variant_pieces.speaker_id = speakers.speaker_id
where quote_variants.named_speaker_count > 1 and speakers.kind = 'person'
group by variant_pieces.variant_id
having count(distinct speakers.speaker_id) > 1
