-- Is the difference between a of c here and b of d there big enough to mean anything?
-- Grain: one of 'more than others', 'less than others', 'too small to tell'. Too small to tell is what chance brings
-- about with a probability of more than 0.0001 (Fisher's exact test, both tails; the customary cut-off for word
-- frequencies, Rayson and Garside 2000, which stands up to five hundred comparisons at once at a level of 0.05 after
-- Bonferroni), and a surplus that stands in one article alone: what one article says is not independent of the rest of
-- it. a_articles and b_articles are the articles that hold the a and the b.
-- Reads: its arguments, upper_tail_bound.
create or replace macro difference_verdict(a, c, b, d, a_articles, b_articles) as
case
    when a_articles > 1 and 2 * upper_tail_bound(a, c, b, d) < 0.0001 then 'more than others'
    when b_articles > 1 and 2 * upper_tail_bound(b, d, a, c) < 0.0001 then 'less than others'
    else 'too small to tell'
end;
