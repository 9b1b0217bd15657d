-- How much of each outlet's news is its own, and how much comes from agencies or is a copy.
-- Grain: outlet_id.
select
    outlet_name,
    article_count as articles,
    own_count as own,
    wire_count as wire,
    copy_count as copies,
    agency_credited_count as agency_credited,
    round(wire_or_copy_share, 2) as wire_or_copy_share
from wire_share_by_outlet
order by wire_or_copy_share desc, outlet_name;
