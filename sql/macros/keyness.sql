-- Which terms set an outlet apart from all others: how much more often does it use them, and is that more than
-- chance?
-- Grain: term that the outlet uses; with every_term also those that only others use, as 0. Rates are per 1,000 words.
-- log_odds is the ratio of the odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008): as many
-- words as an article has, in the mixture of all outlets. log_odds_z is its standard score, the variance multiplied
-- by design_effect where uses come in clusters of articles (Rao and Scott 1992). The order is that of g2 (Dunning
-- 1993), which takes every use as independent and is no test. Ratio, p and verdict are those of contrasts: by
-- article, within stories that several outlets cover; p_corrected is over the terms of this call. own_voice: outlet,
-- indirect, direct, or null for all together. Copies are left out, unless include_copies or the session asks for
-- them.
-- Reads: contrasts, article_terms, log_likelihood.
create or replace macro keyness(outlet, own_voice := 'outlet', every_term := false, include_copies := false) as table
    with contrasted as (
        select
            *,
            (total + other_total) / (article_count + other_article_count) as prior_words,
            prior_words * (n + other_n) / (total + other_total) as prior_uses
        from
            contrasts(
                only_measure := 'term',
                only_of_what := coalesce(own_voice, 'any'),
                asked_group := outlet,
                include_copies := include_copies
            )
        where n > 0 or every_term
    ),

    scored as (
        select
            *,
            ln((n + prior_uses) / (total + prior_words - n - prior_uses))
            - ln((other_n + prior_uses) / (other_total + prior_words - other_n - prior_uses)) as log_odds,
            (1 / (n + prior_uses) + 1 / (other_n + prior_uses)) * greatest(design_effect, 1) as log_odds_variance
        from contrasted
    ),

    surfaces as (
        select
            term,
            arg_max(surface, (uses, surface)) as surface
        from (
            select
                term,
                surface,
                sum(count) as uses
            from article_terms
            where own_voice is null or voice = own_voice
            group by term, surface
        ) as counted
        group by term
    )

    select
        scored.item as term,
        surfaces.surface,
        scored.n as outlet_count,
        scored.other_n as other_count,
        scored.item_article_count as article_count,
        1000 * scored.rate as outlet_rate,
        1000 * scored.other_rate as other_rate,
        log_likelihood(scored.n, scored.total, scored.other_n, scored.other_total) as g2,
        log2(
            ((scored.n + 0.5) / nullif(scored.total, 0)) / ((scored.other_n + 0.5) / nullif(scored.other_total, 0))
        ) as log_ratio,
        scored.log_odds,
        scored.log_odds / sqrt(scored.log_odds_variance) as log_odds_z,
        scored.design_effect,
        scored.ratio,
        scored.ratio_low,
        scored.ratio_high,
        scored.p_value,
        scored.p_corrected,
        scored.margin,
        scored.verdict
    from scored
    inner join surfaces on scored.item = surfaces.term
    order by g2 desc, term;
