-- Which outlet quotes one speaker how many times: --param name=NAME.
-- Grain: outlet_id, speaker_id; outlets of the warehouse that never quote the speaker have 0. "A," she said. "B." is
-- one quote in two stretches of marks.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query speaker-by-outlet --param name=Varn
with asked as (
    from asked_articles($outlet, $topic, $story, $from, $to)
),

stretches as (
    select
        quote_id,
        count(*) as quoted_stretches
    from voice_spans
    where voice = 'direct'
    group by quote_id
),

found as (
    select
        asked.outlet_id,
        quotes.speaker_id,
        count(*) filter (where quotes.kind <> 'indirect') as quotes,
        coalesce(sum(stretches.quoted_stretches), 0)::bigint as quoted_stretches,
        sum(coalesce(quotes.quoted_word_count, 0))::bigint as quoted_words,
        count(*) filter (where quotes.kind = 'indirect') as indirect_quotes
    from asked
    inner join quotes using (article_id)
    left join stretches using (quote_id)
    group by asked.outlet_id, quotes.speaker_id
),

outlets_asked as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name,
        count(*) as articles
    from asked
    group by outlet_id
)

select
    speakers.name as speaker_name,
    outlets_asked.outlet_name,
    coalesce(found.quotes, 0) as quotes,
    coalesce(found.quoted_stretches, 0) as quoted_stretches,
    coalesce(found.quoted_words, 0) as quoted_words,
    coalesce(found.indirect_quotes, 0) as indirect_quotes,
    outlets_asked.articles
from speakers
cross join outlets_asked
left join found on speakers.speaker_id = found.speaker_id and outlets_asked.outlet_id = found.outlet_id
where contains(lower(speakers.name), lower($name))
order by speaker_name, quotes desc, outlets_asked.outlet_name;
