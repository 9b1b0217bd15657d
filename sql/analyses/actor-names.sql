-- What each outlet calls the ten actors it names most: its own voice, reported, and inside quotation marks.
-- Grain: outlet_id, head; the ten commonest of each outlet.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query actor-names --param topic=politics
with named as (
    select
        asked.outlet_id,
        asked.outlet_name,
        actor_mentions.head,
        lower(actor_mentions.phrase) as phrase,
        count(*) as mentions,
        count(*) filter (
            where
            whose_voice(actor_mentions.voice, asked.article_kind) = 'outlet' and actor_mentions.distance is null
        ) as own_voice,
        count(*) filter (where actor_mentions.voice = 'indirect') as reported,
        count(*) filter (where actor_mentions.voice = 'direct') as quoted
    from asked_articles($outlet, $topic, $story, $from, $to) as asked
    inner join actor_mentions using (article_id)
    group by asked.outlet_id, asked.outlet_name, actor_mentions.head, lower(actor_mentions.phrase)
),

heads as (
    select
        outlet_id,
        outlet_name,
        head,
        array_to_string(list(phrase order by mentions desc, phrase)[:3], '; ') as phrases,
        sum(own_voice)::bigint as own_voice,
        sum(reported)::bigint as reported,
        sum(quoted)::bigint as quoted
    from named
    group by outlet_id, outlet_name, head
)

select
    outlet_name,
    head,
    phrases,
    own_voice,
    reported,
    quoted
from heads
where own_voice + reported + quoted > 1
qualify row_number() over (partition by outlet_id order by own_voice + reported + quoted desc, head) <= 10
order by outlet_name, own_voice + reported + quoted desc, head;
