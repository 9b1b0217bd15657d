-- The offsets of sentences reproduce their text from articles.text.
-- Grain of a finding: one row whose characters differ.
select
    sentences.article_id,
    sentences.char_start,
    sentences.char_end,
    sentences.text,
    substring(articles.text, sentences.char_start + 1, sentences.char_end - sentences.char_start) as found
from sentences
inner join articles using (article_id)
where substring(articles.text, sentences.char_start + 1, sentences.char_end - sentences.char_start) <> sentences.text
