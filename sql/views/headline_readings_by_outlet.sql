-- How often does each outlet's headline read as open, closed or neither?
-- Grain: outlet_id, reading; all three readings for every outlet, 0 where it has none. Articles without a title and
-- in languages that are only segmented are left out, and so are copies. The verdict compares shares of headlines with
-- all other outlets; statistics of contrasts, p_corrected over the rows of this view.
-- Reads: contrasts, articles.
create or replace view headline_readings_by_outlet as
with outlet_names as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name
    from articles
    group by outlet_id
),

readings as (
    select unnest(['open', 'closed', 'neither']) as reading
),

contrasted as materialized (
    from contrasts(only_measure := 'headline')
),

titles_of_outlet as (
    select distinct
        group_name,
        total
    from contrasted
)

select
    titles_of_outlet.group_name as outlet_id,
    outlet_names.outlet_name,
    readings.reading,
    coalesce(contrasted.n, 0) as reading_count,
    titles_of_outlet.total as title_count,
    coalesce(contrasted.n, 0) / titles_of_outlet.total as reading_share,
    contrasted.other_n as other_count,
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
inner join outlet_names on titles_of_outlet.group_name = outlet_names.outlet_id
left join contrasted on titles_of_outlet.group_name = contrasted.group_name and readings.reading = contrasted.item;
