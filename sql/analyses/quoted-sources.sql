-- Who is quoted in marks, by how many outlets, how often, and with how many words?
-- Grain: speaker_id; those whom most outlets quote first.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query quoted-sources --param from=2025-03-11
select
    speakers.name as speaker_name,
    speakers.kind as speaker_kind,
    count(distinct asked.outlet_id) as outlets,
    count(distinct asked.article_id) as articles,
    count(*) filter (where quotes.kind <> 'indirect') as quotes,
    sum(coalesce(quotes.quoted_word_count, 0))::bigint as quoted_words,
    count(*) filter (where quotes.kind = 'indirect') as indirect_quotes
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join quotes using (article_id)
inner join speakers using (speaker_id)
group by speakers.speaker_id, speakers.name, speakers.kind
having count(*) filter (where quotes.kind <> 'indirect') > 0
order by outlets desc, quotes desc, speaker_name, speakers.speaker_id
limit 100;
