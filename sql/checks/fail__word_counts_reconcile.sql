-- The words of an article are the words of its body's sentences, and no more are quoted than there are.
-- Grain of a finding: one article whose sums differ.
-- Looks at one article at a time.
with summed as (
    select
        article_id,
        sum(word_count)::bigint as word_count,
        sum(quoted_word_count)::bigint as quoted_word_count
    from sentences
    where role in ('lead', 'body', 'heading')
    group by all
)

select
    articles.article_id,
    articles.word_count,
    summed.word_count as summed_word_count,
    articles.quoted_word_count,
    summed.quoted_word_count as summed_quoted_word_count
from articles
left join summed using (article_id)
where
    articles.word_count <> coalesce(summed.word_count, 0)
    or articles.quoted_word_count <> coalesce(summed.quoted_word_count, 0)
    or articles.quoted_word_count > articles.word_count
