-- With which kind of verb each outlet reports speech: said, claimed, denied, admitted, accused.
-- Grain: outlet_id, cue_class; what an outlet has.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query cues --param outlet=capitol-ledger
with contrasted as (
    from contrasts_by_outlet(
        'cue', only_outlet := $outlet, only_topic := $topic, only_story := $story, first_day := $from, last_day := $to
    )
),

negated as (
    select
        asked.outlet_id,
        quotes.cue_class,
        count(*) as negated
    from asked_articles($outlet, $topic, $story, $from, $to) as asked
    inner join quotes using (article_id)
    where quotes.is_negated
    group by asked.outlet_id, quotes.cue_class
)

select
    contrasted.outlet_name,
    contrasted.item as cue_class,
    contrasted.n as attributions,
    coalesce(negated.negated, 0) as negated,
    contrasted.total as all_attributions,
    round(contrasted.rate, 2) as class_share,
    contrasted.verdict
from contrasted
left join negated on contrasted.outlet_id = negated.outlet_id and contrasted.item = negated.cue_class
where contrasted.n > 0
order by contrasted.outlet_name, attributions desc, cue_class;
