-- How often does each outlet's headline read as open, closed, neither or unsure?
-- Grain: outlet_id, reading; all four readings for every outlet, 0 where it has none. Articles without a title and
-- in languages that are only segmented are left out, and so are copies. The verdict compares shares of headlines with
-- all other outlets; statistics of contrasts, p_corrected over the rows of this view.
-- Reads: contrasts_by_outlet.
create or replace view headline_readings_by_outlet as
with readings as (
    select unnest(['open', 'closed', 'neither', 'unsure']) as reading
),

contrasted as materialized (
    from contrasts_by_outlet('headline')
),

titles_of_outlet as (
    select distinct
        outlet_id,
        outlet_name,
        total
    from contrasted
)

select
    titles_of_outlet.outlet_id,
    titles_of_outlet.outlet_name,
    readings.reading,
    coalesce(contrasted.n, 0) as reading_count,
    titles_of_outlet.total as title_count,
    coalesce(contrasted.n, 0) / titles_of_outlet.total as reading_share,
    contrasted.other_count,
    contrasted.other_total,
    coalesce(contrasted.item_article_count, 0) as item_article_count,
    contrasted.ratio,
    contrasted.ratio_low,
    contrasted.ratio_high,
    contrasted.p_value,
    contrasted.p_corrected,
    contrasted.margin,
    coalesce(contrasted.verdict, 'too small to tell') as verdict
from titles_of_outlet
cross join readings
left join contrasted on titles_of_outlet.outlet_id = contrasted.outlet_id and readings.reading = contrasted.item;
