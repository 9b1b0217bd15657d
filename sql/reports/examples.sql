-- Some sentences behind the rows of a comparison of two outlets: at most three of each row and outlet.
-- Grain: measure, of_what, item, outlet_id, place. measures, wholes and items are lists of one length: the rows asked
-- for. Parameters that are null restrict nothing. What an article is as a whole (its frame, topic, wire) leads to its
-- title.
-- Reads: articles, topics, sentences, quotes, label_mentions, labels, actor_mentions, sentence_acts, article_frames,
-- headlines.
with asked as (
    select
        unnest($measures::varchar[]) as measure,
        unnest($wholes::varchar[]) as of_what,
        unnest($items::varchar[]) as item
),

chosen as (
    select
        articles.article_id,
        articles.outlet_id,
        articles.outlet_name,
        articles.title,
        articles.published_date,
        articles.agency_id,
        coalesce(topics.top_topic_id, 'none') as top_topic_id
    from articles
    left join topics using (topic_id)
    where
        articles.outlet_id in ($first, $second)
        and articles.duplicate_of is null
        and (
            $topic::varchar is null
            or $topic in (articles.topic_id, topics.top_topic_id)
            or lower(topics.name) = lower($topic)
        )
        and ($first_day::date is null or articles.published_date >= $first_day::date)
        and ($last_day::date is null or articles.published_date <= $last_day::date)
),

titles as (
    select
        chosen.article_id,
        chosen.agency_id,
        chosen.top_topic_id,
        sentences.sentence_id
    from chosen
    inner join sentences using (article_id)
    where sentences.role = 'title'
),

of_quotes as (
    select
        quotes.article_id,
        quotes.sentence_id,
        quotes.rule as found_by,
        unnest(
            [
                { measure: if(quotes.kind = 'indirect', 'speaker_paraphrase', 'speaker'), item: quotes.speaker_id },
                { measure: if(quotes.kind = 'indirect', null, 'speaker_words'), item: quotes.speaker_id },
                { measure: 'source_kind', item: quotes.speaker_kind },
                { measure: 'anonymous', item: quotes.speaker_kind },
                { measure: 'affiliation', item: quotes.speaker_affiliation_class },
                { measure: 'gender', item: quotes.speaker_gender },
                { measure: 'cue', item: quotes.cue_class }
            ]
        ) as counted
    from chosen
    inner join quotes using (article_id)
),

of_titles as (
    select
        titles.article_id,
        titles.sentence_id,
        unnest(
            [
                { measure: 'headline', item: headlines.reading, found_by: headlines.matched_terms },
                { measure: 'topic', item: titles.top_topic_id, found_by: 'terms of the article' },
                {
                    measure: 'wire',
                    item: if(titles.agency_id is null, null, 'wire'),
                    found_by: 'credits of the article'
                }
            ]
        ) as counted
    from titles
    inner join headlines using (article_id)
),

found as (
    select
        of_quotes.counted.measure,
        'all' as of_what,
        of_quotes.counted.item,
        of_quotes.article_id,
        of_quotes.sentence_id,
        of_quotes.found_by
    from of_quotes
    union all
    select
        of_titles.counted.measure,
        'all' as of_what,
        of_titles.counted.item,
        of_titles.article_id,
        of_titles.sentence_id,
        of_titles.counted.found_by
    from of_titles
    union all
    select
        if(label_mentions.voice = 'outlet', 'label', 'label_' || label_mentions.voice) as measure,
        labels.concept as of_what,
        label_mentions.label_id as item,
        chosen.article_id,
        label_mentions.sentence_id,
        label_mentions.rule as found_by
    from chosen
    inner join label_mentions using (article_id)
    inner join labels using (label_id)
    union all
    select
        'actor' as measure,
        'words' as of_what,
        actor_mentions.head as item,
        chosen.article_id,
        actor_mentions.sentence_id,
        actor_mentions.rule as found_by
    from chosen
    inner join actor_mentions using (article_id)
    where actor_mentions.voice = 'outlet'
    union all
    select
        'headline_act' as measure,
        'all' as of_what,
        sentence_acts.act_id as item,
        titles.article_id,
        titles.sentence_id,
        sentence_acts.rule as found_by
    from titles
    inner join sentence_acts using (sentence_id)
    union all
    select
        'frame' as measure,
        'all' as of_what,
        article_frames.frame_id as item,
        titles.article_id,
        titles.sentence_id,
        'terms of the article' as found_by
    from titles
    inner join article_frames using (article_id)
),

distinct_sentences as (
    select
        found.measure,
        found.of_what,
        found.item,
        found.article_id,
        found.sentence_id,
        min(found.found_by) as found_by
    from found
    inner join asked using (measure, of_what, item)
    group by found.measure, found.of_what, found.item, found.article_id, found.sentence_id
),

placed as (
    select
        distinct_sentences.measure,
        distinct_sentences.of_what,
        distinct_sentences.item,
        chosen.outlet_id,
        chosen.outlet_name,
        chosen.title,
        chosen.published_date,
        distinct_sentences.article_id,
        distinct_sentences.sentence_id,
        sentences.role,
        sentences.sentence_index,
        sentences.text,
        sentences.char_start,
        sentences.char_end,
        distinct_sentences.found_by,
        row_number() over (
            partition by
                distinct_sentences.measure,
                distinct_sentences.of_what,
                distinct_sentences.item,
                chosen.outlet_id
            order by chosen.published_date desc nulls last, distinct_sentences.article_id, sentences.sentence_index
        ) as place
    from distinct_sentences
    inner join chosen using (article_id)
    inner join sentences using (sentence_id)
)

select *
from placed
where place <= 3
order by measure, of_what, item, outlet_id, place;
