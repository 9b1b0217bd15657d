-- Where a word or phrase stands, in which outlet, and in whose words: --param term=TERM.
-- Grain: sentence_id; copies are left out.
select
    outlet_name,
    published_date,
    voice,
    text_before,
    text_hit,
    text_after
from kwic($term);
