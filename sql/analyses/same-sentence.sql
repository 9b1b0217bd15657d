-- The same sentence in every outlet, by some words of it: --param words="rule out".
-- Grain: one row per rendering of the sentence.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query same-sentence --param words=bridge
select
    asked.outlet_name,
    rendered.speaker,
    rendered.cue_text,
    rendered.carriage,
    rendered.kept_share,
    rendered.carried_text,
    rendered.edits
from same_sentence($words) as rendered
inner join asked_articles($outlet, $topic, $story, $from, $to) as asked using (article_id)
order by rendered.variant_id, rendered.kept_share desc, asked.outlet_name, asked.article_id;
