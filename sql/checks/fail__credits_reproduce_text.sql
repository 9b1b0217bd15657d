-- The offsets of credits reproduce their text from articles.text.
-- Grain of a finding: one row whose characters differ.
select
    credits.article_id,
    credits.char_start,
    credits.char_end,
    credits.text,
    substring(articles.text, credits.char_start + 1, credits.char_end - credits.char_start) as found
from credits
inner join articles using (article_id)
where substring(articles.text, credits.char_start + 1, credits.char_end - credits.char_start) <> credits.text
