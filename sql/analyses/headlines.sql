-- What each headline does: open (cooperation), closed (conflict) or neither, with the words that decide.
-- Grain: article_id; copies are left out.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query headlines --param topic=politics
select
    asked.outlet_name,
    headlines.title,
    headlines.reading,
    headlines.acts,
    headlines.matched_terms
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join headlines using (article_id)
order by asked.published_date, asked.outlet_name, headlines.title;
