-- How much of each outlet's news is its own, and how much comes from agencies or is a copy.
-- Grain: outlet_id; copies are included. wire_share is of the articles in which a credit could be seen.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query wire --param topic=politics
with sorted as (
    select
        asked.outlet_id,
        asked.outlet_name,
        articles.agency_id is not null as is_wire,
        coalesce(originals.outlet_id <> articles.outlet_id, false) as is_copy_of_other,
        asked.article_id in (
            select credits.article_id
            from credits
            where credits.agency_id is not null or (credits.credit_kind = 'agency' and credits.agency_name is not null)
        ) as is_credited,
        asked.article_id in (
            select observation_totals.article_id
            from observation_totals
            where observation_totals.measure = 'wire'
        ) as is_credit_visible
    from asked_articles($outlet, $topic, $story, $from, $to, include_copies := true) as asked
    inner join articles using (article_id)
    left join articles as originals on articles.duplicate_of = originals.article_id
)

select
    any_value(outlet_name) as outlet_name,
    count(*) as articles,
    count(*) filter (where not is_wire and not is_copy_of_other) as own,
    count(*) filter (where is_wire) as wire,
    count(*) filter (where is_copy_of_other and not is_wire) as copies,
    count(*) filter (where is_credited) as agency_credited,
    count(*) filter (where is_credit_visible) as credit_visible,
    round(count(*) filter (where is_wire) / nullif(count(*) filter (where is_credit_visible), 0), 2) as wire_share,
    round(count(*) filter (where is_wire or is_copy_of_other) / count(*), 2) as wire_or_copy_share
from sorted
group by outlet_id
order by wire_or_copy_share desc, any_value(outlet_name);
