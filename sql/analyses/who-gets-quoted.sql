-- Who gets the floor: the ten most quoted speakers of each outlet, their share of its words, the mean share.
-- Grain: outlet_id, speaker_id; the ten first of each outlet. The mean is of all outlets that quote anybody.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query who-gets-quoted --param topic=politics
with spoken as (
    select
        asked.outlet_id,
        any_value(asked.outlet_name) as outlet_name,
        mart_observations.item as speaker_id,
        coalesce(sum(mart_observations.n) filter (where mart_observations.measure = 'speaker'), 0)::bigint as quotes,
        coalesce(
            sum(mart_observations.n) filter (where mart_observations.measure = 'speaker_words'), 0
        )::bigint as words
    from asked_articles(null, $topic, $story, $from, $to) as asked
    inner join mart_observations using (article_id)
    where mart_observations.measure in ('speaker', 'speaker_words') and mart_observations.item <> ''
    group by asked.outlet_id, mart_observations.item
),

outlet_number as (
    select count(distinct outlet_id) as of_outlets from spoken
),

shared as (
    select
        spoken.*,
        sum(spoken.words) over (partition by spoken.outlet_id)::bigint as all_words,
        count(*) filter (where spoken.quotes > 0) over (partition by spoken.speaker_id) as quoted_by
    from spoken
),

placed as (
    select
        shared.*,
        outlet_number.of_outlets,
        shared.words / nullif(shared.all_words, 0) as floor_share,
        floor_share
        - sum(floor_share) over (partition by shared.speaker_id) / outlet_number.of_outlets as minus_mean
    from shared
    cross join outlet_number
),

first_ten as (
    select
        placed.*,
        speakers.name as speaker_name
    from placed
    inner join speakers using (speaker_id)
    where
        placed.words > 0
        and ($outlet is null or placed.outlet_id = $outlet or lower(placed.outlet_name) = lower($outlet))
    qualify
        row_number() over (partition by placed.outlet_id order by placed.words desc, speakers.name, placed.speaker_id)
        <= 10
)

select
    first_ten.outlet_name,
    first_ten.speaker_name,
    first_ten.quotes,
    first_ten.words,
    first_ten.all_words,
    round(first_ten.floor_share, 2) as floor_share,
    round(first_ten.minus_mean, 2) as minus_mean,
    first_ten.quoted_by,
    first_ten.of_outlets,
    coalesce(contrasted.verdict, 'too small to tell') as verdict
from first_ten
left join
    contrasts_by_outlet(
        'speaker',
        only_outlet := $outlet,
        only_topic := $topic,
        only_story := $story,
        first_day := $from,
        last_day := $to,
        with_zeros := false
    ) as contrasted
    on first_ten.outlet_id = contrasted.outlet_id and first_ten.speaker_id = contrasted.item
order by first_ten.outlet_name, first_ten.words desc, first_ten.speaker_name;
