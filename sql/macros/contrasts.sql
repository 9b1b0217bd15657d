-- Which groups of articles have more or less of a thing than the rest, and is that more than chance?
-- Grain: group_name, measure, of_what, item; what occurs in the group, and as 0 what does not and was tested, or
-- belongs to a short list (frames, verbs of speech, words for a concept …), or is found in two groups and a tenth of
-- all. Groups, restrictions and strata are those of compared_articles; without a measure, all but the detailed ones
-- (is_detailed). The unit is the article, and a story that several groups cover is compared within itself: had each of
-- its articles come from any of these groups, how far would the count be from what it is? Articles of no such story are
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

    wholes_of_article as materialized (
        select
            mart_observations.article_id,
            mart_observations.measure,
            mart_observations.of_what,
            members.stratum,
            members.group_name,
            members.article_kind,
            mart_observations.total,
            article_weight(mart_observations.measure, mart_observations.total) as weight
        from mart_observations
        inner join members using (article_id)
        where
            mart_observations.item = ''
            and (only_measure is not null or not is_detailed(mart_observations.measure))
            and (only_measure is null or mart_observations.measure = only_measure)
            and (only_of_what is null or mart_observations.of_what = only_of_what)
    ),

    wholes as materialized (
        select
            measure,
            of_what,
            stratum,
            group_name,
            count(*)::double as m,
            sum(total) as t,
            sum(total ** 2) as tt,
            sum(total * weight) as wt,
            sum((total * weight) ** 2) as wtt,
            sum((total * weight) ** 3) as wttt
        from wholes_of_article
        group by measure, of_what, stratum, group_name
    ),

    whole_groups as materialized (
        select
            measure,
            of_what,
            group_name,
            sum(m) as m,
            sum(t) as t
        from wholes
        group by measure, of_what, group_name
    ),

    whole_measures as materialized (
        select
            measure,
            of_what,
            coalesce(sum(m) filter (where group_name <> 'unknown'), 0) as m,
            coalesce(sum(t) filter (where group_name <> 'unknown'), 0) as t,
            count(distinct group_name) as group_number
        from wholes
        group by measure, of_what
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

    weighed_hits as (
        select
            wholes_of_article.measure,
            wholes_of_article.of_what,
            items_of_article.item,
            wholes_of_article.stratum,
            wholes_of_article.group_name,
            items_of_article.n,
            wholes_of_article.total,
            wholes_of_article.weight
        from items_of_article
        inner join wholes_of_article using (article_id, measure, of_what)
        union all
        select
            wholes_of_article.measure,
            wholes_of_article.of_what,
            article_terms.term as item,
            wholes_of_article.stratum,
            wholes_of_article.group_name,
            article_terms.count::double as n,
            wholes_of_article.total,
            wholes_of_article.weight
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
            wholes_of_article.measure,
            wholes_of_article.of_what,
            terms_in_any_voice.term as item,
            wholes_of_article.stratum,
            wholes_of_article.group_name,
            terms_in_any_voice.n,
            wholes_of_article.total,
            wholes_of_article.weight
        from terms_in_any_voice
        inner join wholes_of_article
            on terms_in_any_voice.article_id = wholes_of_article.article_id and wholes_of_article.of_what = 'any'
    ),

    hits as materialized (
        select
            measure,
            of_what,
            item,
            stratum,
            group_name,
            count(*)::double as k,
            sum(n) as n,
            sum(n ** 2) as nn,
            sum(n * total) as nt,
            sum(weight * n) as wn,
            sum(weight ** 2 * n ** 2) as wnn,
            sum(weight ** 2 * n * total) as wnt,
            sum(weight ** 3 * n ** 3) as wnnn,
            sum(weight ** 3 * n ** 2 * total) as wnnt,
            sum(weight ** 3 * n * total ** 2) as wntt
        from weighed_hits
        group by measure, of_what, item, stratum, group_name
    ),

    wholes_of_stratum as (
        select
            measure,
            of_what,
            stratum,
            sum(m) as m,
            sum(t) as t,
            sum(tt) as tt,
            sum(wt) as wt,
            sum(wtt) as wtt,
            sum(wttt) as wttt
        from wholes
        where group_name <> 'unknown'
        group by measure, of_what, stratum
    ),

    hits_of_item as materialized (
        select
            measure,
            of_what,
            item,
            coalesce(sum(k) filter (where group_name <> 'unknown'), 0) as k,
            coalesce(sum(n) filter (where group_name <> 'unknown'), 0) as n,
            count(distinct group_name) as group_number
        from hits
        group by measure, of_what, item
    ),

    held as (
        select * from hits_of_item
        where k >= 5
    ),

    hits_of_stratum as (
        select
            hits.measure,
            hits.of_what,
            hits.item,
            hits.stratum,
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
        semi join held
            on hits.measure = held.measure and hits.of_what = held.of_what and hits.item = held.item
        where hits.group_name <> 'unknown'
        group by hits.measure, hits.of_what, hits.item, hits.stratum
    ),

    -- residuals from the stratum's rate: their sums of squares and of cubes
    chances as materialized (
        select
            hits_of_stratum.measure,
            hits_of_stratum.of_what,
            hits_of_stratum.item,
            hits_of_stratum.stratum,
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
        inner join wholes_of_stratum using (measure, of_what, stratum)
        where wholes_of_stratum.m > 1
    ),

    large as (
        select * from whole_groups
        where m >= 5 and group_name <> 'unknown'
    ),

    cells as materialized (
        select
            chances.*,
            wholes.group_name,
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
        inner join wholes using (measure, of_what, stratum)
        semi join
            large
            using (measure, of_what, group_name)
        left join hits using (measure, of_what, item, stratum, group_name)
        where (asked_group is null or wholes.group_name = asked_group) and other_m > 0
    ),

    tested as (
        select
            measure,
            of_what,
            item,
            group_name,
            sum(own_part) as own_part,
            sum(other_part) as other_part,
            sum(own_surplus) as surplus,
            sum(drawn * squares) as variance,
            sum(drawn * raw_squares) as raw_variance,
            sum(case when m > 2 then drawn * (other_m - own_m) / (m - 2) * cubes else 0 end) as third_moment,
            sum(n * own_t * other_t / t ** 2) as variance_if_apart,
            sum(k * own_m / m) as expected_k,
            count(*) filter (where stratum <> '')::double as stories,
            sum(own_part ** 2) filter (where stratum <> '') as own_squares,
            sum(own_part * other_part) filter (where stratum <> '') as products,
            sum(other_part ** 2) filter (where stratum <> '') as other_squares
        from cells
        group by measure, of_what, item, group_name
    ),

    related as (
        select
            tested.*,
            tested.own_part / nullif(tested.other_part, 0) as ratio,
            apart.m is null as is_in_stories,
            apart.own_m,
            apart.other_m,
            apart.n / nullif(ratio * apart.own_t + apart.other_t, 0) as base_rate,
            (apart.other_t / apart.t) ** 2 * apart.own_m / nullif(apart.own_m - 1, 0) * (
                apart.own_nn - 2 * ratio * base_rate * apart.own_nt + (ratio * base_rate) ** 2 * apart.own_tt
            ) as own_variance,
            (ratio * apart.own_t / apart.t) ** 2 * apart.other_m / nullif(apart.other_m - 1, 0) * (
                apart.other_nn - 2 * base_rate * apart.other_nt + base_rate ** 2 * apart.other_tt
            ) as other_variance,
            tested.stories / nullif(tested.stories - 1, 0) * (
                tested.own_squares - 2 * ratio * tested.products + ratio ** 2 * tested.other_squares
            ) as story_variance
        from tested
        left join cells as apart
            on
                tested.measure = apart.measure
                and tested.of_what = apart.of_what
                and tested.item = apart.item
                and tested.group_name = apart.group_name
                and apart.stratum = ''
    ),

    bounded as (
        select
            *,
            coalesce(own_variance, 0) + coalesce(other_variance, 0) + coalesce(story_variance, 0) as ratio_variance,
            ratio_variance ** 2 / nullif(
                coalesce(own_variance ** 2 / (own_m - 1), 0)
                + coalesce(other_variance ** 2 / (other_m - 1), 0)
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
            measure,
            of_what,
            item,
            group_name,
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
        where variance > 0
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

    counted as (
        select
            measure,
            of_what,
            item,
            group_name,
            sum(k) as k,
            sum(n) as n
        from hits
        where asked_group is null or group_name = asked_group
        group by measure, of_what, item, group_name
    ),

    shown as (
        select
            measure,
            of_what,
            item,
            group_name
        from counted
        union
        select
            measure,
            of_what,
            item,
            group_name
        from corrected
        union
        select
            whole_groups.measure,
            whole_groups.of_what,
            hits_of_item.item,
            whole_groups.group_name
        from whole_groups
        inner join whole_measures using (measure, of_what)
        inner join hits_of_item using (measure, of_what)
        where
            (asked_group is null or whole_groups.group_name = asked_group)
            and (
                whole_groups.measure not in (
                    'speaker', 'speaker_words', 'speaker_paraphrase', 'first_quoted', 'actor', 'term'
                )
                or (hits_of_item.group_number >= 2 and hits_of_item.group_number >= whole_measures.group_number / 10)
            )
    ),

    placed as (
        select
            shown.measure,
            shown.of_what,
            shown.item,
            shown.group_name,
            coalesce(counted.k, 0) as k,
            coalesce(counted.n, 0) as n,
            whole_groups.m,
            whole_groups.t,
            hits_of_item.k - case when shown.group_name = 'unknown' then 0 else coalesce(counted.k, 0) end as other_k,
            hits_of_item.n - case when shown.group_name = 'unknown' then 0 else coalesce(counted.n, 0) end as other_n,
            whole_measures.m - case when shown.group_name = 'unknown' then 0 else whole_groups.m end as other_m,
            whole_measures.t - case when shown.group_name = 'unknown' then 0 else whole_groups.t end as other_t,
            hits_of_item.group_number,
            corrected.* exclude (measure, of_what, item, group_name)
        from shown
        inner join hits_of_item using (measure, of_what, item)
        inner join whole_groups using (measure, of_what, group_name)
        inner join whole_measures using (measure, of_what)
        left join counted using (measure, of_what, item, group_name)
        left join corrected using (measure, of_what, item, group_name)
    )

    select
        placed.group_name,
        placed.measure,
        placed.of_what,
        placed.item,
        coalesce(speakers.name, labels.term, frames.name, topics.name, placed.item) as item_name,
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
        placed.group_number as item_group_count,
        placed.ratio,
        placed.ratio_low,
        placed.ratio_high,
        placed.design_effect,
        placed.z * sign(placed.surplus) as z,
        placed.p as p_value,
        placed.p_corrected,
        same_margin::double as margin,
        verdict_of(
            placed.p_corrected,
            least(placed.surplus, placed.raw_surplus) > 0 and placed.k >= 3,
            greatest(placed.surplus, placed.raw_surplus) < 0 and placed.other_k >= 3,
            placed.ratio_low >= 1 / same_margin and placed.ratio_high <= same_margin
        ) as verdict
    from placed
    left join speakers
        on
            placed.item = speakers.speaker_id
            and (starts_with(placed.measure, 'speaker') or placed.measure = 'first_quoted')
    left join labels
        on
            placed.item = labels.label_id
            and (starts_with(placed.measure, 'label') or placed.measure = 'distance')
    left join frames on placed.item = frames.frame_id and placed.measure = 'frame'
    left join topics on placed.item = topics.topic_id and placed.measure = 'topic';
