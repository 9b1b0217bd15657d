-- On which figures do articles of a story disagree, and is it rounding, an update, or a conflict?
-- Grain: conflict_id. rounding: one value can stand for all, by their zeros and by what the texts say of their
-- exactness; update: no day has two values; conflict: else.
-- Reads: conflict_values, article_numbers, articles.
with given as (
    select
        conflict_values.conflict_id,
        conflict_values.story_id,
        conflict_values.outlet_id,
        articles.published_date,
        article_numbers.base_unit,
        article_numbers.object_key,
        article_numbers.base_value,
        article_numbers.text,
        article_numbers.object_text,
        article_numbers.qualifier
    from conflict_values
    inner join article_numbers using (article_id, number_index)
    inner join articles on conflict_values.article_id = articles.article_id
),

valued as (
    select
        *,
        -- the last digit that is not zero says how exact a number from 100 on is; of a smaller one, every digit counts
        case
            when base_value >= 100 or qualifier is not null or regexp_matches(lower(text), 'dozen|hundred')
                then
                    coalesce(
                        list_max(
                            list_filter(
                                [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11],
                                lambda unit: base_value % unit = 0
                            )
                        ),
                        0
                    )
            else 0
        end as step
    from given
),

ranged as (
    select
        *,
        case
            when qualifier in ('at_least', 'more_than') then base_value
            when qualifier in ('almost', 'up_to', 'less_than') then base_value - step
            else base_value - step / 2
        end as lowest,
        case
            when qualifier in ('at_least', 'more_than') then base_value + step
            when qualifier in ('almost', 'up_to', 'less_than') then base_value
            else base_value + step / 2
        end as highest
    from valued
),

of_day as (
    select
        conflict_id,
        max(value_count) = 1 and count(*) > 1 as is_by_day
    from (
        select
            conflict_id,
            published_date,
            count(distinct base_value) as value_count
        from given
        where published_date is not null
        group by conflict_id, published_date
    ) as values_of_days
    group by conflict_id
)

select
    ranged.conflict_id,
    any_value(ranged.story_id) as story_id,
    any_value(ranged.base_unit) as unit,
    any_value(ranged.object_key) as object_key,
    min(ranged.object_text) as object_text,
    case
        when max(ranged.lowest) <= min(ranged.highest) then 'rounding'
        when coalesce(bool_and(of_day.is_by_day), false) then 'update'
        else 'conflict'
    end as kind,
    min(ranged.base_value) as least_value,
    max(ranged.base_value) as greatest_value,
    count(distinct ranged.outlet_id)::integer as outlet_count
from ranged
left join of_day using (conflict_id)
group by ranged.conflict_id
