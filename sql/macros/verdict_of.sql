-- What does a comparison say of one row?
-- Grain: one text: more or less where chance is improbable (p_corrected at most 0.05) and enough articles carry the
-- difference; else same where the interval lies within the margin; else too small to tell.
-- Reads: its arguments.
create or replace macro verdict_of(p_corrected, is_more, is_less, is_same) as
case
    when p_corrected <= 0.05 and is_more then 'more'
    when p_corrected <= 0.05 and is_less then 'less'
    when is_same then 'same'
    else 'too small to tell'
end;
