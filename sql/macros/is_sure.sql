-- Is a reading of a headline sure enough to be told?
-- Grain: one truth value. A reading that is more probably wrong than right is not told; where nothing is known of the
-- confidence (acts of an earlier version) the reading stands.
-- Reads: its arguments.
create or replace macro is_sure(confidence) as
coalesce(confidence >= 0.5, true);
