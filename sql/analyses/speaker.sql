-- Everything one person is quoted as saying, outlet by outlet: --param name=NAME.
-- Grain: quote_id; copies are left out.
select
    outlet_name,
    published_date,
    kind,
    cue_text,
    text
from quotes_of($name);
