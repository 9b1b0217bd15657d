-- Which headlines tell an act and nobody who does it, and whose are they?
-- Grain: article_id.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query agentless-headlines --param from=2025-03-11
select
    asked.outlet_name,
    asked.published_date,
    string_agg(sentence_acts.act_id, '; ' order by sentence_acts.act_index) as acts,
    string_agg(sentence_acts.target_text, '; ' order by sentence_acts.act_index) as target_texts,
    is_passive(any_value(sentences.text)) as is_passive,
    any_value(sentences.text) as title,
    asked.article_id
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join sentences using (article_id)
inner join sentence_acts using (sentence_id)
where sentences.role = 'title'
group by asked.outlet_name, asked.published_date, asked.article_id
having count(sentence_acts.actor_text) = 0
order by asked.outlet_name, asked.published_date, asked.article_id;
