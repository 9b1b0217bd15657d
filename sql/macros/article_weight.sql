-- How much does one of total things in an article tell of the whole, where things of one article are alike?
-- Grain: one number from 0 to 1: 1 / (1 + (total - 1) * 0.2), the weight that quasi-likelihood gives clusters whose
-- members correlate by 0.2 (Kleinman 1973, Williams 1982). An article of sixty quotes does not outvote twelve of
-- five. Words are so rarely the one asked for that their number is no cluster: terms and names of actors weigh 1.
-- Reads: its arguments.
create or replace macro article_weight(measured, total) as
case when measured in ('actor', 'term') then 1::double else 1 / (1 + 0.2 * (total::double - 1)) end;
