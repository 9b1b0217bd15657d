-- Which terms set an outlet apart from all others? Log-likelihood (Dunning 1993, two cells as Rayson and Garside 2000)
-- of its words against theirs, log ratio as effect size, and whether the difference is big enough to mean anything.
-- anything.
-- Grain: term that the outlet uses; with every_term also those that only others use, as 0. G² under 15.13 (p 0.0001),
-- an expected count under 1 (Rayson, Berridge and Francis 2004), fewer than 5 uses on the side that uses it more, or
-- uses in one article alone there are 'too small to tell'. own_voice: outlet, indirect, direct, or null for all
-- together. Copies are left out, unless include_copies.
-- Reads: article_terms, articles.
create or replace macro keyness(outlet, own_voice := 'outlet', every_term := false, include_copies := false) as table
    with counted as (
        select
            article_terms.term,
            mode(article_terms.surface order by article_terms.surface) as surface,
            coalesce(sum(article_terms.count) filter (where articles.outlet_id = outlet), 0)::double as a,
            coalesce(sum(article_terms.count) filter (where articles.outlet_id <> outlet), 0)::double as b,
            count(distinct article_terms.article_id) filter (where articles.outlet_id = outlet) as article_count,
            count(distinct article_terms.article_id) filter (where articles.outlet_id <> outlet) as other_article_count
        from article_terms
        inner join articles using (article_id)
        where
            (include_copies or articles.duplicate_of is null)
            and (own_voice is null or article_terms.voice = own_voice)
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
            counted.other_article_count,
            sizes.c,
            sizes.d,
            sizes.c * (counted.a + counted.b) / (sizes.c + sizes.d) as expected_a,
            sizes.d * (counted.a + counted.b) / (sizes.c + sizes.d) as expected_b
        from counted
        cross join sizes
        where counted.a > 0 or every_term
    ),

    measured as (
        select
            term,
            surface,
            a::bigint as outlet_count,
            b::bigint as other_count,
            article_count,
            other_article_count,
            1000 * a / c as outlet_rate,
            1000 * b / d as other_rate,
            2 * (
                case when a > 0 then a * ln(a / expected_a) else 0 end
                + case when b > 0 then b * ln(b / expected_b) else 0 end
            ) as g2,
            log2(((a + 0.5) / c) / ((b + 0.5) / d)) as log_ratio,
            least(expected_a, expected_b) as least_expected
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
            when g2 < 15.13 or least_expected < 1 then 'too small to tell'
            when log_ratio > 0 and (outlet_count < 5 or article_count < 2) then 'too small to tell'
            when log_ratio <= 0 and (other_count < 5 or other_article_count < 2) then 'too small to tell'
            when log_ratio > 0 then 'more than others'
            else 'less than others'
        end as verdict
    from measured
    order by g2 desc, term;
