-- Which frames each outlet leans on, as a share of its articles.
-- Grain: outlet_id, frame_id; what an outlet has.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query frames --param topic=politics
select
    outlet_name,
    item_name as frame_name,
    n as framed_articles,
    total as articles,
    round(rate, 2) as framed_share,
    verdict
from
    contrasts_by_outlet(
        'frame', only_outlet := $outlet, only_topic := $topic, only_story := $story, first_day := $from, last_day := $to
    )
where n > 0
order by outlet_name, framed_articles desc, frame_name;
