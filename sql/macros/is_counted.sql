-- Does an article count in a comparison? One that is no copy does, so that one wire story counts once; copies do where
-- the session says so: set variable include_copies = true (newsprism query … --include-copies).
-- Grain: one truth value.
-- Reads: its arguments.
create or replace macro is_counted(is_copy) as
not is_copy or coalesce(getvariable('include_copies')::boolean, false);
