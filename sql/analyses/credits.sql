-- Who is credited beside the author, for what, in which outlet, and who is the author?
-- Grain: article_id, credit_index; copies are included.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query credits --param outlet=capitol-ledger
select
    asked.outlet_name,
    credit_details.title,
    articles.byline,
    credit_details.credit_kind,
    credit_details.agency_name,
    credit_details.text
from asked_articles($outlet, $topic, $story, $from, $to, include_copies := true) as asked
inner join credit_details using (article_id)
inner join articles using (article_id)
order by asked.outlet_name, asked.published_date, asked.article_id, credit_details.credit_index;
