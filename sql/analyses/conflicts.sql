-- Which figures outlets of a story disagree on, and what each of them says
-- Grain: conflict_id, article_id, figure.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query conflicts --param topic=politics
-- A conflict of which one article is asked for is shown whole. Rounding is left out: conflict_details has it.
select
    story_title,
    kind,
    object_key as counted,
    outlet_name,
    published_date,
    text as figure,
    sentence_text
from conflict_details
where
    kind <> 'rounding'
    and conflict_id in (
        select conflict_values.conflict_id
        from asked_articles($outlet, $topic, $story, $from, $to)
        inner join conflict_values using (article_id)
    )
order by story_id, conflict_id, value, published_date nulls last, outlet_name, article_id;
