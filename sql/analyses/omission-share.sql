-- Of what three carriers of a story have, how much does each outlet leave out, by kind?
-- Grain: outlet_id, kind, status; what an outlet has.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query omission-share --param outlet=capitol-ledger
select
    outlet_name,
    of_what as kind,
    item as status,
    n as left_out,
    total as common_items,
    round(rate, 2) as left_out_share,
    round(ratio, 2) as ratio,
    verdict
from
    contrasts_by_outlet(
        'omission',
        only_outlet := $outlet,
        only_topic := $topic,
        only_story := $story,
        first_day := $from,
        last_day := $to
    )
where n > 0
order by outlet_name, kind, left_out desc, status;
