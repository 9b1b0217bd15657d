-- Which group does each article belong to where outlets are compared? The form that groups of one's own have, too.
-- Grain: article_id.
-- Reads: articles.
create or replace view outlet_groups as
select
    article_id,
    outlet_id as group_name
from articles;
