-- Is a measure one of those with too many rows to be asked together with all others?
-- Grain: one truth value: terms, and what is counted for single speakers, actors and targets.
-- Reads: its arguments.
create or replace macro is_detailed(measured) as
measured in ('term', 'cue_of_speaker', 'act_by', 'act_toward');
