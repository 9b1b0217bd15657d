-- The offsets of label_mentions reproduce their text from articles.text.
-- Grain of a finding: one row whose characters differ.
select
    label_mentions.article_id,
    label_mentions.char_start,
    label_mentions.char_end,
    label_mentions.text,
    substring(articles.text, label_mentions.char_start + 1, label_mentions.char_end - label_mentions.char_start)
        as found
from label_mentions
inner join articles using (article_id)
where
    substring(articles.text, label_mentions.char_start + 1, label_mentions.char_end - label_mentions.char_start)
    <> label_mentions.text
