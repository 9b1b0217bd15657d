-- Every article has a block ledger.
-- Grain of a finding: one article without blocks.
select articles.article_id
from articles
anti join blocks using (article_id)
