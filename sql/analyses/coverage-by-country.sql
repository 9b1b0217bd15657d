-- How much comes from outlets of which country and medium?
-- Grain: outlet_country, outlet_medium.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query coverage-by-country --param topic=politics
select
    asked.outlet_country,
    asked.outlet_medium,
    count(distinct asked.outlet_id) as outlets,
    count(*) as articles,
    sum(articles.word_count)::bigint as words,
    round(sum(articles.quoted_word_count) / nullif(sum(articles.word_count), 0), 3) as quoted_share
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join articles using (article_id)
group by asked.outlet_country, asked.outlet_medium
order by articles desc, asked.outlet_country, asked.outlet_medium;
