-- How surprising is the difference between a of c here and b of d there? Log-likelihood G² of the 2x2 table (Dunning
-- 1993), signless; 15.13 is p 0.0001 at one degree of freedom.
-- Grain: one number. An empty side (c or d is 0) gives 0: nothing to compare.
-- Reads: its arguments.
create or replace macro log_likelihood(a, c, b, d) as
2 * (
    coalesce(a::double * ln(greatest(a, 1e-9::double) / nullif(c::double * (a + b) / nullif(c + d, 0), 0)), 0)
    + coalesce(b::double * ln(greatest(b, 1e-9::double) / nullif(d::double * (a + b) / nullif(c + d, 0), 0)), 0)
    + coalesce(
        (c::double - a) * ln(greatest(c - a, 1e-9::double) / nullif(c::double * (c + d - a - b) / nullif(c + d, 0), 0)),
        0
    )
    + coalesce(
        (d::double - b) * ln(greatest(d - b, 1e-9::double) / nullif(d::double * (c + d - a - b) / nullif(c + d, 0), 0)),
        0
    )
);
