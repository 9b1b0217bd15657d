-- Who is credited beside the author, for what, and in which outlet.
-- Grain: article_id, credit_index.
select
    outlet_name,
    title,
    credit_kind,
    agency_name,
    text
from credit_details
order by outlet_name, published_date, article_id, credit_index;
