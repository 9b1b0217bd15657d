-- How much did each outlet write, and how much of it in the words of others?
-- Grain: outlet_id. Copies of other articles are counted apart and left out of every other number. Counts of
-- attributions are 0 where an outlet quotes nobody, and null where all its articles are in languages whose quotes are
-- not looked for. analysed_word_count are the words of the other articles, of which quoted_share is the share.
-- Reads: articles, quotes, is_counted.
create or replace view outlet_coverage as
with originals as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name,
        count(*) filter (where is_counted(duplicate_of is not null)) as article_count,
        count(*) filter (where duplicate_of is not null) as copy_count,
        coalesce(sum(word_count) filter (where is_counted(duplicate_of is not null)), 0)::bigint as word_count,
        sum(quoted_word_count) filter (where is_counted(duplicate_of is not null))::bigint as quoted_word_count,
        sum(word_count) filter (
            where is_counted(duplicate_of is not null) and language_support = 'full'
        )::bigint as analysed_word_count,
        case when bool_or(language_support = 'full') then 0 end as nothing_found,
        min(published_date) filter (where is_counted(duplicate_of is not null)) as first_date,
        max(published_date) filter (where is_counted(duplicate_of is not null)) as last_date
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
    where is_counted(articles.duplicate_of is not null)
    group by articles.outlet_id
)

select
    originals.outlet_id,
    originals.outlet_name,
    originals.article_count,
    originals.copy_count,
    originals.word_count,
    originals.analysed_word_count,
    originals.quoted_word_count,
    originals.quoted_word_count / nullif(originals.analysed_word_count, 0) as quoted_share,
    coalesce(attributions.quoted_count, originals.nothing_found) as quoted_count,
    coalesce(attributions.indirect_count, originals.nothing_found) as indirect_count,
    coalesce(attributions.anonymous_count, originals.nothing_found) as anonymous_count,
    coalesce(attributions.speaker_count, originals.nothing_found) as speaker_count,
    originals.first_date,
    originals.last_date
from originals
left join attributions using (outlet_id);
