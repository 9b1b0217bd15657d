-- Where sources are unnamed on purpose: how often does the text say that the name is kept back?
-- Grain: outlet_id, anonymity; what an outlet has.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query anonymity --param outlet=capitol-ledger
select
    outlet_name,
    item as anonymity,
    n as attributions,
    total as unnamed,
    round(rate, 2) as anonymity_share,
    round(ratio, 2) as ratio,
    verdict
from
    contrasts_by_outlet(
        'anonymity',
        only_outlet := $outlet,
        only_topic := $topic,
        only_story := $story,
        first_day := $from,
        last_day := $to
    )
where n > 0
order by outlet_name, attributions desc, anonymity;
