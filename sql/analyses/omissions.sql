-- What an outlet leaves out that most others of a story carry, the most prominent first: --param outlet=OUTLET_ID
-- Grain: story_id, outlet_id, kind, item_id.
-- Optional: topic, story, from, to.
-- Example: newsprism query omissions --param outlet=capitol-ledger
-- A row needs three other carriers, and half of them; briefs, opinion and agencies' copies are left out.
select
    story_title,
    kind,
    item_text,
    status,
    carrier_count as carriers,
    other_count as of_others,
    round(prominence, 2) as prominence,
    evidence_text
from omitted_by_outlet
where
    outlet_id = $outlet
    and not is_brief
    and not is_opinion
    and not is_wire
    and story_id in (
        select asked.story_id
        from asked_articles($outlet, $topic, $story, $from, $to, include_copies := true) as asked
    )
order by rank desc, story_id, kind, item_id;
