-- What each outlet brought in the day before a moment, beside what it usually brings in a day.
-- A day is 24 hours back from the moment, by the start of the run that processed the article. Usual is the median over
-- those of the 14 days before in which a run published; a day without the outlet counts as 0.
-- Grain: an outlet that has an article.
-- Reads: articles, outlets, runs.
with arrivals as (
    select
        articles.outlet_id,
        articles.published_at,
        runs.started_at,
        floor((epoch($moment::timestamptz) - epoch(runs.started_at)) / 86400) as days_ago
    from articles
    inner join runs using (run_id)
    where runs.started_at <= $moment::timestamptz
),

watched as (
    select distinct floor((epoch($moment::timestamptz) - epoch(runs.started_at)) / 86400) as days_ago
    from runs
    where
        runs.started_at < $moment::timestamptz - interval 24 hours
        and runs.started_at >= $moment::timestamptz - interval 15 days
),

of_outlet as (
    select
        outlet_id,
        count(*) filter (where days_ago = 0) as article_count,
        max(published_at) as latest_published_at,
        max(started_at) as latest_arrived_at,
        min(started_at) as first_arrived_at
    from arrivals
    group by outlet_id
),

of_day as (
    select
        of_outlet.outlet_id,
        watched.days_ago,
        count(arrivals.days_ago) as article_count
    from of_outlet
    cross join watched
    left join arrivals
        on of_outlet.outlet_id = arrivals.outlet_id and watched.days_ago = arrivals.days_ago
    group by all
),

usual as (
    select
        outlet_id,
        median(article_count) as usual_count,
        count(*) as watched_days,
        count(*) filter (where article_count > 0) as active_days
    from of_day
    group by outlet_id
)

select
    of_outlet.outlet_id,
    outlets.name as outlet_name,
    of_outlet.article_count,
    usual.usual_count,
    coalesce(usual.watched_days, 0) as watched_days,
    coalesce(usual.active_days, 0) as active_days,
    of_outlet.latest_published_at,
    of_outlet.latest_arrived_at,
    of_outlet.first_arrived_at
from of_outlet
left join outlets using (outlet_id)
left join usual using (outlet_id)
order by of_outlet.outlet_id;
