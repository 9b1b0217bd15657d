-- How much of each outlet's news is its own, and how much comes from agencies or is a copy?
-- Grain: outlet_id. Every article counts once, copies included, since they are what is asked about: wire where its
-- credits name an agency for the whole of it, else copy where it is a copy of another outlet's article, else own.
-- agency_credited_count counts articles with any credit that names an agency, pictures and additional reporting
-- included. wire_share is of the articles in which a credit could be seen: whole pages, and texts with a byline or any
-- credit; the verdict compares it with all other outlets; statistics of contrasts, p_corrected over the outlets.
-- Reads: contrasts_by_outlet, observation_totals, articles, credits.
create or replace view wire_share_by_outlet as
with credited as (
    select distinct article_id
    from credits
    where agency_id is not null or (credit_kind = 'agency' and agency_name is not null)
),

sorted as (
    select
        articles.outlet_id,
        articles.outlet_name,
        articles.agency_id is not null as is_wire,
        observation_totals.total is not null as is_credit_visible,
        originals.outlet_id is not null and originals.outlet_id <> articles.outlet_id as is_copy_of_other,
        credited.article_id is not null as is_credited
    from articles
    left join articles as originals on articles.duplicate_of = originals.article_id
    left join credited on articles.article_id = credited.article_id
    left join observation_totals
        on articles.article_id = observation_totals.article_id and observation_totals.measure = 'wire'
),

counted as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name,
        count(*) as article_count,
        count(*) filter (where is_wire) as wire_count,
        count(*) filter (where is_copy_of_other and not is_wire) as copy_count,
        count(*) filter (where is_credited) as agency_credited_count,
        count(*) filter (where is_credit_visible) as credit_visible_count
    from sorted
    group by outlet_id
)

select
    counted.outlet_id,
    counted.outlet_name,
    counted.article_count,
    counted.wire_count,
    counted.copy_count,
    counted.article_count - counted.wire_count - counted.copy_count as own_count,
    counted.agency_credited_count,
    counted.credit_visible_count,
    (counted.wire_count + counted.copy_count) / counted.article_count as wire_or_copy_share,
    counted.wire_count / nullif(counted.credit_visible_count, 0) as wire_share,
    contrasted.other_count,
    contrasted.other_total,
    coalesce(contrasted.item_article_count, 0) as item_article_count,
    contrasted.ratio,
    contrasted.ratio_low,
    contrasted.ratio_high,
    contrasted.p_value,
    contrasted.p_corrected,
    contrasted.margin,
    coalesce(contrasted.verdict, 'too small to tell') as verdict
from counted
left join contrasts_by_outlet('wire', include_copies := true) as contrasted
    on counted.outlet_id = contrasted.outlet_id and contrasted.item = 'wire';
