-- How whole does each outlet keep what others quote, too: whole, reworded, cut, without quotation marks?
-- Grain: outlet_id, rendering; what an outlet has.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query renderings --param outlet=capitol-ledger
select
    outlet_name,
    item as rendering,
    n as utterances,
    total as all_utterances,
    round(rate, 2) as rendering_share,
    round(ratio, 2) as ratio,
    verdict
from
    contrasts_by_outlet(
        'variant',
        only_outlet := $outlet,
        only_topic := $topic,
        only_story := $story,
        first_day := $from,
        last_day := $to
    )
where n > 0
order by outlet_name, utterances desc, rendering;
