-- With which kind of verb does each outlet report speech: neutral (said), claim, deny, admit, accuse …?
-- Grain: outlet_id, cue_class; every class in use, for every outlet that reports anybody, 0 where it has none. The
-- share is of the outlet's attributions with a verb; negated_count says how many of them are negated (did not deny).
-- The verdict compares shares with all other outlets; statistics of contrasts, p_corrected over the rows of this view.
-- Copies are left out.
-- Reads: contrasts, articles, quotes, is_counted.
create or replace view cue_stance_by_outlet as
with outlet_names as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name
    from articles
    group by outlet_id
),

negated as (
    select
        articles.outlet_id,
        quotes.cue_class,
        count(*) as negated_count
    from quotes
    inner join articles using (article_id)
    where quotes.is_negated and quotes.cue_class is not null and is_counted(articles.duplicate_of is not null)
    group by articles.outlet_id, quotes.cue_class
)

select
    contrasted.group_name as outlet_id,
    outlet_names.outlet_name,
    contrasted.item as cue_class,
    contrasted.n as class_count,
    coalesce(negated.negated_count, 0) as negated_count,
    contrasted.total as cue_count,
    contrasted.rate as class_share,
    contrasted.other_n as other_count,
    contrasted.other_total,
    contrasted.item_article_count,
    contrasted.ratio,
    contrasted.ratio_low,
    contrasted.ratio_high,
    contrasted.p_value,
    contrasted.p_corrected,
    contrasted.margin,
    contrasted.verdict
from contrasts(only_measure := 'cue') as contrasted
inner join outlet_names on contrasted.group_name = outlet_names.outlet_id
left join negated on contrasted.group_name = negated.outlet_id and contrasted.item = negated.cue_class;
