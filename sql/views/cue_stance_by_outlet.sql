-- With which kind of verb does each outlet report speech: neutral (said), claim, deny, admit, accuse …?
-- Grain: outlet_id, cue_class; every class in use, for every outlet that reports anybody, 0 where it has none. The
-- share is of the outlet's attributions with a verb; negated_count says how many of them are negated (did not deny).
-- The verdict compares shares with all other outlets; statistics of contrasts, p_corrected over the rows of this view.
-- Copies are left out.
-- Reads: contrasts_by_outlet, observations, articles, is_counted.
create or replace view cue_stance_by_outlet as
with negated as (
    select
        observations.outlet_id,
        observations.item as cue_class,
        sum(observations.n)::bigint as negated_count
    from observations
    inner join articles using (article_id)
    where observations.measure = 'cue_negated' and is_counted(articles.duplicate_of is not null)
    group by observations.outlet_id, observations.item
)

select
    contrasted.outlet_id,
    contrasted.outlet_name,
    contrasted.item as cue_class,
    contrasted.n as class_count,
    coalesce(negated.negated_count, 0) as negated_count,
    contrasted.total as cue_count,
    contrasted.rate as class_share,
    contrasted.other_count,
    contrasted.other_total,
    contrasted.item_article_count,
    contrasted.ratio,
    contrasted.ratio_low,
    contrasted.ratio_high,
    contrasted.p_value,
    contrasted.p_corrected,
    contrasted.margin,
    contrasted.verdict
from contrasts_by_outlet('cue') as contrasted
left join negated on contrasted.outlet_id = negated.outlet_id and contrasted.item = negated.cue_class;
