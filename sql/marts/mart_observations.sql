-- What was counted in each article, and out of how many? Everything but terms; observations says what measures mean.
-- Grain: article_id, measure, of_what, item. The row with the empty item stands for the whole: it is there for every
-- article in which something could be seen, its n are things of the whole that are none of the items.
-- Reads: quotes, label_mentions, labels, sentences, articles, topics, headlines, sentence_acts, article_frames,
-- actor_mentions, credits, article_terms, variant_pieces, variant_edits, common_items, whose_voice, is_opinion.
with acts_of_title as (
    select
        sentences.article_id,
        bool_or(sentence_acts.actor_text is not null) as has_actor
    from sentence_acts
    inner join sentences using (sentence_id)
    where sentences.role = 'title'
    group by sentences.article_id
),

edits_of_variant as (
    select
        article_id,
        variant_id,
        bool_or(edit_kind = 'cut' and not is_outside_quotes) as is_cut,
        bool_or(edit_kind in ('added', 'replaced')) as is_reworded,
        bool_or(is_condition_lost and not is_outside_quotes) as is_condition_cut
    from variant_edits
    group by article_id, variant_id
),

renderings as (
    -- what each article makes of an utterance that another one of its story carries, too
    select
        variant_pieces.article_id,
        variant_pieces.variant_id,
        bool_or(variant_pieces.carriage in ('direct', 'partial')) as is_quoted,
        coalesce(any_value(edits_of_variant.is_cut), false) as is_cut,
        coalesce(any_value(edits_of_variant.is_reworded), false) as is_reworded,
        coalesce(any_value(edits_of_variant.is_condition_cut), false) as is_condition_cut
    from variant_pieces
    left join edits_of_variant using (article_id, variant_id)
    group by variant_pieces.article_id, variant_pieces.variant_id
),

things as (
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
        'first_quoted' as measure,
        'all' as of_what,
        arg_min(speaker_id, quote_index) as item,
        1 as n
    from quotes
    where speaker_id is not null and kind <> 'indirect'
    group by article_id
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
        case
            when speaker_kind = 'anonymous' and coalesce(anonymity, 'unnamed') in ('unnamed', 'granted')
                then 'anonymous'
        end as item,
        1 as n
    from quotes
    where speaker_kind is not null
    union all
    select
        article_id,
        'anonymity' as measure,
        'all' as of_what,
        anonymity as item,
        1 as n
    from quotes
    where anonymity in ('unnamed', 'granted')
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
        'role' as measure,
        'all' as of_what,
        speaker_role as item,
        1 as n
    from quotes
    where speaker_role is not null
    union all
    select
        article_id,
        'party' as measure,
        'all' as of_what,
        speaker_party as item,
        1 as n
    from quotes
    where speaker_party is not null
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
        'cue_negated' as measure,
        'all' as of_what,
        case when is_negated then cue_class end as item,
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
        case whose_voice(label_mentions.voice, articles.article_kind)
            when 'outlet' then 'label'
            else 'label_' || whose_voice(label_mentions.voice, articles.article_kind)
        end as measure,
        labels.concept as of_what,
        label_mentions.label_id as item,
        1 as n
    from label_mentions
    inner join labels using (label_id)
    inner join sentences using (sentence_id)
    inner join articles on label_mentions.article_id = articles.article_id
    where sentences.role <> 'caption' and label_mentions.distance is null
    union all
    select
        label_mentions.article_id,
        'distance' as measure,
        labels.concept as of_what,
        case when label_mentions.distance is not null then label_mentions.label_id end as item,
        1 as n
    from label_mentions
    inner join labels using (label_id)
    inner join sentences using (sentence_id)
    inner join articles on label_mentions.article_id = articles.article_id
    where sentences.role <> 'caption' and whose_voice(label_mentions.voice, articles.article_kind) = 'outlet'
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
        article_id,
        'kind' as measure,
        'all' as of_what,
        article_kind as item,
        1 as n
    from articles
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
        'headline_agent' as measure,
        'all' as of_what,
        case when not has_actor then 'nobody' end as item,
        1 as n
    from acts_of_title
    union all
    select
        sentences.article_id,
        'act_toward' as measure,
        lower(sentence_acts.target_text) as of_what,
        sentence_acts.act_id as item,
        1 as n
    from sentence_acts
    inner join sentences using (sentence_id)
    where sentence_acts.target_text is not null
    union all
    select
        sentences.article_id,
        'act_by' as measure,
        lower(sentence_acts.actor_text) as of_what,
        sentence_acts.act_id as item,
        1 as n
    from sentence_acts
    inner join sentences using (sentence_id)
    where sentence_acts.actor_text is not null
    union all
    select
        article_id,
        'variant' as measure,
        'all' as of_what,
        case
            when not is_quoted then 'unquoted'
            when is_cut then 'cut'
            when is_reworded then 'reworded'
            else 'whole'
        end as item,
        1 as n
    from renderings
    union all
    select
        article_id,
        'variant_condition' as measure,
        'all' as of_what,
        case when is_condition_cut then 'cut' end as item,
        1 as n
    from renderings
    where is_quoted
    union all
    select
        article_id,
        'omission' as measure,
        kind as of_what,
        case when status <> 'carried' then status end as item,
        1 as n
    from common_items
    where story_carrier_count >= 3 and not is_brief and not is_opinion
    union all
    select
        article_id,
        'wire' as measure,
        'all' as of_what,
        case when agency_id is not null then 'wire' end as item,
        1 as n
    from articles
    where
        source_kind <> 'text'
        or byline is not null
        or article_id in (select credits.article_id from credits)
),

things_of_article as (
    select
        article_id,
        measure,
        of_what,
        coalesce(item, '') as item,
        sum(n)::double as n
    from things
    group by article_id, measure, of_what, coalesce(item, '')
),

-- of these the whole is the sum of the items
sums as (
    select
        article_id,
        measure,
        of_what,
        sum(n) as total,
        coalesce(sum(n) filter (where item = ''), 0) as rest
    from things_of_article
    group by article_id, measure, of_what
),

-- of these it is the article, its headline, or its words
wholes as (
    select
        article_id,
        'frame' as measure,
        'all' as of_what,
        1::double as total
    from articles
    where language_support = 'full'
    union all
    select
        article_id,
        'headline_act' as measure,
        'all' as of_what,
        1 as total
    from articles
    where language_support = 'full' and title is not null
    union all
    select
        article_id,
        'length' as measure,
        'article' as of_what,
        1 as total
    from articles
    where word_count > 0
    union all
    select
        article_id,
        'length' as measure,
        'headline' as of_what,
        1 as total
    from articles
    where title is not null
    union all
    select
        article_id,
        'actor' as measure,
        'words' as of_what,
        word_count as total
    from articles
    where language_support = 'full' and word_count > 0 and not is_opinion(article_kind)
    union all
    select
        article_terms.article_id,
        'term' as measure,
        coalesce(whose_voice(article_terms.voice, articles.article_kind), 'any') as of_what,
        sum(article_terms.count) as total
    from article_terms
    inner join articles using (article_id)
    where not contains(article_terms.term, ' ')
    group by
        grouping sets (
            (article_terms.article_id, whose_voice(article_terms.voice, articles.article_kind)),
            (article_terms.article_id)
        )
),

items as (
    select
        article_id,
        'frame' as measure,
        'all' as of_what,
        frame_id as item,
        1::double as n
    from article_frames
    union all
    select distinct
        sentences.article_id,
        'headline_act' as measure,
        'all' as of_what,
        sentence_acts.act_id as item,
        1 as n
    from sentence_acts
    inner join sentences using (sentence_id)
    where sentences.role = 'title'
    union all
    select
        article_id,
        'length' as measure,
        'article' as of_what,
        'words' as item,
        word_count as n
    from articles
    where word_count > 0
    union all
    select
        article_id,
        'length' as measure,
        'headline' as of_what,
        'words' as item,
        len(string_split(trim(title), ' ')) as n
    from articles
    where title is not null
    union all
    select
        actor_mentions.article_id,
        'actor' as measure,
        'words' as of_what,
        actor_mentions.head as item,
        count(*) as n
    from actor_mentions
    inner join articles using (article_id)
    where
        actor_mentions.voice = 'outlet'
        and actor_mentions.distance is null
        and not is_opinion(articles.article_kind)
    group by actor_mentions.article_id, actor_mentions.head
)

select
    things_of_article.article_id,
    things_of_article.measure,
    things_of_article.of_what,
    things_of_article.item,
    things_of_article.n,
    sums.total
from things_of_article
inner join sums using (article_id, measure, of_what)
where things_of_article.item <> ''
union all
select
    article_id,
    measure,
    of_what,
    '' as item,
    rest as n,
    total
from sums
union all
select
    items.article_id,
    items.measure,
    items.of_what,
    items.item,
    items.n,
    wholes.total
from items
inner join wholes using (article_id, measure, of_what)
union all
select
    article_id,
    measure,
    of_what,
    '' as item,
    0 as n,
    total
from wholes;
