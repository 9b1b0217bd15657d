-- What unnamed people say, as whom, and in which outlet.
-- Grain: quote_id; copies are left out.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query anonymous-sources --param outlet=capitol-ledger
select
    asked.outlet_name,
    asked.published_date,
    anonymous_sources.source_text,
    anonymous_sources.source_affiliation as affiliation,
    quotes.anonymity,
    anonymous_sources.cue_text,
    anonymous_sources.text
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join anonymous_sources using (article_id)
inner join quotes using (quote_id)
order by asked.outlet_name, asked.published_date, anonymous_sources.quote_id;
