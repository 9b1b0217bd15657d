-- In = unchanged + kept + copies + rejected + superseded for every run, and the latest total is that of articles.
-- Grain of a finding: one run whose sum does not fit.
with latest as (
    select max_by(run_id, run_number) as run_id from runs
),

held as (
    select count(*) as article_count from articles
)

select
    runs.run_id,
    runs.documents_read,
    runs.documents_unchanged + runs.articles_kept + runs.duplicates + runs.rejected + runs.superseded as accounted_for,
    runs.articles_total,
    held.article_count
from runs
cross join latest
cross join held
where
    runs.documents_read
    <> runs.documents_unchanged + runs.articles_kept + runs.duplicates + runs.rejected + runs.superseded
    or (runs.run_id = latest.run_id and runs.articles_total <> held.article_count)
