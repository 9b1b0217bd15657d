-- Which run published the numbers of a page, when, and with which version of newsprism.
-- Grain: one row.
-- Reads: runs.
select
    run_id,
    finished_at,
    code_version
from runs
order by run_number desc
limit 1;
