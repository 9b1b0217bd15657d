-- How many different sources would each outlet have in fifty attributions?
-- Grain: outlet_id; null where it has fewer than fifty to known sources. The number of
-- sources grows with what is written; rarefied to one number of attributions (Hurlbert 1971) outlets compare
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query source-diversity --param topic=politics
with attributed as (
    select
        asked.outlet_id,
        any_value(asked.outlet_name) as outlet_name,
        quotes.speaker_id,
        count(*) as n
    from asked_articles($outlet, $topic, $story, $from, $to) as asked
    inner join quotes using (article_id)
    where quotes.speaker_id is not null
    group by asked.outlet_id, quotes.speaker_id
),

totals as (
    select
        outlet_id,
        sum(n) as total
    from attributed
    group by outlet_id
)

select
    any_value(attributed.outlet_name) as outlet_name,
    count(*) as sources,
    sum(attributed.n)::bigint as attributions,
    round(sum(rarefied(attributed.n, totals.total, 50)), 1) as sources_in_fifty,
    round(max(attributed.n) / sum(attributed.n), 3) as share_of_the_first
from attributed
inner join totals using (outlet_id)
group by attributed.outlet_id
order by sources_in_fifty desc nulls last, attributions desc, outlet_name;
