-- How do two outlets differ: whom they quote, which words they choose, which frames and topics, which verbs of
-- speech?
-- Grain: measure, item. Counts, totals and shares of both outlets, and whether the difference is big enough to mean
-- anything: 'more' is more in the first than in the second outlet. What every measure counts is said in observations;
-- the detailed ones (is_detailed) are left out. Statistics are those of contrasts, over the articles of the two
-- outlets; p_corrected is over the rows of this call. g2 is the log-likelihood of the counts, as if no two things
-- counted came from one article: an order, not a test; null for lengths. An item that one outlet never has counts as
-- 0 there; an item that neither has is no row. Articles in languages that are only segmented count nowhere but for
-- wire, kind and length. Copies are left out, unless include_copies.
-- Reads: contrasts, log_likelihood.
create or replace macro compare_outlets(
    first_outlet,
    second_outlet,
    only_topic := null,
    only_story := null,
    first_day := null,
    last_day := null,
    include_copies := false
) as table
    select
        measure,
        case when of_what in ('all', 'words') then item_name else of_what || ': ' || item_name end as item,
        item as item_id,
        n as first_count,
        total as first_total,
        rate as first_share,
        other_n as second_count,
        other_total as second_total,
        other_rate as second_share,
        case when measure <> 'length' then log_likelihood(n, total, other_n, other_total) end as g2,
        ratio,
        ratio_low,
        ratio_high,
        p_value,
        p_corrected,
        margin,
        verdict
    from
        contrasts(
            asked_group := first_outlet,
            other_group := second_outlet,
            only_topic := only_topic,
            only_story := only_story,
            first_day := first_day,
            last_day := last_day,
            include_copies := include_copies
        )
    order by measure, g2 desc nulls last, n + other_n desc, item, item_id;
