-- How often are headlines in the passive voice, with its auxiliary (were killed) or without (killed in clash)?
-- Grain: outlet_id; outlets with a headline.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query passive-headlines --param topic=politics
select
    asked.outlet_name,
    count(*) filter (where is_passive(articles.title)) as passive_headlines,
    count(*) as all_headlines,
    round(count(*) filter (where is_passive(articles.title)) / count(*), 3) as passive_share
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join articles using (article_id)
where articles.title is not null and articles.language_support = 'full'
group by asked.outlet_id, asked.outlet_name
order by passive_share desc, all_headlines desc, asked.outlet_name;
