-- Which days are there, and by what are days grouped: week, month, quarter, day of the week?
-- Grain: published_date; every day from the first article's to the last one's, also days without an article.
-- Reads: articles.
with days as (
    select unnest(generate_series(min(published_date), max(published_date), interval 1 day))::date as published_date
    from articles
)

select
    published_date,
    year(published_date)::integer as year_number,
    strftime(published_date, '%Y') || '-Q' || quarter(published_date) as quarter_name,
    strftime(published_date, '%Y-%m') as month_name,
    strftime(published_date, '%G-W%V') as week_name,
    isodow(published_date)::integer as weekday_number,
    strftime(published_date, '%A') as weekday_name,
    isodow(published_date) >= 6 as is_weekend
from days;
