-- Articles without a date: analyses by day leave them out.
-- Grain of a finding: one article.
-- Looks at one article at a time.
select
    article_id,
    source_uri
from articles
where published_date is null
