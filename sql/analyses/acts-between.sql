-- Who does what to whom: which acts are told most often?
-- Grain: actor, act_id, target as they stand, in lower case; the commonest hundred.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query acts-between --param topic=politics
select
    lower(sentence_acts.actor_text) as actor_text,
    sentence_acts.act_id,
    lower(sentence_acts.target_text) as target_text,
    sum(sentence_acts.polarity)::bigint as polarity,
    count(*) as acts,
    count(distinct asked.article_id) as articles,
    count(distinct asked.outlet_id) as outlets
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join sentences using (article_id)
inner join sentence_acts using (sentence_id)
where sentence_acts.actor_text is not null and sentence_acts.target_text is not null
group by lower(sentence_acts.actor_text), sentence_acts.act_id, lower(sentence_acts.target_text)
order by acts desc, actor_text, sentence_acts.act_id, target_text
limit 100;
