-- Out of how many is each thing counted in each article? The denominators of observations.
-- Grain: article_id, measure, of_what; articles in which something could be seen. An article without a row for a
-- measure says nothing about it; one with a row and no item in observations has 0 of it. Copies are included.
-- Reads: mart_observations.
create or replace view observation_totals as
select
    article_id,
    measure,
    of_what,
    total
from mart_observations
where item = '';
