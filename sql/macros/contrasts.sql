-- Which groups of articles have more or less of a thing than the rest, and is that more than chance?
-- Grain: group_name, measure, of_what, item; what occurs in the group, and as 0 what does not and was tested, or
-- belongs to a short list (frames, verbs of speech, words for a concept …), or is found in two groups and a tenth of
-- all; the last two not where with_zeros is false. Groups, restrictions and strata are those of compared_articles;
-- without a measure, all but the detailed ones (is_detailed). The unit is the article, and a story that several groups
-- cover is compared within itself: had each of its articles come from any of these groups, how far would the count be
-- from what it is? Articles of no such story are
-- one stratum. The variance and the third moment of that chance are exact (skewed_z, over counts weighed by
-- article_weight). ratio is that of Mantel and Haenszel (1959) over these strata, the ratio of the rates where there
-- is one; its 95 % interval comes from the linearised variance by article (Cochran 1977), by story where stories are
-- compared. p_corrected is p_value after Benjamini and Hochberg (1995) over all rows of the call that are tested: five
-- articles hold the item, and the group has five in which it could be. Each row weighs as many articles as chance
-- would give the group of those with the item (Genovese, Roeder and Wasserman 2006): rows that say little cost the
-- others little. verdict: more or less where p_corrected is at most 0.05 and three articles carry the surplus; else
-- same where the interval lies within 1 / margin and margin; else too small to tell.
-- Reads: compared_articles, mart_observations, article_terms, speakers, labels, frames, topics, article_weight,
-- skewed_z, normal_tail, t_quantile, is_detailed, verdict_of, whose_voice.
create or replace macro contrasts(
    only_measure := null,
    asked_group := null,
    other_group := null,
    groups := 'outlet_groups',
    only_story := null,
    only_topic := null,
    first_day := null,
    last_day := null,
    only_kind := null,
    only_speaker := null,
    among := 'articles',
    only_of_what := null,
    only_item := null,
    same_margin := 1.25,
    with_zeros := true,
    include_copies := false
) as table
    with members as materialized (
        from compared_articles(
            asked_group := asked_group,
            other_group := other_group,
            groups := groups,
            only_story := only_story,
            only_topic := only_topic,
            first_day := first_day,
            last_day := last_day,
            only_kind := only_kind,
            only_speaker := only_speaker,
            among := among,
            include_copies := include_copies
        )
    ),

    -- numbers stand for texts from here on: they are cheaper to group and to join by
    places as materialized (
        select
            stratum,
            group_name,
            stratum = '' as is_apart,
            dense_rank() over (order by stratum)::integer as stratum_number,
            case when group_name = 'unknown' then 0 else dense_rank() over (order by group_name) end::integer
                as group_number,
            asked_group is null or group_name = asked_group as is_asked
        from members
        group by stratum, group_name
    ),

    strata as materialized (
        select distinct
            stratum_number,
            is_apart
        from places
    ),

    asked_groups as materialized (
        select distinct
            group_number,
            group_name
        from places
        where is_asked
    ),

    counted_wholes as materialized (
        select
            mart_observations.article_id,
            mart_observations.measure,
            mart_observations.of_what,
            places.stratum_number,
            places.group_number,
            places.is_asked,
            members.article_kind,
            mart_observations.total,
            article_weight(mart_observations.measure, mart_observations.total) as weight
        from mart_observations
        inner join members using (article_id)
        inner join places using (stratum, group_name)
        where
            mart_observations.item = ''
            and (only_measure is not null or not is_detailed(mart_observations.measure))
            and (only_measure is null or mart_observations.measure = only_measure)
            and (only_of_what is null or mart_observations.of_what = only_of_what)
    ),

    parts as materialized (
        select
            measure,
            of_what,
            row_number() over (order by measure, of_what)::integer as part_number
        from counted_wholes
        group by measure, of_what
    ),

    wholes_of_article as materialized (
        select *
        from counted_wholes
        inner join parts using (measure, of_what)
    ),

    wholes as materialized (
        select
            part_number,
            stratum_number,
            group_number,
            count(*)::double as m,
            sum(total) as t,
            sum(total ** 2) as tt,
            sum(total * weight) as wt,
            sum((total * weight) ** 2) as wtt,
            sum((total * weight) ** 3) as wttt
        from wholes_of_article
        group by part_number, stratum_number, group_number
    ),

    whole_groups as materialized (
        select
            part_number,
            group_number,
            sum(m) as m,
            sum(t) as t
        from wholes
        group by part_number, group_number
    ),

    whole_measures as materialized (
        select
            part_number,
            coalesce(sum(m) filter (where group_number > 0), 0) as m,
            coalesce(sum(t) filter (where group_number > 0), 0) as t,
            count(*) as group_count
        from whole_groups
        group by part_number
    ),

    items_of_article as (
        select
            article_id,
            measure,
            of_what,
            item,
            n
        from mart_observations
        where
            item <> ''
            and only_measure is distinct from 'term'
            and (only_measure is not null or not is_detailed(measure))
            and (only_measure is null or measure = only_measure)
            and (only_of_what is null or of_what = only_of_what)
            and (only_item is null or item = only_item)
    ),

    terms_in_any_voice as (
        select
            article_id,
            term,
            sum(count)::double as n
        from article_terms
        where
            only_measure = 'term'
            and coalesce(only_of_what, 'any') = 'any'
            and (only_item is null or term = only_item)
        group by article_id, term
    ),

    hits_of_article as (
        select
            wholes_of_article.part_number,
            wholes_of_article.stratum_number,
            wholes_of_article.group_number,
            wholes_of_article.is_asked,
            wholes_of_article.total,
            wholes_of_article.weight * wholes_of_article.total as wt,
            items_of_article.item,
            items_of_article.n,
            wholes_of_article.weight * items_of_article.n as wn
        from items_of_article
        inner join wholes_of_article using (article_id, measure, of_what)
        union all
        select
            wholes_of_article.part_number,
            wholes_of_article.stratum_number,
            wholes_of_article.group_number,
            wholes_of_article.is_asked,
            wholes_of_article.total,
            wholes_of_article.weight * wholes_of_article.total as wt,
            article_terms.term as item,
            article_terms.count::double as n,
            wholes_of_article.weight * article_terms.count as wn
        from article_terms
        inner join wholes_of_article
            on
                article_terms.article_id = wholes_of_article.article_id
                and whose_voice(article_terms.voice, wholes_of_article.article_kind) = wholes_of_article.of_what
        where
            only_measure = 'term'
            and only_of_what is distinct from 'any'
            and (only_item is null or article_terms.term = only_item)
        union all
        select
            wholes_of_article.part_number,
            wholes_of_article.stratum_number,
            wholes_of_article.group_number,
            wholes_of_article.is_asked,
            wholes_of_article.total,
            wholes_of_article.weight * wholes_of_article.total as wt,
            terms_in_any_voice.term as item,
            terms_in_any_voice.n,
            wholes_of_article.weight * terms_in_any_voice.n as wn
        from terms_in_any_voice
        inner join wholes_of_article
            on terms_in_any_voice.article_id = wholes_of_article.article_id and wholes_of_article.of_what = 'any'
    ),

    -- of terms those that can be tested, and those that the groups have which are asked
    things as materialized (
        select
            part_number,
            item,
            row_number() over ()::integer as thing_number,
            count(*) filter (where group_number > 0)::double as k,
            coalesce(sum(n) filter (where group_number > 0), 0) as n
        from hits_of_article
        group by part_number, item
        having k >= 5 or bool_or(is_asked) or only_measure is distinct from 'term'
    ),

    hits as materialized (
        select
            things.part_number,
            things.thing_number,
            hits_of_article.stratum_number,
            hits_of_article.group_number,
            count(*)::double as k,
            sum(hits_of_article.n) as n,
            sum(hits_of_article.n * hits_of_article.n) as nn,
            sum(hits_of_article.n * hits_of_article.total) as nt,
            sum(hits_of_article.wn) as wn,
            sum(hits_of_article.wn * hits_of_article.wn) as wnn,
            sum(hits_of_article.wn * hits_of_article.wt) as wnt,
            sum(hits_of_article.wn * hits_of_article.wn * hits_of_article.wn) as wnnn,
            sum(hits_of_article.wn * hits_of_article.wn * hits_of_article.wt) as wnnt,
            sum(hits_of_article.wn * hits_of_article.wt * hits_of_article.wt) as wntt
        from hits_of_article
        inner join things using (part_number, item)
        group by
            things.part_number,
            things.thing_number,
            hits_of_article.stratum_number,
            hits_of_article.group_number
    ),

    wholes_of_stratum as (
        select
            part_number,
            stratum_number,
            sum(m) as m,
            sum(t) as t,
            sum(tt) as tt,
            sum(wt) as wt,
            sum(wtt) as wtt,
            sum(wttt) as wttt
        from wholes
        where group_number > 0
        group by part_number, stratum_number
    ),

    hits_of_stratum as (
        select
            hits.part_number,
            hits.thing_number,
            hits.stratum_number,
            sum(hits.k) as k,
            sum(hits.n) as n,
            sum(hits.nn) as nn,
            sum(hits.nt) as nt,
            sum(hits.wn) as wn,
            sum(hits.wnn) as wnn,
            sum(hits.wnt) as wnt,
            sum(hits.wnnn) as wnnn,
            sum(hits.wnnt) as wnnt,
            sum(hits.wntt) as wntt
        from hits
        inner join things using (thing_number)
        where things.k >= 5 and hits.group_number > 0
        group by hits.part_number, hits.thing_number, hits.stratum_number
    ),

    -- residuals from the stratum's rate: their sums of squares and of cubes
    chances as materialized (
        select
            hits_of_stratum.part_number,
            hits_of_stratum.thing_number,
            hits_of_stratum.stratum_number,
            hits_of_stratum.k,
            hits_of_stratum.n,
            hits_of_stratum.nn,
            hits_of_stratum.nt,
            wholes_of_stratum.m,
            wholes_of_stratum.t,
            wholes_of_stratum.tt,
            hits_of_stratum.wn / wholes_of_stratum.wt as rate,
            hits_of_stratum.wnn - 2 * rate * hits_of_stratum.wnt + rate ** 2 * wholes_of_stratum.wtt as squares,
            hits_of_stratum.wnnn - 3 * rate * hits_of_stratum.wnnt + 3 * rate ** 2 * hits_of_stratum.wntt
            - rate ** 3 * wholes_of_stratum.wttt as cubes,
            hits_of_stratum.nn
            - 2 * hits_of_stratum.n / wholes_of_stratum.t * hits_of_stratum.nt
            + (hits_of_stratum.n / wholes_of_stratum.t)
            ** 2 * wholes_of_stratum.tt as raw_squares
        from hits_of_stratum
        inner join wholes_of_stratum using (part_number, stratum_number)
        where wholes_of_stratum.m > 1
    ),

    large as (
        select
            whole_groups.part_number,
            whole_groups.group_number
        from whole_groups
        semi join asked_groups using (group_number)
        where whole_groups.m >= 5 and whole_groups.group_number > 0
    ),

    cells as (
        select
            chances.*,
            wholes.group_number,
            strata.is_apart,
            wholes.m as own_m,
            wholes.t as own_t,
            wholes.tt as own_tt,
            chances.m - wholes.m as other_m,
            chances.t - wholes.t as other_t,
            chances.tt - wholes.tt as other_tt,
            coalesce(hits.n, 0) as own_n,
            coalesce(hits.nn, 0) as own_nn,
            coalesce(hits.nt, 0) as own_nt,
            chances.n - coalesce(hits.n, 0) as other_n,
            chances.nn - coalesce(hits.nn, 0) as other_nn,
            chances.nt - coalesce(hits.nt, 0) as other_nt,
            coalesce(hits.wn, 0) - chances.rate * wholes.wt as own_surplus,
            own_n * other_t / chances.t as own_part,
            other_n * own_t / chances.t as other_part,
            own_m * other_m / (chances.m * (chances.m - 1)) as drawn
        from chances
        inner join wholes using (part_number, stratum_number)
        inner join strata using (stratum_number)
        semi join
            large
            using (part_number, group_number)
        left join hits using (thing_number, stratum_number, group_number)
        where other_m > 0
    ),

    -- what is told apart by article, in the stratum of single articles, is kept beside the sums
    tested as (
        select
            part_number,
            thing_number,
            group_number,
            sum(own_part) as own_part,
            sum(other_part) as other_part,
            sum(own_surplus) as surplus,
            sum(drawn * squares) as variance,
            sum(drawn * raw_squares) as raw_variance,
            sum(case when m > 2 then drawn * (other_m - own_m) / (m - 2) * cubes else 0 end) as third_moment,
            sum(n * own_t * other_t / t ** 2) as variance_if_apart,
            sum(k * own_m / m) as expected_k,
            count(*) filter (where not is_apart)::double as stories,
            sum(own_part ** 2) filter (where not is_apart) as own_squares,
            sum(own_part * other_part) filter (where not is_apart) as products,
            sum(other_part ** 2) filter (where not is_apart) as other_squares,
            any_value(n) filter (where is_apart) as apart_n,
            any_value(t) filter (where is_apart) as apart_t,
            any_value(own_m) filter (where is_apart) as apart_own_m,
            any_value(own_t) filter (where is_apart) as apart_own_t,
            any_value(own_tt) filter (where is_apart) as apart_own_tt,
            any_value(own_nn) filter (where is_apart) as apart_own_nn,
            any_value(own_nt) filter (where is_apart) as apart_own_nt,
            any_value(other_m) filter (where is_apart) as apart_other_m,
            any_value(other_t) filter (where is_apart) as apart_other_t,
            any_value(other_tt) filter (where is_apart) as apart_other_tt,
            any_value(other_nn) filter (where is_apart) as apart_other_nn,
            any_value(other_nt) filter (where is_apart) as apart_other_nt
        from cells
        group by part_number, thing_number, group_number
    ),

    related as (
        select
            *,
            own_part / nullif(other_part, 0) as ratio,
            apart_own_m is null as is_in_stories,
            apart_n / nullif(ratio * apart_own_t + apart_other_t, 0) as base_rate,
            (apart_other_t / apart_t) ** 2 * apart_own_m / nullif(apart_own_m - 1, 0) * (
                apart_own_nn - 2 * ratio * base_rate * apart_own_nt + (ratio * base_rate) ** 2 * apart_own_tt
            ) as own_variance,
            (ratio * apart_own_t / apart_t) ** 2 * apart_other_m / nullif(apart_other_m - 1, 0) * (
                apart_other_nn - 2 * base_rate * apart_other_nt + base_rate ** 2 * apart_other_tt
            ) as other_variance,
            stories / nullif(stories - 1, 0) * (
                own_squares - 2 * ratio * products + ratio ** 2 * other_squares
            ) as story_variance
        from tested
    ),

    bounded as (
        select
            *,
            coalesce(own_variance, 0) + coalesce(other_variance, 0) + coalesce(story_variance, 0) as ratio_variance,
            ratio_variance ** 2 / nullif(
                coalesce(own_variance ** 2 / (apart_own_m - 1), 0)
                + coalesce(other_variance ** 2 / (apart_other_m - 1), 0)
                + coalesce(story_variance ** 2 / (stories - 1), 0),
                0
            ) as df,
            case
                when
                    least(own_part, other_part) > 0
                    and (is_in_stories or (own_variance is not null and other_variance is not null))
                    and (stories = 0 or story_variance is not null)
                    then t_quantile(df) * sqrt(ratio_variance) / own_part
            end as reach,
            skewed_z(surplus, variance, third_moment) as z
        from related
    ),

    probable as (
        select
            part_number,
            thing_number,
            group_number,
            ratio,
            ratio * exp(-reach) as ratio_low,
            ratio * exp(reach) as ratio_high,
            surplus,
            own_part - other_part as raw_surplus,
            raw_variance / nullif(variance_if_apart, 0) as design_effect,
            z,
            least(1, 2 * normal_tail(z)) as p,
            p * avg(expected_k) over () / expected_k as p_weighed
        from bounded
        where variance > 1e-9 * variance_if_apart -- else there is none but for rounding
    ),

    ranked as (
        select
            *,
            p_weighed * count(*) over () / row_number() over (order by p_weighed) as p_at_rank
        from probable
    ),

    corrected as (
        select
            *,
            least(1, min(p_at_rank) over (order by p_weighed desc)) as p_corrected
        from ranked
    ),

    counted as materialized (
        select
            hits.part_number,
            hits.thing_number,
            hits.group_number,
            sum(hits.k) as k,
            sum(hits.n) as n
        from hits
        semi join asked_groups using (group_number)
        group by hits.part_number, hits.thing_number, hits.group_number
    ),

    groups_of_thing as materialized (
        select
            part_number,
            thing_number,
            count(distinct group_number) as group_count
        from hits
        group by part_number, thing_number
    ),

    shown as (
        select
            part_number,
            thing_number,
            group_number
        from counted
        union
        select
            part_number,
            thing_number,
            group_number
        from corrected
        union
        select
            groups_of_thing.part_number,
            groups_of_thing.thing_number,
            whole_groups.group_number
        from groups_of_thing
        inner join parts using (part_number)
        inner join whole_measures using (part_number)
        inner join whole_groups using (part_number)
        semi join asked_groups using (group_number)
        where
            with_zeros
            and (
                parts.measure not in ('speaker', 'speaker_words', 'speaker_paraphrase', 'first_quoted', 'actor', 'term')
                or (
                    groups_of_thing.group_count >= 2
                    and groups_of_thing.group_count >= whole_measures.group_count / 10
                )
            )
    ),

    named_things as (
        select
            things.*,
            parts.measure,
            parts.of_what,
            coalesce(speakers.name, labels.term, frames.name, topics.name, things.item) as item_name
        from things
        inner join parts using (part_number)
        left join speakers
            on
                things.item = speakers.speaker_id
                and (starts_with(parts.measure, 'speaker') or parts.measure = 'first_quoted')
        left join labels
            on things.item = labels.label_id and (starts_with(parts.measure, 'label') or parts.measure = 'distance')
        left join frames on things.item = frames.frame_id and parts.measure = 'frame'
        left join topics on things.item = topics.topic_id and parts.measure = 'topic'
    ),

    placed as (
        select
            named_things.measure,
            named_things.of_what,
            named_things.item,
            named_things.item_name,
            asked_groups.group_name,
            coalesce(counted.k, 0) as k,
            coalesce(counted.n, 0) as n,
            whole_groups.m,
            whole_groups.t,
            named_things.k - case when shown.group_number = 0 then 0 else coalesce(counted.k, 0) end as other_k,
            named_things.n - case when shown.group_number = 0 then 0 else coalesce(counted.n, 0) end as other_n,
            whole_measures.m - case when shown.group_number = 0 then 0 else whole_groups.m end as other_m,
            whole_measures.t - case when shown.group_number = 0 then 0 else whole_groups.t end as other_t,
            groups_of_thing.group_count,
            same_margin::double as margin,
            corrected.* exclude (part_number, thing_number, group_number)
        from shown
        inner join named_things using (part_number, thing_number)
        inner join groups_of_thing using (part_number, thing_number)
        inner join asked_groups using (group_number)
        inner join whole_groups using (part_number, group_number)
        inner join whole_measures using (part_number)
        left join counted using (part_number, thing_number, group_number)
        left join corrected using (part_number, thing_number, group_number)
    )

    select
        placed.group_name,
        placed.measure,
        placed.of_what,
        placed.item,
        placed.item_name,
        placed.n::bigint as n,
        placed.t::bigint as total,
        placed.n / placed.t as rate,
        placed.k::bigint as item_article_count,
        placed.m::bigint as article_count,
        placed.other_n::bigint as other_n,
        placed.other_t::bigint as other_total,
        placed.other_n / nullif(placed.other_t, 0) as other_rate,
        placed.other_k::bigint as other_item_article_count,
        placed.other_m::bigint as other_article_count,
        placed.group_count as item_group_count,
        placed.ratio,
        placed.ratio_low,
        placed.ratio_high,
        placed.design_effect,
        placed.z * sign(placed.surplus) as z,
        placed.p as p_value,
        placed.p_corrected,
        placed.margin,
        verdict_of(
            placed.p_corrected,
            least(placed.surplus, placed.raw_surplus) > 0 and placed.k >= 3,
            greatest(placed.surplus, placed.raw_surplus) < 0 and placed.other_k >= 3,
            placed.ratio_low >= 1 / placed.margin and placed.ratio_high <= placed.margin
        ) as verdict
    from placed;
