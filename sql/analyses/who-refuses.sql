-- Who says no, rejects or denies, in which outlet, and in whose voice?
-- Grain: sentence_id, act_index.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query who-refuses --param topic=politics
select
    asked.outlet_name,
    sentence_acts.act_id,
    sentence_acts.actor_text,
    sentence_acts.target_text,
    sentence_acts.voice,
    sentence_acts.matched_terms,
    sentences.role,
    sentences.text as sentence_text
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join sentences using (article_id)
inner join sentence_acts using (sentence_id)
where sentence_acts.act_id = 'reject' and sentence_acts.polarity < 0
order by asked.outlet_name, asked.article_id, sentences.sentence_index, sentence_acts.act_index;
