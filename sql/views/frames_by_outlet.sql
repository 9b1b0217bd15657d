-- How often does each outlet lean on each frame?
-- Grain: outlet_id, frame_id; all 15 frames for every outlet, 0 where it never uses one. Articles in languages that are
-- only segmented have no frames and are left out, and so are copies. The verdict compares shares of articles with all
-- other outlets; statistics of contrasts, p_corrected over the rows of this view.
-- Reads: contrasts_by_outlet, frames.
create or replace view frames_by_outlet as
with contrasted as materialized (
    from contrasts_by_outlet('frame')
),

articles_of_outlet as (
    select distinct
        outlet_id,
        outlet_name,
        total
    from contrasted
)

select
    articles_of_outlet.outlet_id,
    articles_of_outlet.outlet_name,
    frames.frame_id,
    frames.name as frame_name,
    coalesce(contrasted.n, 0) as framed_article_count,
    articles_of_outlet.total as article_count,
    coalesce(contrasted.n, 0) / articles_of_outlet.total as framed_share,
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
from articles_of_outlet
cross join frames
left join contrasted on articles_of_outlet.outlet_id = contrasted.outlet_id and frames.frame_id = contrasted.item;
