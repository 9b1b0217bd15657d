-- Every article has a block ledger.
-- Grain of a finding: one article without blocks.
-- Looks at one article at a time.
select articles.article_id
from articles
anti join blocks using (article_id)
