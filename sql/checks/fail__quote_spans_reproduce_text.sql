-- The spans of a quote's cue, speaker and go-between reproduce their text from articles.text.
-- Grain of a finding: one span whose characters differ.
with spans as (
    select
        quote_id,
        article_id,
        'speaker' as part,
        speaker_char_start as char_start,
        speaker_char_end as char_end,
        speaker_text as part_text
    from quotes
    union all
    select
        quote_id,
        article_id,
        'cue' as part,
        cue_char_start as char_start,
        cue_char_end as char_end,
        cue_text as part_text
    from quotes
    union all
    select
        quote_id,
        article_id,
        'via' as part,
        via_char_start as char_start,
        via_char_end as char_end,
        via_text as part_text
    from quotes
)

select
    spans.quote_id,
    spans.part,
    spans.part_text,
    substring(articles.text, spans.char_start + 1, spans.char_end - spans.char_start) as found
from spans
inner join articles using (article_id)
where
    spans.char_start is not null
    and substring(
        articles.text, spans.char_start + 1, spans.char_end - spans.char_start
    ) is distinct from spans.part_text
