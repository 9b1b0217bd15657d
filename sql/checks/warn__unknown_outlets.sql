-- Articles whose outlet nothing names: a manifest or the registry can.
-- Grain of a finding: one article.
-- Looks at one article at a time.
select
    article_id,
    source_uri
from articles
where outlet_id = 'unknown'
