-- Whose headlines lean to another side than their text?
-- Grain: article_id; articles where title and text both tell acts, those that contradict first.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query headline-against-text --param outlet=capitol-ledger
select
    asked.outlet_name,
    asked.published_date,
    headline_against_text.comparison,
    round(headline_against_text.title_polarity, 2) as title_polarity,
    round(headline_against_text.lead_polarity, 2) as lead_polarity,
    round(headline_against_text.body_polarity, 2) as body_polarity,
    headline_against_text.title,
    asked.article_id
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join headline_against_text using (article_id)
where headline_against_text.comparison <> 'nothing to compare'
order by headline_against_text.comparison, asked.outlet_name, asked.published_date, asked.article_id;
