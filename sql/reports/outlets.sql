-- The outlets of the warehouse.
-- Grain: outlet_id.
-- Reads: outlets.
select
    outlet_id,
    name
from outlets
order by outlet_id;
