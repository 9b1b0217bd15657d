-- Articles whose outlet nothing names: a manifest or the registry can.
-- Grain of a finding: one article.
select
    article_id,
    source_uri
from articles
where outlet_id = 'unknown'
