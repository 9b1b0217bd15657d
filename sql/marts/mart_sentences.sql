-- Sentences with their acts, frames and words for contested things, one flat row each.
-- Grain: sentence_id. Copies are included and marked: filter by is_copy before counting. acts_polarity is the sum of
-- the polarities of the sentence's acts.
-- Reads: sentences, articles, article_facets, sentence_acts, sentence_frames, label_mentions.
with acts_in_order as (
    -- sorted once for all three texts
    select
        sentence_id,
        sum(polarity)::bigint as acts_polarity,
        list_sort(
            list(struct_pack(act_index := act_index, act := act_id, actor := actor_text, target := target_text))
        ) as acts
    from sentence_acts
    group by sentence_id
),

acts_of_sentence as (
    select
        sentence_id,
        acts_polarity,
        len(acts) as act_count,
        array_to_string(list_transform(acts, lambda one: struct_extract(one, 'act')), '; ') as acts,
        nullif(
            array_to_string(list_transform(acts, lambda one: struct_extract(one, 'actor')), '; '), ''
        ) as actor_texts,
        nullif(
            array_to_string(list_transform(acts, lambda one: struct_extract(one, 'target')), '; '), ''
        ) as target_texts
    from acts_in_order
),

frames_of_sentence as (
    select
        sentence_id,
        array_to_string(list_sort(list_distinct(list(frame_id))), '; ') as frames
    from sentence_frames
    group by sentence_id
),

labels_of_sentence as (
    select
        sentence_id,
        count(*) as label_count
    from label_mentions
    group by sentence_id
)

select
    sentences.sentence_id,
    sentences.article_id,
    article_facets.* exclude (article_id),
    coalesce(articles.title, 'unknown') as title,
    sentences.sentence_index,
    sentences.paragraph_index,
    sentences.role as sentence_role,
    sentences.text as sentence_text,
    case
        when sentences.quoted_word_count = 0 then 'unquoted'
        when sentences.quoted_word_count < sentences.word_count then 'partly quoted'
        else 'quoted'
    end as quotation,
    coalesce(acts_of_sentence.acts, 'none') as acts,
    coalesce(acts_of_sentence.actor_texts, 'none') as actor_texts,
    coalesce(acts_of_sentence.target_texts, 'none') as target_texts,
    coalesce(frames_of_sentence.frames, 'none') as frames,
    1::bigint as sentence_count,
    sentences.word_count,
    sentences.quoted_word_count,
    coalesce(acts_of_sentence.act_count, 0) as act_count,
    coalesce(acts_of_sentence.acts_polarity, 0) as acts_polarity,
    coalesce(labels_of_sentence.label_count, 0) as label_count,
    articles.sentence_count as article_sentence_count,
    articles.word_count as article_word_count
from sentences
inner join articles using (article_id)
inner join article_facets using (article_id)
left join acts_of_sentence using (sentence_id)
left join frames_of_sentence using (sentence_id)
left join labels_of_sentence using (sentence_id);
