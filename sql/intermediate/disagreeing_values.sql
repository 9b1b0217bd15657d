-- Which articles of a story give different values for one thing?
-- Grain: conflict_id, article_id. Of each article the value that it gives first stands for it. Two articles disagree
-- where neither gives any value of the other, one value is at most half as much again as the other, different carriers
-- decided on them, and their sentences share two weighty words besides what is counted. A rate ("20,000 a year") is
-- compared with rates, and things counted together ("25 drones and missiles") with things counted together. Shares,
-- times, ages and counts below three are left out: too many different ones stand in one story.
-- Reads: story_coverage, article_numbers, sentences.
create or replace view disagreeing_values as
with given as (
    select
        story_coverage.story_id,
        story_coverage.outlet_id,
        story_coverage.carrier_id,
        story_coverage.published_date,
        article_numbers.*
    from article_numbers
    inner join story_coverage using (article_id)
    where
        article_numbers.object_key is not null
        and not contains(article_numbers.object_key, '-')
        and not starts_with(coalesce(article_numbers.object_text, ''), 'other ') -- beside those told before
        and not article_numbers.is_conversion
        and article_numbers.value_to is null
        and article_numbers.base_value > 0
        and article_numbers.qualifier is distinct from 'another'
        and (article_numbers.unit <> 'count' or article_numbers.base_value >= 3)
        and article_numbers.base_unit not in ('percent', 'percentage_point', 'day', 'age')
),

of_article as (
    select
        given.story_id,
        given.base_unit,
        given.object_key,
        given.article_id,
        any_value(given.outlet_id) as outlet_id,
        any_value(given.carrier_id) as carrier_id,
        any_value(given.published_date) as published_date,
        list(distinct given.base_value) as every_value,
        min(given.number_index) as number_index
    from given
    group by given.story_id, given.base_unit, given.object_key, given.article_id
),

contested as (
    -- values of several carriers, that they are of one story and thing
    select *
    from of_article
    qualify
        min(carrier_id) over (partition by story_id, base_unit, object_key)
        <> max(carrier_id) over (partition by story_id, base_unit, object_key)
),

first_values as (
    -- words of five letters or more, besides what is counted
    select
        contested.*,
        given.base_value,
        given.value,
        given.text,
        given.object_text,
        given.qualifier,
        given.sentence_id,
        sentences.text as sentence_text,
        split_part(sentences.text, given.text, 2) as behind,
        split_part(contested.object_key, ' ', 1) as thing,
        list_filter(
            list_distinct(regexp_extract_all(lower(sentences.text), '[a-z]{5,}')),
            lambda word: not contains(word, thing)
        ) as words
    from contested
    inner join given
        on contested.article_id = given.article_id and contested.number_index = given.number_index
    inner join sentences on given.sentence_id = sentences.sentence_id
),

told_values as (
    -- what follows the thing that is counted: "a year", "and barges"
    select
        * exclude (behind, thing),
        regexp_matches(
            split_part(behind, coalesce(object_text, text), 2),
            '^ (?:a|an|per|each|every) (?:year|month|week|day|hour)\b'
        )
        or regexp_matches(left(behind, 20), '\b(?:annual|monthly|weekly|daily)\b') as is_rate,
        starts_with(ltrim(behind), object_text || ' and ')
        and regexp_matches(
            split_part(behind, object_text || ' and ', 2), '^(?:[a-z-]+ )?(?:[a-z-]+s|staff|crew|people)\b'
        )
        and not regexp_matches(
            split_part(behind, object_text || ' and ', 2),
            '^(?:[a-z-]+ )?[a-z-]+s (?:\d|the\b|an?\b|its\b|more\b|about\b)'
        ) as is_sum
    from first_values
),

disagreeing as (
    select distinct one.*
    from told_values as one
    inner join told_values as other
        on
            one.story_id = other.story_id
            and one.base_unit = other.base_unit
            and one.object_key = other.object_key
            and one.carrier_id <> other.carrier_id
            and one.is_rate = other.is_rate
            and coalesce(one.is_sum, false) = coalesce(other.is_sum, false)
            and greatest(one.base_value, other.base_value) <= 1.5 * least(one.base_value, other.base_value)
            and not list_has_any(one.every_value, other.every_value)
            and len(list_intersect(one.words, other.words)) >= 2
),

stretches as (
    -- of several stretches of values, each half as wide again as it begins, the one that most articles are in
    select
        lower.story_id,
        lower.base_unit,
        lower.object_key,
        lower.base_value as lowest,
        count(distinct inside.article_id) as article_count
    from disagreeing as lower
    inner join disagreeing as inside
        on
            lower.story_id = inside.story_id
            and lower.base_unit = inside.base_unit
            and lower.object_key = inside.object_key
            and inside.base_value between lower.base_value and 1.5 * lower.base_value
    group by lower.story_id, lower.base_unit, lower.object_key, lower.base_value
    having count(distinct inside.base_value) > 1 and count(distinct inside.carrier_id) > 1
),

widest as (
    select
        story_id,
        base_unit,
        object_key,
        arg_min(lowest, (-article_count, lowest)) as lowest
    from stretches
    group by story_id, base_unit, object_key
)

select
    'con_' || left(md5(disagreeing.story_id || '|' || disagreeing.base_unit || '|' || disagreeing.object_key), 16)
        as conflict_id,
    disagreeing.story_id,
    disagreeing.base_unit,
    disagreeing.object_key,
    disagreeing.article_id,
    disagreeing.outlet_id,
    disagreeing.published_date,
    disagreeing.number_index,
    disagreeing.base_value,
    disagreeing.text,
    disagreeing.object_text,
    disagreeing.qualifier,
    disagreeing.sentence_id,
    disagreeing.sentence_text
from disagreeing
inner join widest
    on
        disagreeing.story_id = widest.story_id
        and disagreeing.base_unit = widest.base_unit
        and disagreeing.object_key = widest.object_key
        and disagreeing.base_value between widest.lowest and 1.5 * widest.lowest;
