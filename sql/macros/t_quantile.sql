-- How many standard errors to each side make a 95 % interval with df degrees of freedom?
-- Grain: one number: Student's t at 0.975, by the expansion of Cornish and Fisher as Abramowitz and Stegun give it
-- (26.7.5), right to 0.03 at three degrees, 0.002 at six; null below three: so few articles give no interval.
-- Reads: its arguments.
create or replace macro t_quantile(df) as
case
    when df >= 3 then 1.959963984540054 + 2.372271 / df + 2.822499 / (df * df) + 2.555852 / (df * df * df)
end;
