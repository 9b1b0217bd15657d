-- How much does each outlet publish from week to week, and how much of it is news?
-- Grain: outlet_id, week.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query coverage-by-week --param outlet=capitol-ledger
select
    asked.outlet_name,
    asked.published_week,
    count(*) as articles,
    count(*) filter (where not is_opinion(asked.article_kind)) as news_articles,
    sum(articles.word_count)::bigint as words
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join articles using (article_id)
group by asked.outlet_id, asked.outlet_name, asked.published_week
order by asked.outlet_name, asked.published_week;
