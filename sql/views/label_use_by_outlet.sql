-- Which words does each outlet use for contested things, and in whose voice?
-- Grain: outlet_id, label_id; all words in use for a concept, for every outlet that touches the concept. An outlet
-- that writes about the concept and never uses the label has 0; an outlet that never touches the concept has no row.
-- The rate is per 1,000 words of the outlet's articles in languages that are more than segmented; the share is of the
-- outlet's own uses of any word for the concept, null where it has none. The verdict compares that share with all
-- other outlets' own voice: thresholds of difference_verdict. Copies and captions are left out.
-- Reads: label_mentions, labels, sentences, articles, difference_verdict, is_counted.
create or replace view label_use_by_outlet as
with uses as (
    select
        articles.outlet_id,
        labels.concept,
        label_mentions.label_id,
        count(*) filter (where label_mentions.voice = 'outlet') as outlet_voice_count,
        count(*) filter (where label_mentions.voice = 'indirect') as indirect_count,
        count(*) filter (where label_mentions.voice = 'direct') as quoted_count,
        count(distinct label_mentions.article_id) filter (where label_mentions.voice = 'outlet') as article_count
    from label_mentions
    inner join labels using (label_id)
    inner join articles using (article_id)
    inner join sentences using (sentence_id)
    where is_counted(articles.duplicate_of is not null) and sentences.role <> 'caption'
    group by articles.outlet_id, labels.concept, label_mentions.label_id
),

words_of_outlet as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name,
        sum(word_count)::bigint as word_count
    from articles
    where is_counted(duplicate_of is not null) and language_support = 'full'
    group by outlet_id
),

concepts_of_outlet as (
    select
        outlet_id,
        concept,
        sum(outlet_voice_count)::bigint as concept_count
    from uses
    group by outlet_id, concept
),

concepts as (
    select
        concept,
        sum(concept_count)::bigint as concept_count
    from concepts_of_outlet
    group by concept
),

labels_in_use as (
    select
        label_id,
        sum(outlet_voice_count)::bigint as label_count,
        sum(article_count)::bigint as article_count
    from uses
    group by label_id
),

placed as (
    select
        concepts_of_outlet.outlet_id,
        words_of_outlet.outlet_name,
        labels.concept,
        labels.label_id,
        labels.term,
        labels.register,
        coalesce(uses.outlet_voice_count, 0) as outlet_voice_count,
        coalesce(uses.indirect_count, 0) as indirect_count,
        coalesce(uses.quoted_count, 0) as quoted_count,
        coalesce(uses.article_count, 0) as article_count,
        concepts_of_outlet.concept_count,
        words_of_outlet.word_count,
        labels_in_use.label_count - coalesce(uses.outlet_voice_count, 0) as other_count,
        labels_in_use.article_count - coalesce(uses.article_count, 0) as other_article_count,
        concepts.concept_count - concepts_of_outlet.concept_count as other_concept_count
    from concepts_of_outlet
    inner join concepts using (concept)
    inner join labels using (concept)
    inner join labels_in_use using (label_id)
    inner join words_of_outlet using (outlet_id)
    left join uses using (outlet_id, label_id)
)

select
    outlet_id,
    outlet_name,
    concept,
    label_id,
    term,
    register,
    outlet_voice_count,
    indirect_count,
    quoted_count,
    concept_count as outlet_voice_concept_count,
    outlet_voice_count / nullif(concept_count, 0) as outlet_voice_share,
    word_count,
    1000.0 * outlet_voice_count / nullif(word_count, 0) as outlet_voice_rate,
    difference_verdict(
        outlet_voice_count, concept_count, other_count, other_concept_count, article_count, other_article_count
    ) as verdict
from placed;
