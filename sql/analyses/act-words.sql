-- What does a word of action mean where it stands: refused, negated, asked, by and towards whom: --param term=TERM.
-- Grain: sentence_id, act_index; acts that the word tells.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query act-words --param term=talk
select
    asked.outlet_name,
    sentence_acts.act_id,
    sentence_acts.polarity,
    sentence_acts.is_negated,
    sentence_acts.rule,
    sentence_acts.actor_text,
    sentence_acts.target_text,
    sentence_acts.voice,
    sentences.text as sentence_text
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join sentences using (article_id)
inner join sentence_acts using (sentence_id)
where contains(lower(sentence_acts.matched_terms), lower($term))
order by asked.outlet_name, asked.article_id, sentences.sentence_index, sentence_acts.act_index;
