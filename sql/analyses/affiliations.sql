-- For which kinds of institutions do sources speak?
-- Grain: outlet_id, affiliation_class; what an outlet has.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query affiliations --param outlet=capitol-ledger
select
    outlet_name,
    item as affiliation_class,
    n as attributions,
    total as of_known_affiliation,
    round(rate, 2) as class_share,
    round(ratio, 2) as ratio,
    verdict
from
    contrasts_by_outlet(
        'affiliation',
        only_outlet := $outlet,
        only_topic := $topic,
        only_story := $story,
        first_day := $from,
        last_day := $to
    )
where n > 0
order by outlet_name, attributions desc, affiliation_class;
