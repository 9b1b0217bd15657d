-- Which terms set an outlet apart from all others? Log-likelihood (Dunning 1993, two cells as Rayson and Garside 2000)
-- of its words against theirs, log ratio as effect size, and whether the difference is big enough to mean anything.
-- Grain: term that the outlet uses; with every_term also those that only others use, as 0. G² under 15.13 (p 0.0001)
-- and an expected count under 1 (Rayson, Berridge and Francis 2004) are 'too small to tell'. So is, on the side that
-- uses the term more, what is used fewer than 5 times or in fewer than 3 articles, or stands to more than half in one
-- article or in the articles of one story: uses in one text are not independent of each other, and such a term tells
-- what the outlet covered, not how it writes (Gries 2008 on dispersion). Where one story makes up more than half of a
-- side's words, the comparison is about that story, and only single articles are held to it. own_voice: outlet,
-- indirect, direct, or null for all together. Copies are left out, unless include_copies or the session asks for them.
-- Reads: article_terms, articles, is_counted.
create or replace macro keyness(outlet, own_voice := 'outlet', every_term := false, include_copies := false) as table
    with article_uses as (
        select
            article_terms.term,
            article_terms.article_id,
            coalesce(articles.story_id, article_terms.article_id) as story,
            articles.outlet_id = outlet as is_own,
            min(article_terms.surface) as surface,
            sum(article_terms.count) as uses
        from article_terms
        inner join articles using (article_id)
        where
            articles.outlet_id is not null
            and (include_copies or is_counted(articles.duplicate_of is not null))
            and (own_voice is null or article_terms.voice = own_voice)
        group by article_terms.term, article_terms.article_id, story, is_own
    ),

    story_uses as (
        select
            term,
            story,
            is_own,
            min(surface) as surface,
            sum(uses) as uses,
            max(uses) as most_in_article,
            count(*) as article_count
        from article_uses
        group by term, story, is_own
    ),

    story_words as (
        select
            is_own,
            sum(uses) as words
        from story_uses
        where not contains(term, ' ')
        group by is_own, story
    ),

    side_words as (
        select
            greatest(sum(words) filter (where is_own), 1)::double as c,
            greatest(sum(words) filter (where not is_own), 1)::double as d,
            2 * coalesce(max(words) filter (where is_own), 0) > c as is_own_one_story,
            2 * coalesce(max(words) filter (where not is_own), 0) > d as is_other_one_story
        from story_words
    ),

    counted as (
        select
            term,
            mode(surface order by surface) as surface,
            coalesce(sum(uses) filter (where is_own), 0)::double as a,
            coalesce(sum(uses) filter (where not is_own), 0)::double as b,
            coalesce(sum(article_count) filter (where is_own), 0)::bigint as article_count,
            coalesce(sum(article_count) filter (where not is_own), 0)::bigint as other_article_count,
            max(most_in_article) filter (where is_own) as most_in_article,
            max(most_in_article) filter (where not is_own) as most_in_other_article,
            max(uses) filter (where is_own) as most_in_story,
            max(uses) filter (where not is_own) as most_in_other_story
        from story_uses
        group by term
    ),

    scored as (
        select
            counted.*,
            side_words.*,
            c * (a + b) / (c + d) as expected_a,
            d * (a + b) / (c + d) as expected_b
        from counted
        cross join side_words
        where a > 0 or every_term
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
            2 * (
                case when a > 0 then a * ln(a / expected_a) else 0 end
                + case when b > 0 then b * ln(b / expected_b) else 0 end
            ) as g2,
            log2(((a + 0.5) / c) / ((b + 0.5) / d)) as log_ratio,
            least(expected_a, expected_b) as least_expected,
            a >= 5
            and article_count >= 3
            and 2 * most_in_article <= a
            and (is_own_one_story or 2 * most_in_story <= a) as is_spread,
            b >= 5
            and other_article_count >= 3
            and 2 * most_in_other_article <= b
            and (is_other_one_story or 2 * most_in_other_story <= b) as is_spread_elsewhere
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
            when log_ratio > 0 and is_spread then 'more than others'
            when log_ratio <= 0 and is_spread_elsewhere then 'less than others'
            else 'too small to tell'
        end as verdict
    from measured
    order by g2 desc, term;
