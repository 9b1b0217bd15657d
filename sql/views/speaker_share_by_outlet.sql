-- Who gets the floor? Each outlet's share of quoted words per speaker, and its distance from the mean of the outlets.
-- Grain: outlet_id, speaker_id; outlets and speakers with a direct or mixed quote. A speaker whom an outlet never
-- quotes counts as 0 in the mean, which is always of all these outlets (outlet_count); the 0 is a row where at least
-- two outlets and a tenth of all quote the speaker: of the others there would be ten times as many, and say nothing.
-- Words and quotes are those of direct and mixed quotes with a known speaker; indirect_count stands beside them. The
-- verdict compares quotes, not words (the words of one quote are not independent), with all other outlets: thresholds
-- of difference_verdict. Copies are left out.
-- Reads: quotes, articles, outlets, speakers, difference_verdict, is_counted.
create or replace view speaker_share_by_outlet as
with spoken as (
    select
        articles.outlet_id,
        quotes.speaker_id,
        count(*) filter (where quotes.kind <> 'indirect') as quote_count,
        count(*) filter (where quotes.kind = 'indirect') as indirect_count,
        count(distinct quotes.article_id) filter (where quotes.kind <> 'indirect') as article_count,
        coalesce(sum(quotes.word_count) filter (where quotes.kind <> 'indirect'), 0)::bigint as speaker_word_count
    from quotes
    inner join articles using (article_id)
    where quotes.speaker_id is not null and is_counted(articles.duplicate_of is not null)
    group by articles.outlet_id, quotes.speaker_id
),

floor_of_outlet as (
    select
        outlet_id,
        sum(quote_count)::bigint as outlet_quote_count,
        sum(speaker_word_count)::bigint as outlet_word_count
    from spoken
    group by outlet_id
    having sum(quote_count) > 0
),

floor_of_speaker as (
    select
        speaker_id,
        sum(quote_count)::bigint as all_quote_count,
        sum(article_count)::bigint as all_article_count,
        count(*) filter (where quote_count > 0) as quoting_outlet_count
    from spoken
    group by speaker_id
    having sum(quote_count) > 0
),

floor_of_all as (
    select
        sum(outlet_quote_count)::bigint as all_quote_count,
        count(*) as outlet_count
    from floor_of_outlet
),

cells as (
    select
        floor_of_outlet.outlet_id,
        floor_of_speaker.speaker_id
    from floor_of_outlet
    cross join floor_of_all
    inner join floor_of_speaker
        on
            floor_of_speaker.quoting_outlet_count >= 2
            and floor_of_speaker.quoting_outlet_count >= floor_of_all.outlet_count / 10
    union
    select
        spoken.outlet_id,
        spoken.speaker_id
    from spoken
    semi join floor_of_outlet using (outlet_id)
    semi join floor_of_speaker using (speaker_id)
),

shares as (
    select
        cells.outlet_id,
        cells.speaker_id,
        coalesce(spoken.quote_count, 0) as quote_count,
        coalesce(spoken.indirect_count, 0) as indirect_count,
        coalesce(spoken.article_count, 0) as article_count,
        coalesce(spoken.speaker_word_count, 0) as speaker_word_count,
        floor_of_outlet.outlet_quote_count,
        floor_of_outlet.outlet_word_count,
        floor_of_speaker.quoting_outlet_count,
        floor_of_all.outlet_count,
        floor_of_speaker.all_quote_count - coalesce(spoken.quote_count, 0) as other_quote_count,
        floor_of_speaker.all_article_count - coalesce(spoken.article_count, 0) as other_article_count,
        floor_of_all.all_quote_count - floor_of_outlet.outlet_quote_count as others_quote_count,
        coalesce(spoken.speaker_word_count, 0) / nullif(floor_of_outlet.outlet_word_count, 0) as quoted_share
    from cells
    inner join floor_of_outlet using (outlet_id)
    inner join floor_of_speaker using (speaker_id)
    cross join floor_of_all
    left join spoken using (outlet_id, speaker_id)
)

select
    shares.outlet_id,
    outlets.name as outlet_name,
    shares.speaker_id,
    speakers.name as speaker_name,
    speakers.kind as speaker_kind,
    shares.quote_count,
    shares.indirect_count,
    shares.outlet_quote_count,
    shares.speaker_word_count,
    shares.outlet_word_count,
    shares.quoting_outlet_count,
    shares.outlet_count,
    shares.quoted_share,
    shares.quoted_share
    - sum(shares.quoted_share) over (partition by shares.speaker_id) / shares.outlet_count as quoted_share_minus_mean,
    difference_verdict(
        shares.quote_count,
        shares.outlet_quote_count,
        shares.other_quote_count,
        shares.others_quote_count,
        shares.article_count,
        shares.other_article_count
    ) as verdict
from shares
inner join outlets using (outlet_id)
inner join speakers using (speaker_id);
