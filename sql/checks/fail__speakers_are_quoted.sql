-- Every speaker is quoted somewhere and has a name that leads to it, and a use of a word is its quote's speaker's.
-- Grain of a finding: one speaker, or one use of a word whose speaker is not that of its quote.
select
    'never quoted' as fault,
    speakers.speaker_id
from speakers
anti join quotes using (speaker_id)
union all
select
    'no alias' as fault,
    speakers.speaker_id
from speakers
anti join speaker_aliases using (speaker_id)
union all
select
    'another speaker than the quote' as fault,
    label_mentions.article_id || ' ' || label_mentions.mention_index as speaker_id
from label_mentions
inner join quotes using (quote_id)
where label_mentions.speaker_id is distinct from quotes.speaker_id
