-- How often does each outlet lean on each frame?
-- Grain: outlet_id, frame_id; all 15 frames for every outlet, 0 where it never uses one. Articles in languages that are
-- only segmented have no frames and are left out, and so are copies. The verdict compares shares of articles with all
-- other outlets: thresholds of difference_verdict.
-- Reads: article_frames, articles, frames, difference_verdict, is_counted.
create or replace view frames_by_outlet as
with articles_of_outlet as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name,
        count(*) as article_count
    from articles
    where is_counted(duplicate_of is not null) and language_support = 'full'
    group by outlet_id
),

framed as (
    select
        articles.outlet_id,
        article_frames.frame_id,
        count(*) as framed_article_count
    from article_frames
    inner join articles using (article_id)
    where is_counted(articles.duplicate_of is not null) and articles.language_support = 'full'
    group by articles.outlet_id, article_frames.frame_id
),

framed_by_all as (
    select
        frame_id,
        sum(framed_article_count)::bigint as framed_article_count
    from framed
    group by frame_id
),

articles_of_all as (
    select sum(article_count)::bigint as article_count from articles_of_outlet
),

placed as (
    select
        articles_of_outlet.outlet_id,
        articles_of_outlet.outlet_name,
        frames.frame_id,
        frames.name as frame_name,
        coalesce(framed.framed_article_count, 0) as framed_article_count,
        articles_of_outlet.article_count,
        coalesce(framed_by_all.framed_article_count, 0)
        - coalesce(framed.framed_article_count, 0) as other_framed_count,
        articles_of_all.article_count - articles_of_outlet.article_count as other_article_count
    from articles_of_outlet
    cross join frames
    cross join articles_of_all
    left join framed using (outlet_id, frame_id)
    left join framed_by_all using (frame_id)
)

select
    outlet_id,
    outlet_name,
    frame_id,
    frame_name,
    framed_article_count,
    article_count,
    framed_article_count / article_count as framed_share,
    difference_verdict(
        framed_article_count,
        article_count,
        other_framed_count,
        other_article_count,
        framed_article_count,
        other_framed_count
    ) as verdict
from placed;
