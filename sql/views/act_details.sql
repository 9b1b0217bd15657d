-- Which sentences tell of agreeing, refusing, threatening and the like, who towards whom, and in whose voice? One wide
-- table for BI tools; role 'title' are the headlines.
-- Grain: sentence_id, act_index. Copies are included and marked: filter by is_copy before counting.
-- Reads: sentence_acts, acts, sentences, articles.
create or replace view act_details as
select
    sentence_acts.sentence_id,
    sentence_acts.act_index,
    sentences.article_id,
    articles.outlet_id,
    articles.outlet_name,
    articles.published_date,
    articles.title,
    sentence_acts.act_id,
    acts.name as act_name,
    sentence_acts.polarity,
    sentence_acts.is_negated,
    sentence_acts.voice,
    sentence_acts.told_as,
    sentence_acts.actor_text,
    sentence_acts.target_text,
    sentence_acts.rule,
    sentence_acts.matched_terms,
    sentence_acts.confidence,
    sentences.role,
    sentences.text as sentence_text,
    articles.duplicate_of is not null as is_copy
from sentence_acts
inner join acts using (act_id)
inner join sentences using (sentence_id)
inner join articles using (article_id);
