-- How much of each outlet's news is its own, and how much comes from agencies or is a copy?
-- Grain: outlet_id. Every article counts once, copies included, since they are what is asked about: wire where its
-- credits name an agency for the whole of it, else copy where it is a copy of another outlet's article, else own.
-- agency_credited_count counts articles with any credit that names an agency, pictures and additional reporting
-- included.
-- Reads: articles, credits.
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
        originals.outlet_id is not null and originals.outlet_id <> articles.outlet_id as is_copy_of_other,
        credited.article_id is not null as is_credited
    from articles
    left join articles as originals on articles.duplicate_of = originals.article_id
    left join credited on articles.article_id = credited.article_id
),

counted as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name,
        count(*) as article_count,
        count(*) filter (where is_wire) as wire_count,
        count(*) filter (where is_copy_of_other and not is_wire) as copy_count,
        count(*) filter (where is_credited) as agency_credited_count
    from sorted
    group by outlet_id
)

select
    outlet_id,
    outlet_name,
    article_count,
    wire_count,
    copy_count,
    article_count - wire_count - copy_count as own_count,
    agency_credited_count,
    (wire_count + copy_count) / article_count as wire_or_copy_share
from counted;
