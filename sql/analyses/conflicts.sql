-- Which figures outlets of a story disagree on, and what each of them says
-- Grain: conflict_id, article_id, figure.
-- Rounding is left out: where kind = 'rounding' in conflict_details has it.
select
    story_title,
    kind,
    object_key as counted,
    outlet_name,
    published_date,
    text as figure,
    sentence_text
from conflict_details
where kind <> 'rounding'
order by story_id, conflict_id, value, published_date nulls last, outlet_name, article_id;
