-- With which words is speech reported: said, claimed, insisted, and by which outlets?
-- Grain: cue_lemma; the commonest hundred.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query speech-verbs --param outlet=capitol-ledger
select
    quotes.cue_lemma,
    quotes.cue_class,
    count(*) as attributions,
    count(*) filter (where quotes.is_negated) as negated,
    count(distinct asked.article_id) as articles,
    count(distinct asked.outlet_id) as outlets
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join quotes using (article_id)
where quotes.cue_lemma is not null
group by quotes.cue_lemma, quotes.cue_class
order by attributions desc, quotes.cue_lemma, quotes.cue_class
limit 100;
