-- Which words each outlet uses for the same people and things: its own voice, reported, and inside quotation marks.
-- Grain: outlet_id, label_id; what an outlet has. Own voice is that of news, without scare quotes.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query labels-by-voice --param outlet=capitol-ledger
with used as (
    select
        asked.outlet_id,
        asked.outlet_name,
        mart_observations.of_what as concept,
        mart_observations.item as label_id,
        coalesce(sum(mart_observations.n) filter (where mart_observations.measure = 'label'), 0)::bigint as own_voice,
        coalesce(
            sum(mart_observations.n) filter (where mart_observations.measure = 'label_indirect'), 0
        )::bigint as reported,
        coalesce(
            sum(mart_observations.n) filter (where mart_observations.measure = 'label_direct'), 0
        )::bigint as quoted,
        sum(own_voice) over (partition by asked.outlet_id, mart_observations.of_what)::bigint as own_of_concept
    from asked_articles($outlet, $topic, $story, $from, $to) as asked
    inner join mart_observations using (article_id)
    where mart_observations.measure in ('label', 'label_indirect', 'label_direct') and mart_observations.item <> ''
    group by asked.outlet_id, asked.outlet_name, mart_observations.of_what, mart_observations.item
)

select
    used.outlet_name,
    used.concept,
    labels.term,
    used.own_voice,
    used.reported,
    used.quoted,
    used.own_of_concept,
    round(used.own_voice / nullif(used.own_of_concept, 0), 2) as own_share,
    coalesce(contrasted.verdict, 'too small to tell') as verdict
from used
inner join labels using (label_id)
left join
    contrasts_by_outlet(
        'label',
        only_outlet := $outlet,
        only_topic := $topic,
        only_story := $story,
        first_day := $from,
        last_day := $to
    ) as contrasted
    on used.outlet_id = contrasted.outlet_id and used.label_id = contrasted.item
order by used.concept, labels.term, used.outlet_name;
