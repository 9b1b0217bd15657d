-- The same sentence in every outlet, by some words of it: --param words="rule out".
-- Grain: one row per rendering of the sentence.
select
    outlet_name,
    speaker,
    cue_text,
    carriage,
    kept_share,
    carried_text,
    edits
from same_sentence($words);
