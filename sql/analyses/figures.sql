-- Which figures does each outlet give, for what, and in whose voice?
-- Grain: article_id, number_index; those of one thing side by side.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query figures --param from=2025-03-11
select
    article_numbers.object_key,
    article_numbers.base_unit,
    article_numbers.base_value,
    asked.outlet_name,
    article_numbers.text as figure_text,
    article_numbers.qualifier,
    article_numbers.voice,
    sentences.text as sentence_text,
    asked.article_id
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join article_numbers using (article_id)
inner join sentences using (sentence_id)
where article_numbers.object_key is not null and not article_numbers.is_conversion
order by
    article_numbers.object_key, article_numbers.base_unit, article_numbers.base_value, asked.outlet_name,
    asked.article_id, article_numbers.number_index;
