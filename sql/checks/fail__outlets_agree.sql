-- An outlet has one name, and every outlet listed has an article.
-- Grain of a finding: one outlet whose name differs from that of its articles, or which has none.
select
    outlets.outlet_id,
    outlets.name,
    articles.outlet_name
from outlets
left join articles using (outlet_id)
where articles.outlet_name is distinct from outlets.name
group by all
