-- Which terms set an outlet apart from all others: log-likelihood (Dunning 1993) of its own words against theirs, log
-- ratio as effect size, and whether the difference is big enough to mean anything.
-- Grain: term. G² under 15.13 (p 0.0001, Rayson and Garside 2000), fewer than 5 uses, or uses in one article alone are
-- 'too small to tell'. Copies are left out; a null voice takes all voices together.
-- Reads: article_terms, articles.
create or replace macro keyness(outlet, own_voice := 'outlet') as table
    with counted as (
        select
            article_terms.term,
            mode(article_terms.surface) as surface,
            coalesce(sum(article_terms.count) filter (where articles.outlet_id = outlet), 0)::double as a,
            coalesce(sum(article_terms.count) filter (where articles.outlet_id <> outlet), 0)::double as b,
            count(distinct article_terms.article_id) filter (where articles.outlet_id = outlet) as article_count
        from article_terms
        inner join articles using (article_id)
        where articles.duplicate_of is null and (own_voice is null or article_terms.voice = own_voice)
        group by article_terms.term
    ),

    sizes as (
        select
            greatest(sum(a) filter (where not contains(term, ' ')), 1) as c,
            greatest(sum(b) filter (where not contains(term, ' ')), 1) as d
        from counted
    ),

    scored as (
        select
            counted.term,
            counted.surface,
            counted.a,
            counted.b,
            counted.article_count,
            sizes.c,
            sizes.d,
            sizes.c * (counted.a + counted.b) / (sizes.c + sizes.d) as expected_a,
            sizes.d * (counted.a + counted.b) / (sizes.c + sizes.d) as expected_b
        from counted
        cross join sizes
        where counted.a > 0
    ),

    measured as (
        select
            term,
            surface,
            a::bigint as outlet_count,
            b::bigint as other_count,
            article_count,
            1000 * a / c as outlet_rate,
            1000 * b / d as other_rate,
            2 * (a * ln(a / expected_a) + case when b > 0 then b * ln(b / expected_b) else 0 end) as g2,
            log2(((a + 0.5) / c) / ((b + 0.5) / d)) as log_ratio
        from scored
    )

    select
        term,
        surface,
        outlet_count,
        other_count,
        article_count,
        outlet_rate,
        other_rate,
        g2,
        log_ratio,
        case
            when g2 < 15.13 or outlet_count < 5 or article_count < 2 then 'too small to tell'
            when log_ratio > 0 then 'more than others'
            else 'less than others'
        end as verdict
    from measured
    order by g2 desc, term;
