-- Which frames each outlet leans on, as a share of its articles.
select
    outlet_name,
    frame_name,
    framed_article_count as framed_articles,
    article_count as articles,
    round(framed_share, 2) as framed_share,
    verdict
from frames_by_outlet
where framed_article_count > 0
order by outlet_name, framed_article_count desc, frame_name;
