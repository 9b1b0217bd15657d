-- What is there to count in each article: whose quotes, which verbs of speech, which words, headlines, credits?
-- Grain: article_id, measure, of_what, item; what occurs. item is null for what belongs to the whole of which others
-- are a part, and is none of those asked for (a source that is named, among the anonymous). What each measure counts
-- is said in observations.
-- Reads: quotes, label_mentions, labels, sentences, articles, topics, headlines.
create or replace view counted_things as
with things as (
    select
        article_id,
        'speaker' as measure,
        'all' as of_what,
        speaker_id as item,
        1 as n
    from quotes
    where speaker_id is not null and kind <> 'indirect'
    union all
    select
        article_id,
        'speaker_words' as measure,
        'all' as of_what,
        speaker_id as item,
        coalesce(quoted_word_count, word_count) as n -- null where an earlier version wrote the row
    from quotes
    where speaker_id is not null and (quoted_word_count > 0 or (quoted_word_count is null and kind = 'direct'))
    union all
    select
        article_id,
        'speaker_paraphrase' as measure,
        'all' as of_what,
        speaker_id as item,
        word_count - coalesce(quoted_word_count, 0) as n
    from quotes
    where speaker_id is not null and kind <> 'direct' and word_count > coalesce(quoted_word_count, 0)
    union all
    select
        article_id,
        'source_kind' as measure,
        'all' as of_what,
        speaker_kind as item,
        1 as n
    from quotes
    where speaker_kind is not null
    union all
    select
        article_id,
        'anonymous' as measure,
        'all' as of_what,
        case when speaker_kind = 'anonymous' then 'anonymous' end as item,
        1 as n
    from quotes
    where speaker_kind is not null
    union all
    select
        article_id,
        'affiliation' as measure,
        'all' as of_what,
        speaker_affiliation_class as item,
        1 as n
    from quotes
    where speaker_affiliation_class is not null
    union all
    select
        article_id,
        'gender' as measure,
        'all' as of_what,
        speaker_gender as item,
        1 as n
    from quotes
    where speaker_gender is not null
    union all
    select
        article_id,
        'cue' as measure,
        'all' as of_what,
        cue_class as item,
        1 as n
    from quotes
    where cue_class is not null
    union all
    select
        article_id,
        'cue_of_speaker' as measure,
        speaker_id as of_what,
        cue_class as item,
        1 as n
    from quotes
    where cue_class is not null and speaker_id is not null
    union all
    select
        label_mentions.article_id,
        case label_mentions.voice when 'outlet' then 'label' else 'label_' || label_mentions.voice end as measure,
        labels.concept as of_what,
        label_mentions.label_id as item,
        1 as n
    from label_mentions
    inner join labels using (label_id)
    inner join sentences using (sentence_id)
    where sentences.role <> 'caption'
    union all
    select
        articles.article_id,
        'topic' as measure,
        'all' as of_what,
        coalesce(topics.top_topic_id, 'none') as item,
        1 as n
    from articles
    left join topics using (topic_id)
    where articles.language_support = 'full'
    union all
    select
        headlines.article_id,
        'headline' as measure,
        'all' as of_what,
        headlines.reading as item,
        1 as n
    from headlines
    inner join articles using (article_id)
    where articles.language_support = 'full' and headlines.title is not null
    union all
    select
        article_id,
        'wire' as measure,
        'all' as of_what,
        case when agency_id is not null then 'wire' end as item,
        1 as n
    from articles
)

select
    article_id,
    measure,
    of_what,
    item,
    sum(n)::bigint as n
from things
group by article_id, measure, of_what, item;
