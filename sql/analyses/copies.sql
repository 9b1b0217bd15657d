-- Which articles are copies of which, in which outlets?
-- Grain: article_id of the copy.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query copies --param outlet=meridian-news-agency
select
    asked.outlet_name as original_outlet,
    copies.outlet_name as copying_outlet,
    copies.duplicate_kind,
    copies.published_date,
    copies.title,
    copies.article_id,
    asked.article_id as original_id
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join articles as copies on asked.article_id = copies.duplicate_of
order by asked.outlet_name, copies.published_date, copies.outlet_name, copies.article_id;
