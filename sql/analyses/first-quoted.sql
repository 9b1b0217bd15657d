-- Whom does each article quote first, and is it somebody whom no other outlet puts first?
-- Grain: article_id; articles that quote somebody who is known.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query first-quoted --param to=2025-03-12
with quoted as (
    select
        asked.article_id,
        asked.outlet_id,
        asked.outlet_name,
        asked.published_date,
        arg_min(quotes.speaker_id, quotes.quote_index) as speaker_id,
        arg_min(quotes.speaker_name, quotes.quote_index) as speaker_name,
        arg_min(quotes.text, quotes.quote_index) as quote_text
    from asked_articles($outlet, $topic, $story, $from, $to) as asked
    inner join quotes using (article_id)
    where quotes.speaker_id is not null and quotes.kind <> 'indirect'
    group by asked.article_id, asked.outlet_id, asked.outlet_name, asked.published_date
)

select
    outlet_name,
    published_date,
    speaker_name,
    quote_text,
    len(list_distinct(list(outlet_id) over (partition by speaker_id))) as outlets_that_begin_so,
    article_id
from quoted
order by published_date nulls last, outlet_name, article_id;
