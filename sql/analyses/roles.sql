-- In which roles do sources speak: who decides, who represents, who informs, who takes part?
-- Grain: outlet_id, speaker_role; what an outlet has.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query roles --param outlet=capitol-ledger
select
    outlet_name,
    item as speaker_role,
    n as attributions,
    total as of_known_role,
    round(rate, 2) as role_share,
    round(ratio, 2) as ratio,
    verdict
from
    contrasts_by_outlet(
        'role', only_outlet := $outlet, only_topic := $topic, only_story := $story, first_day := $from, last_day := $to
    )
where n > 0
order by outlet_name, attributions desc, speaker_role;
