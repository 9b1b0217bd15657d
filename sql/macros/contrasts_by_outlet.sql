-- Each outlet against all others by one measure: what the views by outlet are made of.
-- Grain: outlet_id, of_what, item: which, for which outlet? As contrasts, with the outlet's name. With one outlet
-- asked, by its id or name, p_corrected is over its rows alone.
-- Reads: contrasts, articles.
create or replace macro contrasts_by_outlet(
    measured,
    only_outlet := null,
    only_topic := null,
    only_story := null,
    first_day := null,
    last_day := null,
    only_of_what := null,
    only_item := null,
    with_zeros := true,
    include_copies := false
) as table
    with outlet_names as (
        select
            outlet_id,
            any_value(outlet_name) as outlet_name
        from articles
        group by outlet_id
    )

    select
        contrasted.group_name as outlet_id,
        outlet_names.outlet_name,
        contrasted.of_what,
        contrasted.item,
        contrasted.item_name,
        contrasted.n,
        contrasted.total,
        contrasted.rate,
        contrasted.other_n as other_count,
        contrasted.other_total,
        contrasted.item_article_count,
        contrasted.article_count,
        contrasted.item_group_count,
        contrasted.ratio,
        contrasted.ratio_low,
        contrasted.ratio_high,
        contrasted.p_value,
        contrasted.p_corrected,
        contrasted.margin,
        contrasted.verdict
    from
        contrasts(
            only_measure := measured,
            asked_group := coalesce(
                (
                    -- from the table: of a "with" that is used twice, DuckDB 2.0 makes less of it than there is, and
                    -- leaves out the limit of a query around
                    select max(outlet_id)
                    from articles
                    where outlet_id = only_outlet or lower(outlet_name) = lower(only_outlet)
                ),
                only_outlet
            ),
            only_topic := only_topic,
            only_story := only_story,
            first_day := first_day,
            last_day := last_day,
            only_of_what := only_of_what,
            only_item := only_item,
            with_zeros := with_zeros,
            include_copies := include_copies
        ) as contrasted
    inner join outlet_names on contrasted.group_name = outlet_names.outlet_id;
