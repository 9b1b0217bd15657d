-- Which words does each outlet keep away from itself, in scare quotes or after so-called?
-- Grain: outlet_id, label_id; uses in news, the commonest first.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query scare-quotes --param topic=politics
select
    asked.outlet_name,
    labels.concept,
    labels.term,
    count(*) filter (where label_mentions.distance = 'marks') as in_marks,
    count(*) filter (where label_mentions.distance = 'so_called') as so_called,
    count(*) as own_uses,
    min(sentences.text) filter (where label_mentions.distance is not null) as example
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join label_mentions using (article_id)
inner join labels using (label_id)
inner join sentences using (sentence_id)
where whose_voice(label_mentions.voice, asked.article_kind) = 'outlet'
group by asked.outlet_id, asked.outlet_name, labels.label_id, labels.concept, labels.term
having count(label_mentions.distance) > 0
order by in_marks + so_called desc, asked.outlet_name, labels.concept, labels.term;
