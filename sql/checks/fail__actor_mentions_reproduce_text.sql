-- The offsets of actor_mentions reproduce their phrase from articles.text.
-- Grain of a finding: one row whose characters differ.
select
    actor_mentions.article_id,
    actor_mentions.char_start,
    actor_mentions.char_end,
    actor_mentions.phrase,
    substring(articles.text, actor_mentions.char_start + 1, actor_mentions.char_end - actor_mentions.char_start)
        as found
from actor_mentions
inner join articles using (article_id)
where
    substring(articles.text, actor_mentions.char_start + 1, actor_mentions.char_end - actor_mentions.char_start)
    <> actor_mentions.phrase
