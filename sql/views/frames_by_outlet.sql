-- How often each outlet leans on each frame.
-- Grain: outlet_id, frame_id; all 15 frames for every outlet, 0 where it never uses one. Copies are left out.
-- Reads: article_frames, articles, frames, outlets.
create or replace view frames_by_outlet as
with articles_of_outlet as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name,
        count(*) as article_count
    from articles
    where duplicate_of is null and language_support = 'full'
    group by outlet_id
),

framed as (
    select
        articles.outlet_id,
        article_frames.frame_id,
        count(*) as framed_article_count
    from article_frames
    inner join articles using (article_id)
    where articles.duplicate_of is null
    group by articles.outlet_id, article_frames.frame_id
)

select
    articles_of_outlet.outlet_id,
    articles_of_outlet.outlet_name,
    frames.frame_id,
    frames.name as frame_name,
    coalesce(framed.framed_article_count, 0) as framed_article_count,
    articles_of_outlet.article_count,
    coalesce(framed.framed_article_count, 0) / articles_of_outlet.article_count as framed_share
from articles_of_outlet
cross join frames
left join framed using (outlet_id, frame_id);
