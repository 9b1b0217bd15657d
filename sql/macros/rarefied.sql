-- How probable is it that a thing which is n of total is among so many drawn of them?
-- Grain: one number from 0 to 1; summed over things, the number expected in the draw (Hurlbert 1971). Null where there
-- are fewer than are drawn.
-- Reads: its arguments.
create or replace macro rarefied(n, total, drawn) as
case
    when total < drawn then null
    when total - n < drawn then 1::double
    else 1 - exp(lgamma(total - n + 1) - lgamma(total - n - drawn + 1) - lgamma(total + 1) + lgamma(total - drawn + 1))
end;
