-- Who gets the floor: each outlet's share of quoted words per speaker, and its distance from the mean of the outlets.
-- Grain: outlet_id, speaker_id. A speaker whom an outlet never quotes counts as 0 there, not as missing. Outlets that
-- quote nobody at all are left out; copies too.
-- Reads: quotes, articles, speakers.
create or replace view speaker_share_by_outlet as
with spoken as (
    select
        articles.outlet_id,
        quotes.speaker_id,
        count(*) as quote_count,
        sum(quotes.word_count)::bigint as speaker_word_count
    from quotes
    inner join articles using (article_id)
    where quotes.kind in ('direct', 'mixed') and quotes.speaker_id is not null and articles.duplicate_of is null
    group by articles.outlet_id, quotes.speaker_id
),

floor_of_outlet as (
    select
        outlet_id,
        sum(speaker_word_count)::bigint as outlet_word_count
    from spoken
    group by outlet_id
),

everybody as (
    select distinct speaker_id from spoken
),

shares as (
    select
        floor_of_outlet.outlet_id,
        everybody.speaker_id,
        coalesce(spoken.quote_count, 0) as quote_count,
        coalesce(spoken.speaker_word_count, 0) as speaker_word_count,
        floor_of_outlet.outlet_word_count,
        coalesce(spoken.speaker_word_count, 0) / floor_of_outlet.outlet_word_count as quoted_share
    from floor_of_outlet
    cross join everybody
    left join spoken using (outlet_id, speaker_id)
)

select
    shares.outlet_id,
    outlets.name as outlet_name,
    shares.speaker_id,
    speakers.name as speaker_name,
    shares.quote_count,
    shares.speaker_word_count,
    shares.outlet_word_count,
    shares.quoted_share,
    shares.quoted_share - avg(shares.quoted_share) over (partition by shares.speaker_id) as quoted_share_minus_mean
from shares
inner join outlets using (outlet_id)
inner join speakers using (speaker_id);
