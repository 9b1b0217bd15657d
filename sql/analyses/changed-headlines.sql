-- Which headlines were changed after publication, and how much of the article with them?
-- Grain: article_id, version_index.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query changed-headlines --param from=2025-03-11
select
    asked.outlet_name,
    article_versions.seen_at,
    article_versions.title as headline_before,
    article_versions.next_title as headline_after,
    round(article_versions.change_share, 2) as change_share,
    asked.article_id
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join article_versions using (article_id)
where article_versions.title is distinct from article_versions.next_title
order by asked.outlet_name, asked.article_id, article_versions.version_index;
