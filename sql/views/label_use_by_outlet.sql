-- Which words each outlet uses for contested things, in whose voice.
-- Grain: outlet_id, label_id. An outlet that writes about the concept and never uses the label has 0; an outlet that
-- never touches the concept has no row. Copies are left out. The rate is per 1,000 words of the outlet's articles.
-- Reads: label_mentions, labels, sentences, articles.
create or replace view label_use_by_outlet as
with uses as (
    select
        articles.outlet_id,
        label_mentions.label_id,
        count(*) filter (where label_mentions.voice = 'outlet') as outlet_voice_count,
        count(*) filter (where label_mentions.voice = 'indirect') as indirect_count,
        count(*) filter (where label_mentions.voice = 'direct') as quoted_count
    from label_mentions
    inner join articles using (article_id)
    inner join sentences using (sentence_id)
    where articles.duplicate_of is null and sentences.role in ('title', 'subtitle', 'lead', 'body', 'heading')
    group by articles.outlet_id, label_mentions.label_id
),

words_of_outlet as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name,
        sum(word_count)::bigint as word_count
    from articles
    where duplicate_of is null
    group by outlet_id
),

concepts_of_outlet as (
    select distinct
        uses.outlet_id,
        labels.concept
    from uses
    inner join labels using (label_id)
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
    coalesce(uses.indirect_count, 0) as indirect_count,
    coalesce(uses.quoted_count, 0) as quoted_count,
    words_of_outlet.word_count,
    1000.0 * coalesce(uses.outlet_voice_count, 0) / nullif(words_of_outlet.word_count, 0) as outlet_voice_rate
from concepts_of_outlet
inner join labels using (concept)
inner join labels_in_use using (label_id)
inner join words_of_outlet using (outlet_id)
left join uses using (outlet_id, label_id);
