-- Where a word or phrase stands, in which outlet, and in whose words: --param term=TERM.
-- Grain: sentence_id; copies are left out. Thirty characters to each side, so that the words stand below each other.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query kwic --param term=bridge
select
    asked.outlet_name,
    asked.published_date,
    hits.voice,
    lpad(hits.text_before, 30, ' ') as text_before,
    hits.text_hit,
    hits.text_after
from kwic($term, width := 30) as hits
inner join asked_articles($outlet, $topic, $story, $from, $to) as asked using (article_id)
order by asked.published_date, asked.outlet_name, asked.article_id, hits.sentence_id;
