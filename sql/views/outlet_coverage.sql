-- How much did each outlet write, and how much of it in the words of others?
-- Grain: outlet_id. Copies of other articles are counted apart and left out of every other number. Counts of
-- attributions are 0 where an outlet quotes nobody; the shares are null where there is nothing to divide by. Quoted
-- words are null, not 0, in a language whose quotes are not looked for; their share is of the words where they were.
-- Reads: articles, quotes.
create or replace view outlet_coverage as
with originals as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name,
        count(*) filter (where duplicate_of is null) as article_count,
        count(*) filter (where duplicate_of is not null) as copy_count,
        coalesce(sum(word_count) filter (where duplicate_of is null), 0)::bigint as word_count,
        sum(quoted_word_count) filter (where duplicate_of is null)::bigint as quoted_word_count,
        sum(word_count) filter (
            where duplicate_of is null and language_support = 'full'
        )::bigint as analysed_word_count,
        min(published_date) filter (where duplicate_of is null) as first_date,
        max(published_date) filter (where duplicate_of is null) as last_date
    from articles
    group by outlet_id
),

attributions as (
    select
        articles.outlet_id,
        count(*) filter (where quotes.kind in ('direct', 'mixed')) as quoted_count,
        count(*) filter (where quotes.kind = 'indirect') as indirect_count,
        count(*) filter (where quotes.speaker_kind = 'anonymous') as anonymous_count,
        count(distinct quotes.speaker_id) as speaker_count
    from quotes
    inner join articles using (article_id)
    where articles.duplicate_of is null
    group by articles.outlet_id
)

select
    originals.outlet_id,
    originals.outlet_name,
    originals.article_count,
    originals.copy_count,
    originals.word_count,
    originals.quoted_word_count,
    originals.quoted_word_count / nullif(originals.analysed_word_count, 0) as quoted_share,
    coalesce(attributions.quoted_count, 0) as quoted_count,
    coalesce(attributions.indirect_count, 0) as indirect_count,
    coalesce(attributions.anonymous_count, 0) as anonymous_count,
    coalesce(attributions.speaker_count, 0) as speaker_count,
    originals.first_date,
    originals.last_date
from originals
left join attributions using (outlet_id);
