-- What kinds of sources does each outlet rely on: named people, institutions, crowds, documents, the unnamed?
-- Grain: outlet_id, speaker_kind; every kind in use, for every outlet that attributes anything, 0 where it has none.
-- The share is of the outlet's attributions whose source is of a known kind. The verdict compares shares with all
-- other outlets; statistics of contrasts, p_corrected over the rows of this view. Copies are left out.
-- Reads: contrasts_by_outlet, articles, quotes, is_counted.
create or replace view source_kinds_by_outlet as
with attributed as (
    select
        articles.outlet_id,
        quotes.speaker_kind,
        sum(quotes.word_count)::bigint as word_count
    from quotes
    inner join articles using (article_id)
    where is_counted(articles.duplicate_of is not null)
    group by articles.outlet_id, quotes.speaker_kind
)

select
    contrasted.outlet_id,
    contrasted.outlet_name,
    contrasted.item as speaker_kind,
    contrasted.n as kind_count,
    contrasted.total as attribution_count,
    contrasted.rate as kind_share,
    coalesce(attributed.word_count, 0) as attributed_word_count,
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
from contrasts_by_outlet('source_kind') as contrasted
left join attributed on contrasted.outlet_id = attributed.outlet_id and contrasted.item = attributed.speaker_kind;
