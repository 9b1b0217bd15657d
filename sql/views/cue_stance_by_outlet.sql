-- With which kind of verb does each outlet report speech: neutral (said), claim, deny, admit, accuse …?
-- Grain: outlet_id, cue_class; every class in use, for every outlet that reports anybody, 0 where it has none. The
-- share is of the outlet's attributions with a verb; negated_count says how many of them are negated (did not deny).
-- The verdict compares shares with all other outlets: thresholds of difference_verdict. Copies are left out.
-- Reads: quotes, articles, difference_verdict, is_counted.
create or replace view cue_stance_by_outlet as
with cued as (
    select
        articles.outlet_id,
        articles.outlet_name,
        quotes.article_id,
        quotes.cue_class,
        quotes.is_negated
    from quotes
    inner join articles using (article_id)
    where quotes.cue_class is not null and is_counted(articles.duplicate_of is not null)
),

cues_of_outlet as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name,
        count(*) as cue_count
    from cued
    group by outlet_id
),

classes as (
    select distinct cue_class from cued
),

counted as (
    select
        outlet_id,
        cue_class,
        count(*) as class_count,
        count(*) filter (where is_negated) as negated_count,
        count(distinct article_id) as article_count
    from cued
    group by outlet_id, cue_class
),

spread as (
    select
        cues_of_outlet.outlet_id,
        cues_of_outlet.outlet_name,
        classes.cue_class,
        coalesce(counted.class_count, 0) as class_count,
        coalesce(counted.negated_count, 0) as negated_count,
        coalesce(counted.article_count, 0) as article_count,
        cues_of_outlet.cue_count
    from cues_of_outlet
    cross join classes
    left join counted using (outlet_id, cue_class)
),

placed as (
    select
        outlet_id,
        outlet_name,
        cue_class,
        class_count,
        negated_count,
        article_count,
        cue_count,
        (sum(class_count) over (partition by cue_class))::bigint - class_count as other_class_count,
        (sum(article_count) over (partition by cue_class))::bigint - article_count as other_article_count,
        (sum(cue_count) over (partition by cue_class))::bigint - cue_count as other_cue_count
    from spread
)

select
    outlet_id,
    outlet_name,
    cue_class,
    class_count,
    negated_count,
    cue_count,
    class_count / cue_count as class_share,
    difference_verdict(
        class_count, cue_count, other_class_count, other_cue_count, article_count, other_article_count
    ) as verdict
from placed;
