-- What kinds of sources does each outlet rely on: named people, institutions, crowds, documents, the unnamed?
-- Grain: outlet_id, speaker_kind; every kind in use, for every outlet that attributes anything, 0 where it has none.
-- The share is of the outlet's attributions whose source is of a known kind. The verdict compares shares with all
-- other outlets: thresholds of difference_verdict. Copies are left out.
-- Reads: quotes, articles, difference_verdict, is_counted.
create or replace view source_kinds_by_outlet as
with sourced as (
    select
        articles.outlet_id,
        articles.outlet_name,
        quotes.article_id,
        quotes.speaker_kind,
        quotes.word_count
    from quotes
    inner join articles using (article_id)
    where quotes.speaker_kind is not null and is_counted(articles.duplicate_of is not null)
),

sources_of_outlet as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name,
        count(*) as attribution_count
    from sourced
    group by outlet_id
),

kinds as (
    select distinct speaker_kind from sourced
),

counted as (
    select
        outlet_id,
        speaker_kind,
        count(*) as kind_count,
        count(distinct article_id) as article_count,
        sum(word_count)::bigint as word_count
    from sourced
    group by outlet_id, speaker_kind
),

spread as (
    select
        sources_of_outlet.outlet_id,
        sources_of_outlet.outlet_name,
        kinds.speaker_kind,
        coalesce(counted.kind_count, 0) as kind_count,
        coalesce(counted.article_count, 0) as article_count,
        coalesce(counted.word_count, 0) as word_count,
        sources_of_outlet.attribution_count
    from sources_of_outlet
    cross join kinds
    left join counted using (outlet_id, speaker_kind)
),

placed as (
    select
        outlet_id,
        outlet_name,
        speaker_kind,
        kind_count,
        article_count,
        word_count,
        attribution_count,
        (sum(kind_count) over same_kind)::bigint - kind_count as other_kind_count,
        (sum(article_count) over same_kind)::bigint - article_count as other_article_count,
        (sum(attribution_count) over same_kind)::bigint - attribution_count as other_attribution_count
    from spread
    window same_kind as (partition by speaker_kind)
)

select
    outlet_id,
    outlet_name,
    speaker_kind,
    kind_count,
    attribution_count,
    kind_count / attribution_count as kind_share,
    word_count as attributed_word_count,
    difference_verdict(
        kind_count, attribution_count, other_kind_count, other_attribution_count, article_count, other_article_count
    ) as verdict
from placed;
