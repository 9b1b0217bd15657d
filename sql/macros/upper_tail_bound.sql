-- How probable is it by chance that a or more of the a + b hits fall on this side, of size c, and not on the other, of
-- size d? An upper bound of Fisher's exact test (1922): the hypergeometric probability of the table times 1 / (1 - r),
-- r the ratio of the next table's probability to it. The ratios fall from table to table, so a geometric series bounds
-- the tail. It holds for small counts, where the distribution of G² does not.
-- Grain: one number, at most 1; 1 where a side is empty or the hits are no more frequent here than there.
-- Reads: its arguments.
create or replace macro upper_tail_bound(a, c, b, d) as
case
    when coalesce(c, 0) = 0 or coalesce(d, 0) = 0 or a::double * d <= b::double * c then 1::double
    else
        least(
            1::double,
            exp(
                lgamma(c::double + 1) - lgamma(a::double + 1) - lgamma(c::double - a + 1)
                + lgamma(d::double + 1) - lgamma(b::double + 1) - lgamma(d::double - b + 1)
                - lgamma(c::double + d + 1) + lgamma(a::double + b + 1) + lgamma(c::double + d - a - b + 1)
            ) / (1 - (c::double - a) * b / ((a::double + 1) * (d::double - b + 1)))
        )
end;
