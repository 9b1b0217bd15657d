-- Which words does each outlet use for contested things, and in whose voice?
-- Grain: outlet_id, label_id; all words in use for a concept, for every outlet that touches the concept. An outlet
-- that writes about the concept and never uses the label has 0; an outlet that never touches the concept has no row.
-- The rate is per 1,000 words of the outlet's articles in languages that are more than segmented; the share is of the
-- outlet's own uses of any word for the concept, null where it has none. The verdict compares that share with all
-- other outlets' own voice; statistics of contrasts, p_corrected over the rows of this view. Own voice is that of news:
-- uses in opinion pieces, and those in scare quotes or after so-called, are counted apart. Copies and captions are left
-- out.
-- Reads: contrasts_by_outlet, observations, labels, articles, is_counted, is_opinion.
create or replace view label_use_by_outlet as
with uses as (
    select
        observations.outlet_id,
        observations.item as label_id,
        any_value(observations.of_what) as concept,
        sum(observations.n) filter (where observations.measure = 'label')::bigint as outlet_voice_count,
        sum(observations.n) filter (where observations.measure = 'distance')::bigint as distanced_count,
        sum(observations.n) filter (where observations.measure = 'label_opinion')::bigint as opinion_count,
        sum(observations.n) filter (where observations.measure = 'label_indirect')::bigint as indirect_count,
        sum(observations.n) filter (where observations.measure = 'label_direct')::bigint as quoted_count
    from observations
    inner join articles using (article_id)
    where
        observations.measure in ('label', 'distance', 'label_opinion', 'label_indirect', 'label_direct')
        and is_counted(articles.duplicate_of is not null)
    group by observations.outlet_id, observations.item
),

words_of_outlet as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name,
        coalesce(sum(word_count) filter (where not is_opinion(article_kind)), 0)::bigint as word_count
    from articles
    where is_counted(duplicate_of is not null) and language_support = 'full'
    group by outlet_id
),

concepts_of_outlet as (
    select
        outlet_id,
        concept,
        coalesce(sum(outlet_voice_count), 0)::bigint as concept_count
    from uses
    group by outlet_id, concept
),

labels_in_use as (
    select distinct label_id from uses
)

select
    concepts_of_outlet.outlet_id,
    words_of_outlet.outlet_name,
    labels.concept,
    labels.label_id,
    labels.term,
    labels.register,
    coalesce(uses.outlet_voice_count, 0) as outlet_voice_count,
    coalesce(uses.distanced_count, 0) as distanced_count,
    coalesce(uses.opinion_count, 0) as opinion_count,
    coalesce(uses.indirect_count, 0) as indirect_count,
    coalesce(uses.quoted_count, 0) as quoted_count,
    concepts_of_outlet.concept_count as outlet_voice_concept_count,
    coalesce(uses.outlet_voice_count, 0) / nullif(concepts_of_outlet.concept_count, 0) as outlet_voice_share,
    words_of_outlet.word_count,
    1000.0 * coalesce(uses.outlet_voice_count, 0) / nullif(words_of_outlet.word_count, 0) as outlet_voice_rate,
    contrasted.other_count,
    contrasted.other_total,
    coalesce(contrasted.item_article_count, 0) as item_article_count,
    contrasted.ratio,
    contrasted.ratio_low,
    contrasted.ratio_high,
    contrasted.p_value,
    contrasted.p_corrected,
    contrasted.margin,
    coalesce(contrasted.verdict, 'too small to tell') as verdict
from concepts_of_outlet
inner join labels using (concept)
inner join labels_in_use using (label_id)
inner join words_of_outlet using (outlet_id)
left join uses using (outlet_id, label_id)
left join contrasts_by_outlet('label') as contrasted
    on concepts_of_outlet.outlet_id = contrasted.outlet_id and labels.label_id = contrasted.item;
