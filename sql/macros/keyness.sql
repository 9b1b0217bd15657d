-- Which terms set a group of articles apart from all others, or from one other: how much more often does it use them,
-- and is that more than chance?
-- Grain: term that the group uses; with every_term also those that only others use, as 0. Groups are outlets, or those
-- of a relation of one's own (see contrast), restricted as there. Rates are per 1,000 words. log_odds is the ratio of
-- the odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008): as many words as an article has, in
-- the mixture of all groups. log_odds_z is its standard score, the variance multiplied by design_effect where uses come
-- in clusters of articles (Rao and Scott 1992). The order is that of g2 (Dunning 1993), which takes every use as
-- independent and is no test. Ratio, p and verdict are those of contrasts: by article, within stories that several
-- groups cover; p_corrected is over the terms of this call. own_voice: outlet (of news), opinion, indirect, direct, or
-- null for all together. A word three quarters of whose uses stand in one pair of words is told by the row of the pair
-- (nested_terms), and so is a pair that only overlaps with such a one; with keep_nested they keep rows of their own.
-- only_first asks for so many rows, the first in this order: surfaces are looked up for no more.
-- Copies are left out, unless include_copies or the session asks for them.
-- Reads: contrasts, article_terms, log_likelihood.
create or replace macro keyness(
    outlet,
    other := null,
    groups := 'outlet_groups',
    own_voice := 'outlet',
    only_story := null,
    only_topic := null,
    first_day := null,
    last_day := null,
    every_term := false,
    keep_nested := false,
    only_first := null,
    include_copies := false
) as table
    with contrasted as materialized (
        select
            *,
            (total + other_total) / (article_count + other_article_count) as prior_words,
            prior_words * (n + other_n) / (total + other_total) as prior_uses
        from
            contrasts(
                only_measure := 'term',
                only_of_what := coalesce(own_voice, 'any'),
                asked_group := outlet,
                other_group := other,
                groups := groups,
                only_story := only_story,
                only_topic := only_topic,
                first_day := first_day,
                last_day := last_day,
                include_copies := include_copies
            )
        where n > 0 or every_term
    ),

    words_of_pairs as (
        select
            item as pair,
            n as pair_n,
            unnest(string_split(item, ' ')) as word
        from contrasted
        where contains(item, ' ') and not keep_nested
    ),

    nested_words as (
        select
            words_of_pairs.word,
            arg_max(words_of_pairs.pair, (words_of_pairs.pair_n, words_of_pairs.pair)) as told_by
        from words_of_pairs
        inner join contrasted on words_of_pairs.word = contrasted.item
        where words_of_pairs.pair_n >= 0.75 * contrasted.n
        group by words_of_pairs.word
    ),

    -- pairs that share a word with the pair that tells it, and tell no word themselves
    nested_pairs as (
        select
            words_of_pairs.pair,
            min(nested_words.told_by) as told_by
        from words_of_pairs
        inner join nested_words using (word)
        group by words_of_pairs.pair
        having not bool_or(nested_words.told_by = words_of_pairs.pair)
    ),

    nested as materialized (
        select
            word as term,
            told_by
        from nested_words
        union all
        select
            pair as term,
            told_by
        from nested_pairs
    ),

    nested_of_term as (
        select
            told_by,
            string_agg(term, '; ' order by term) as nested_terms
        from nested
        group by told_by
    ),

    scored as (
        select
            *,
            ln((n + prior_uses) / (total + prior_words - n - prior_uses))
            - ln((other_n + prior_uses) / (other_total + prior_words - other_n - prior_uses)) as log_odds,
            (1 / (n + prior_uses) + 1 / (other_n + prior_uses)) * greatest(design_effect, 1) as log_odds_variance,
            log_likelihood(n, total, other_n, other_total) as g2
        from contrasted
        anti join nested on contrasted.item = nested.term
        qualify only_first is null or row_number() over (order by g2 desc, item) <= only_first
    ),

    members as (
        select article_id
        from query_table(groups)
        where group_name = outlet
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
            where
                (own_voice is null or voice = case own_voice when 'opinion' then 'outlet' else own_voice end)
                and (every_term or article_id in (select members.article_id from members))
                and term in (select scored.item from scored)
            group by term, surface
        ) as counted
        group by term
    )

    select
        scored.item as term,
        surfaces.surface,
        nested_of_term.nested_terms,
        scored.n as outlet_count,
        scored.other_n as other_count,
        scored.item_article_count as article_count,
        1000 * scored.rate as outlet_rate,
        1000 * scored.other_rate as other_rate,
        scored.g2,
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
    left join nested_of_term on scored.item = nested_of_term.told_by
    order by scored.g2 desc, scored.item;
