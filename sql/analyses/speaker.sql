-- Everything one person is quoted as saying, outlet by outlet: --param name=NAME.
-- Grain: quote_id; copies are left out.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query speaker --param name=Varn
select
    asked.outlet_name,
    asked.published_date,
    said.kind,
    said.cue_text,
    said.text
from quotes_of($name) as said
inner join asked_articles($outlet, $topic, $story, $from, $to) as asked using (article_id)
order by asked.published_date, asked.outlet_name, asked.article_id, said.quote_id;
