-- How does one thing that is counted change from week to week: --param measure=MEASURE --param item=ITEM.
-- Grain: outlet_id, week; weeks in which it could be seen.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query trend --param measure=frame --param item=economic
select
    asked.outlet_name,
    asked.published_week,
    sum(coalesce(items.n, 0))::bigint as n,
    sum(wholes.total)::bigint as total,
    round(sum(coalesce(items.n, 0)) / sum(wholes.total), 3) as share_of_total,
    count(*) as articles
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join mart_observations as wholes
    on asked.article_id = wholes.article_id and wholes.measure = $measure and wholes.item = ''
left join mart_observations as items
    on
        wholes.article_id = items.article_id
        and wholes.measure = items.measure
        and wholes.of_what = items.of_what
        and items.item = $item
group by asked.outlet_id, asked.outlet_name, asked.published_week
order by asked.outlet_name, asked.published_week;
