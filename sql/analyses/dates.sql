-- How is the date of articles known, and how exactly?
-- Grain: outlet_id, date_method, date_precision.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query dates --param outlet=capitol-ledger
select
    asked.outlet_name,
    coalesce(articles.date_method, 'no date') as date_method,
    coalesce(articles.date_precision, 'no date') as date_precision,
    count(*) as articles,
    min(asked.published_date) as first_date,
    max(asked.published_date) as last_date
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join articles using (article_id)
group by asked.outlet_id, asked.outlet_name, articles.date_method, articles.date_precision
order by asked.outlet_name, count(*) desc, articles.date_method, articles.date_precision;
