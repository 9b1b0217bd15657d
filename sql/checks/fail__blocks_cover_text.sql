-- Blocks cover each article's text without gap or overlap, from first to last character.
-- Grain of a finding: one block that does not begin where the one before it ends, or the end not reached.
-- Looks at one article at a time.
with placed as (
    select
        article_id,
        block_index,
        char_start,
        char_end,
        lag(char_end, 1, 0) over (partition by article_id order by block_index) as expected_start,
        lead(block_index) over (partition by article_id order by block_index) is null as is_last
    from blocks
)

select
    placed.article_id,
    placed.block_index,
    placed.char_start,
    placed.expected_start,
    placed.char_end,
    length(articles.text) as text_length
from placed
inner join articles using (article_id)
where
    placed.char_start <> placed.expected_start
    or placed.char_end < placed.char_start
    or (placed.is_last and placed.char_end <> length(articles.text))
