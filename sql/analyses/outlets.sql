-- Outlets of the warehouse: articles, words, share of quoted words, and how they were identified.
-- Grain: outlet_id.
with methods as (
    select
        outlet_id,
        string_agg(distinct outlet_method, ', ' order by outlet_method) as identified_by
    from articles
    group by outlet_id
)

select
    outlet_coverage.outlet_id,
    outlet_coverage.outlet_name,
    outlet_coverage.article_count as articles,
    outlet_coverage.copy_count as copies,
    outlet_coverage.word_count as words,
    round(outlet_coverage.quoted_share, 3) as quoted_share,
    methods.identified_by
from outlet_coverage
inner join methods using (outlet_id)
order by articles desc, outlet_id;
