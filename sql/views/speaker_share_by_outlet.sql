-- Who gets the floor? Each outlet's share of quoted words per speaker, and its distance from the mean of the outlets.
-- Grain: outlet_id, speaker_id; outlets and speakers with a direct or mixed quote. A speaker whom an outlet never
-- quotes counts as 0 in the mean, which is always of all these outlets (outlet_count); the 0 is a row where at least
-- two outlets and a tenth of all quote the speaker, or chance could be told apart: of the others there would be ten
-- times as many, and say nothing. Words are those in quotation marks, quotes those with such words, both of known
-- speakers; indirect_count stands beside them. The verdict compares quotes, not words, with all other outlets;
-- statistics of contrasts, p_corrected over the rows of this view. Copies are left out.
-- Reads: contrasts_by_outlet, observations, articles, speakers, quotes, is_counted.
create or replace view speaker_share_by_outlet as
with spoken as (
    select
        observations.outlet_id,
        observations.item as speaker_id,
        sum(observations.n)::bigint as word_count
    from observations
    inner join articles using (article_id)
    where observations.measure = 'speaker_words' and is_counted(articles.duplicate_of is not null)
    group by observations.outlet_id, observations.item
),

reported as (
    select
        articles.outlet_id,
        quotes.speaker_id,
        count(*) as indirect_count
    from quotes
    inner join articles using (article_id)
    where
        quotes.kind = 'indirect'
        and quotes.speaker_id is not null
        and is_counted(articles.duplicate_of is not null)
    group by articles.outlet_id, quotes.speaker_id
),

floor_of_outlet as (
    select
        outlet_id,
        sum(word_count)::bigint as word_count
    from spoken
    group by outlet_id
),

contrasted as materialized (
    from contrasts_by_outlet('speaker')
),

outlet_number as (
    select count(distinct outlet_id) as outlet_count from contrasted
),

shares as (
    select
        contrasted.*,
        coalesce(reported.indirect_count, 0) as indirect_count,
        coalesce(spoken.word_count, 0) as speaker_word_count,
        coalesce(floor_of_outlet.word_count, 0) as outlet_word_count,
        outlet_number.outlet_count,
        coalesce(spoken.word_count, 0) / nullif(floor_of_outlet.word_count, 0) as quoted_share
    from contrasted
    cross join outlet_number
    left join reported on contrasted.outlet_id = reported.outlet_id and contrasted.item = reported.speaker_id
    left join spoken on contrasted.outlet_id = spoken.outlet_id and contrasted.item = spoken.speaker_id
    left join floor_of_outlet on contrasted.outlet_id = floor_of_outlet.outlet_id
)

select
    shares.outlet_id,
    shares.outlet_name,
    shares.item as speaker_id,
    speakers.name as speaker_name,
    speakers.kind as speaker_kind,
    shares.n as quote_count,
    shares.indirect_count,
    shares.total as outlet_quote_count,
    shares.speaker_word_count,
    shares.outlet_word_count,
    shares.item_group_count as quoting_outlet_count,
    shares.outlet_count,
    shares.quoted_share,
    shares.quoted_share
    - sum(shares.quoted_share) over (partition by shares.item) / shares.outlet_count as quoted_share_minus_mean,
    shares.other_count,
    shares.other_total,
    shares.item_article_count,
    shares.ratio,
    shares.ratio_low,
    shares.ratio_high,
    shares.p_value,
    shares.p_corrected,
    shares.margin,
    shares.verdict
from shares
inner join speakers on shares.item = speakers.speaker_id;
