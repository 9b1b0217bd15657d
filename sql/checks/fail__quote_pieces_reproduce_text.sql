-- The offsets of quote_pieces reproduce their text from articles.text.
-- Grain of a finding: one piece whose characters differ.
select
    quote_pieces.quote_id,
    quote_pieces.char_start,
    quote_pieces.char_end,
    quote_pieces.text,
    substring(articles.text, quote_pieces.char_start + 1, quote_pieces.char_end - quote_pieces.char_start) as found
from quote_pieces
inner join quotes using (quote_id)
inner join articles using (article_id)
where
    substring(articles.text, quote_pieces.char_start + 1, quote_pieces.char_end - quote_pieces.char_start)
    <> quote_pieces.text
