-- Who is credited beside the author, for what, and in which outlet?
-- Grain: article_id, credit_index. Copies are included and marked.
-- Reads: credits, articles.
create or replace view credit_details as
select
    credits.article_id,
    credits.credit_index,
    articles.outlet_id,
    articles.outlet_name,
    articles.published_date,
    articles.title,
    articles.byline,
    credits.credit_kind,
    credits.agency_id,
    credits.agency_name,
    credits.text,
    credits.rule,
    articles.agency_id is not null as is_wire_copy,
    articles.duplicate_of is not null as is_copy
from credits
inner join articles using (article_id);
