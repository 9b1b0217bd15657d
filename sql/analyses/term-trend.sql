-- How often is a term used from week to week, for 1,000 words: --param term=TERM.
-- Grain: week; all outlets that are asked together.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query term-trend --param term=ceasefire
with used as (
    select
        article_id,
        sum(count) as n
    from article_terms
    where term = lower($term)
    group by article_id
)

select
    asked.published_week,
    coalesce(sum(used.n), 0)::bigint as uses,
    sum(articles.word_count)::bigint as words,
    round(1000 * coalesce(sum(used.n), 0) / nullif(sum(articles.word_count), 0), 3) as rate,
    count(used.n) as articles_with_it,
    count(*) as articles
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join articles using (article_id)
left join used using (article_id)
where articles.language_support = 'full'
group by asked.published_week
order by asked.published_week;
