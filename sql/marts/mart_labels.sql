-- Uses of words for contested things with whose word it is, one flat row each.
-- Grain: article_id, mention_index. Copies are included and marked: filter by is_copy before counting. In voice the own
-- voice of opinion pieces is told from that of news (whose_voice).
-- Reads: label_mentions, labels, articles, article_facets, quotes, sentences, whose_voice.
with denominators as (
    select
        label_mentions.article_id,
        labels.concept,
        count(*) as article_concept_count
    from label_mentions
    inner join labels using (label_id)
    group by label_mentions.article_id, labels.concept
)

select
    label_mentions.article_id,
    label_mentions.mention_index,
    label_mentions.sentence_id,
    article_facets.* exclude (article_id),
    coalesce(articles.title, 'unknown') as title,
    labels.concept,
    labels.label_id,
    labels.term,
    coalesce(labels.register, 'unknown') as register,
    label_mentions.text as mention_text,
    coalesce(label_mentions.modifier, 'none') as modifier,
    whose_voice(label_mentions.voice, articles.article_kind) as voice,
    coalesce(label_mentions.distance, 'none') as distance,
    coalesce(quotes.speaker_id, 'none') as speaker_id,
    coalesce(quotes.speaker_name, quotes.speaker_text, 'none') as speaker_name,
    sentences.role as sentence_role,
    sentences.text as sentence_text,
    1::bigint as mention_count,
    denominators.article_concept_count,
    articles.word_count as article_word_count
from label_mentions
inner join labels using (label_id)
inner join articles using (article_id)
inner join article_facets using (article_id)
inner join sentences using (sentence_id)
inner join denominators on label_mentions.article_id = denominators.article_id and labels.concept = denominators.concept
left join quotes using (quote_id);
