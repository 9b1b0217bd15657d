-- What kinds of sources each outlet relies on: named people, institutions, crowds, documents, the unnamed.
-- Grain: outlet_id, speaker_kind; what an outlet has.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query source-kinds --param outlet=capitol-ledger
select
    outlet_name,
    item as speaker_kind,
    n as attributions,
    total as all_attributions,
    round(rate, 2) as kind_share,
    verdict
from
    contrasts_by_outlet(
        'source_kind',
        only_outlet := $outlet,
        only_topic := $topic,
        only_story := $story,
        first_day := $from,
        last_day := $to
    )
where n > 0
order by outlet_name, attributions desc, speaker_kind;
