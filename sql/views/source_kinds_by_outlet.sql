-- What kinds of sources does each outlet rely on: named people, institutions, crowds, documents, the unnamed?
-- Grain: outlet_id, speaker_kind; every kind in use, for every outlet that attributes anything, 0 where it has none.
-- The share is of the outlet's attributions whose source is of a known kind. The verdict compares shares with all
-- other outlets; statistics of contrasts, p_corrected over the rows of this view. Copies are left out.
-- Reads: contrasts, articles, quotes, is_counted.
create or replace view source_kinds_by_outlet as
with outlet_names as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name
    from articles
    group by outlet_id
),

attributed as (
    select
        articles.outlet_id,
        quotes.speaker_kind,
        sum(quotes.word_count)::bigint as word_count
    from quotes
    inner join articles using (article_id)
    where quotes.speaker_kind is not null and is_counted(articles.duplicate_of is not null)
    group by articles.outlet_id, quotes.speaker_kind
)

select
    contrasted.group_name as outlet_id,
    outlet_names.outlet_name,
    contrasted.item as speaker_kind,
    contrasted.n as kind_count,
    contrasted.total as attribution_count,
    contrasted.rate as kind_share,
    coalesce(attributed.word_count, 0) as attributed_word_count,
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
from contrasts(only_measure := 'source_kind') as contrasted
inner join outlet_names on contrasted.group_name = outlet_names.outlet_id
left join attributed on contrasted.group_name = attributed.outlet_id and contrasted.item = attributed.speaker_kind;
