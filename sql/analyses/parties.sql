-- From which parties do sources come, among those whose party an article tells?
-- Grain: outlet_id, party; what an outlet has.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query parties --param outlet=capitol-ledger
select
    outlet_name,
    item as party,
    n as attributions,
    total as of_known_party,
    round(rate, 2) as party_share,
    round(ratio, 2) as ratio,
    verdict
from
    contrasts_by_outlet(
        'party', only_outlet := $outlet, only_topic := $topic, only_story := $story, first_day := $from, last_day := $to
    )
where n > 0
order by outlet_name, attributions desc, party;
