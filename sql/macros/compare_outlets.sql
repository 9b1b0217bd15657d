-- How do two outlets differ: whom they quote, which words they choose, which frames and topics, which verbs of speech?
-- Grain: measure, item. Counts, totals and shares of both outlets, and whether the difference is big enough to mean
-- anything: 'more than others' is more in the first than in the second outlet; thresholds of difference_verdict.
-- measure    item                                     count of                     out of the outlet's
-- speaker    speaker quoted by either                 quotes                       quotes of known speakers
-- anonymous  the unnamed together                     attributions                 attributions with a source
-- cue        class of the verb of speech              attributions                 attributions with a verb
-- label      word for a contested thing, own voice    uses                         uses of words for the same concept
-- frame      frame                                    articles                     articles
-- topic      topic of the first level                 articles                     articles
-- headline   open, closed, neither                    articles                     articles
-- An item that one outlet never has counts as 0 there; an item that neither has is no row. Articles in languages that
-- are only segmented count nowhere. Copies are left out, unless include_copies.
-- Reads: articles, sentences, quotes, speakers, label_mentions, labels, article_frames, frames, topics, headlines,
-- log_likelihood, difference_verdict, is_counted.
create or replace macro compare_outlets(first_outlet, second_outlet, include_copies := false) as table
    with compared as (
        select
            article_id,
            topic_id,
            outlet_id = first_outlet as is_first
        from articles
        where
            outlet_id in (first_outlet, second_outlet)
            and language_support = 'full'
            and (include_copies or is_counted(duplicate_of is not null))
    ),

    observed as (
        select
            'speaker' as measure,
            'all' as of_what,
            quotes.speaker_id as item_id,
            quotes.article_id
        from quotes
        where quotes.speaker_id is not null
        union all
        select
            'anonymous' as measure,
            'all' as of_what,
            case when quotes.speaker_kind = 'anonymous' then 'unnamed sources' end as item_id,
            quotes.article_id
        from quotes
        where quotes.speaker_kind is not null
        union all
        select
            'cue' as measure,
            'all' as of_what,
            quotes.cue_class as item_id,
            quotes.article_id
        from quotes
        where quotes.cue_class is not null
        union all
        select
            'label' as measure,
            labels.concept as of_what,
            label_mentions.label_id as item_id,
            label_mentions.article_id
        from label_mentions
        inner join labels using (label_id)
        inner join sentences using (sentence_id)
        where label_mentions.voice = 'outlet' and sentences.role <> 'caption'
        union all
        select
            'headline' as measure,
            'all' as of_what,
            headlines.reading as item_id,
            headlines.article_id
        from headlines
    ),

    counted as (
        select
            observed.measure,
            observed.of_what,
            observed.item_id,
            count(*) filter (where compared.is_first) as first_count,
            count(*) filter (where not compared.is_first) as second_count,
            count(distinct observed.article_id) filter (where compared.is_first) as first_articles,
            count(distinct observed.article_id) filter (where not compared.is_first) as second_articles
        from observed
        inner join compared using (article_id)
        group by observed.measure, observed.of_what, observed.item_id
    ),

    shared as (
        select
            measure,
            of_what,
            item_id,
            first_count,
            second_count,
            first_articles,
            second_articles,
            sum(first_count) over (partition by measure, of_what) as first_total,
            sum(second_count) over (partition by measure, of_what) as second_total
        from counted
    ),

    sizes as (
        select
            count(*) filter (where is_first) as first_total,
            count(*) filter (where not is_first) as second_total
        from compared
    ),

    of_articles as (
        select
            'frame' as measure,
            article_frames.frame_id as item_id,
            article_frames.article_id
        from article_frames
        union all
        select
            'topic' as measure,
            topics.top_topic_id as item_id,
            compared.article_id
        from compared
        inner join topics using (topic_id)
    ),

    counted_articles as (
        select
            of_articles.measure,
            of_articles.item_id,
            count(*) filter (where compared.is_first) as first_count,
            count(*) filter (where not compared.is_first) as second_count
        from of_articles
        inner join compared using (article_id)
        group by of_articles.measure, of_articles.item_id
    ),

    together as (
        select
            measure,
            of_what,
            item_id,
            first_count,
            first_total::bigint as first_total,
            second_count,
            second_total::bigint as second_total,
            first_articles,
            second_articles
        from shared
        where item_id is not null
        union all
        select
            counted_articles.measure,
            'all' as of_what,
            counted_articles.item_id,
            counted_articles.first_count,
            sizes.first_total,
            counted_articles.second_count,
            sizes.second_total,
            counted_articles.first_count as first_articles,
            counted_articles.second_count as second_articles
        from counted_articles
        cross join sizes
    ),

    named as (
        select
            together.measure,
            together.item_id,
            case together.measure
                when 'speaker' then speakers.name
                when 'label' then labels.concept || ': ' || labels.term
                when 'frame' then frames.name
                when 'topic' then topics.name
                else together.item_id
            end as item,
            together.first_count,
            together.first_total,
            together.second_count,
            together.second_total,
            together.first_articles,
            together.second_articles
        from together
        left join speakers on together.item_id = speakers.speaker_id
        left join labels on together.item_id = labels.label_id
        left join frames on together.item_id = frames.frame_id
        left join topics on together.item_id = topics.topic_id
    )

    select
        measure,
        item,
        item_id,
        first_count,
        first_total,
        first_count / nullif(first_total, 0) as first_share,
        second_count,
        second_total,
        second_count / nullif(second_total, 0) as second_share,
        log_likelihood(first_count, first_total, second_count, second_total) as g2,
        difference_verdict(
            first_count, first_total, second_count, second_total, first_articles, second_articles
        ) as verdict
    from named
    order by measure, g2 desc, first_count + second_count desc, item, item_id;
