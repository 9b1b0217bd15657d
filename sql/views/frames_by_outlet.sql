-- How often does each outlet lean on each frame?
-- Grain: outlet_id, frame_id; all 15 frames for every outlet, 0 where it never uses one. Articles in languages that are
-- only segmented have no frames and are left out, and so are copies. The verdict compares shares of articles with all
-- other outlets; statistics of contrasts, p_corrected over the rows of this view.
-- Reads: contrasts, articles, frames.
create or replace view frames_by_outlet as
with outlet_names as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name
    from articles
    group by outlet_id
),

contrasted as materialized (
    from contrasts(only_measure := 'frame')
),

articles_of_outlet as (
    select distinct
        group_name,
        total
    from contrasted
)

select
    articles_of_outlet.group_name as outlet_id,
    outlet_names.outlet_name,
    frames.frame_id,
    frames.name as frame_name,
    coalesce(contrasted.n, 0) as framed_article_count,
    articles_of_outlet.total as article_count,
    coalesce(contrasted.n, 0) / articles_of_outlet.total as framed_share,
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
from articles_of_outlet
cross join frames
inner join outlet_names on articles_of_outlet.group_name = outlet_names.outlet_id
left join contrasted on articles_of_outlet.group_name = contrasted.group_name and frames.frame_id = contrasted.item;
