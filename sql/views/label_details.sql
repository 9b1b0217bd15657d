-- Where does each word for a contested thing stand, in whose words, and in which sentence? One wide table for BI tools.
-- Grain: article_id, mention_index. Copies are included and marked: filter by is_copy before counting.
-- Reads: label_mentions, labels, sentences, articles, speakers.
create or replace view label_details as
select
    label_mentions.article_id,
    label_mentions.mention_index,
    label_mentions.sentence_id,
    articles.outlet_id,
    articles.outlet_name,
    articles.published_date,
    articles.title,
    labels.concept,
    labels.label_id,
    labels.term,
    labels.register,
    label_mentions.text,
    label_mentions.modifier,
    label_mentions.voice,
    speakers.name as speaker,
    sentences.role,
    sentences.text as sentence_text,
    label_mentions.rule,
    articles.duplicate_of is not null as is_copy
from label_mentions
inner join labels using (label_id)
inner join sentences using (sentence_id)
inner join articles on label_mentions.article_id = articles.article_id
left join speakers using (speaker_id);
