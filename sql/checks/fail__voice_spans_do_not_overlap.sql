-- A character has one voice.
-- Grain of a finding: one span that begins before the one ahead of it ends.
-- Looks at one article at a time.
with placed as (
    select
        article_id,
        char_start,
        char_end,
        lag(char_end) over (partition by article_id order by char_start) as previous_end
    from voice_spans
)

select
    article_id,
    char_start,
    char_end,
    previous_end
from placed
where char_start < previous_end or char_end <= char_start
