-- How whole does each outlet keep what several articles of a story quote: whole, reworded, cut, without marks?
-- Grain: outlet_id, rendering; every rendering in use, for every outlet that carries such an utterance, 0 where it has
-- none. The share is of the utterances that the outlet's articles carry. condition_cut_count is how many of those that
-- it quotes in marks it quotes without their condition; it stands in every row of an outlet. The verdict compares
-- shares with all other outlets; statistics of contrasts, p_corrected over the rows of this view. Copies are left out.
-- Reads: contrasts_by_outlet, observations, articles, is_counted.
create or replace view renderings_by_outlet as
with conditions as (
    select
        observations.outlet_id,
        sum(observations.n)::bigint as condition_cut_count
    from observations
    inner join articles using (article_id)
    where observations.measure = 'variant_condition' and is_counted(articles.duplicate_of is not null)
    group by observations.outlet_id
)

select
    contrasted.outlet_id,
    contrasted.outlet_name,
    contrasted.item as rendering,
    contrasted.n as rendering_count,
    contrasted.total as variant_count,
    contrasted.rate as rendering_share,
    coalesce(conditions.condition_cut_count, 0) as condition_cut_count,
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
from contrasts_by_outlet('variant') as contrasted
left join conditions using (outlet_id);
