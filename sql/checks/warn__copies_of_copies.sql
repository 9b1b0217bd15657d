-- A copy leads to an original, so that every group of copies has one article that counts.
-- Grain of a finding: one copy of an article that is itself a copy.
select
    copies.article_id,
    copies.duplicate_of,
    ahead.duplicate_of as original_of_that
from articles as copies
inner join articles as ahead on copies.duplicate_of = ahead.article_id
where ahead.duplicate_of is not null
