-- Shares that say whether what comes in is read as before: in the day before a moment, and in the 14 days before that.
-- A day goes by the start of the run that processed the article, or rejected the document.
-- Grain: one share.
-- Reads: articles, quotes, runs.
with recent_runs as (
    select
        run_id,
        started_at >= $moment::timestamptz - interval 24 hours as is_now,
        rejected,
        documents_read - documents_unchanged as documents_new
    from runs
    where started_at <= $moment::timestamptz and started_at >= $moment::timestamptz - interval 15 days
),

recent_articles as (
    select
        articles.article_id,
        recent_runs.is_now,
        articles.published_date is null as is_undated,
        articles.outlet_id = 'unknown' as is_of_unknown_outlet
    from articles
    inner join recent_runs using (run_id)
),

recent_quotes as (
    select
        recent_articles.is_now,
        quotes.speaker_method = 'none' as is_unattributed,
        coalesce(quotes.speaker_kind = 'anonymous', false) as is_unnamed
    from quotes
    inner join recent_articles using (article_id)
),

counted as (
    select
        'rejected_share' as share_name,
        is_now,
        sum(rejected) as n,
        sum(documents_new) as total
    from recent_runs
    group by is_now
    union all
    select
        'undated_share' as share_name,
        is_now,
        count(*) filter (where is_undated) as n,
        count(*) as total
    from recent_articles
    group by is_now
    union all
    select
        'unknown_outlet_share' as share_name,
        is_now,
        count(*) filter (where is_of_unknown_outlet) as n,
        count(*) as total
    from recent_articles
    group by is_now
    union all
    select
        'unattributed_quote_share' as share_name,
        is_now,
        count(*) filter (where is_unattributed) as n,
        count(*) as total
    from recent_quotes
    group by is_now
    union all
    select
        'unnamed_source_share' as share_name,
        is_now,
        count(*) filter (where is_unnamed) as n,
        count(*) filter (where not is_unattributed) as total
    from recent_quotes
    group by is_now
)

select
    share_name,
    coalesce(sum(n) filter (where is_now), 0)::bigint as n,
    coalesce(sum(total) filter (where is_now), 0)::bigint as total,
    coalesce(sum(n) filter (where not is_now), 0)::bigint as n_before,
    coalesce(sum(total) filter (where not is_now), 0)::bigint as total_before
from counted
group by share_name
order by share_name;
