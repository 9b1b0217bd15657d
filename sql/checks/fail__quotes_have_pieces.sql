-- Every quote has at least one piece: content that can be traced.
-- Grain of a finding: one quote without pieces.
-- Looks at one article at a time.
select quotes.quote_id
from quotes
anti join quote_pieces using (quote_id)
