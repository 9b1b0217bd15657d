-- Which value does each article give, in a figure on which articles of a story disagree?
-- Grain: conflict_id, article_id.
-- Reads: disagreeing_values.
select
    conflict_id,
    story_id,
    article_id,
    outlet_id,
    number_index,
    base_value as value, -- noqa: RF04
    text,
    qualifier,
    sentence_id,
    sentence_text
from disagreeing_values
