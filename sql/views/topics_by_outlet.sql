-- What does each outlet write about, at the top level of the IPTC Media Topics?
-- Grain: outlet_id, top_topic_id; every topic in use, for every outlet, 0 where it has no article on it; a null topic
-- are the articles without one. Articles in languages that are only segmented have no topics and are left out, and so
-- are copies. The verdict compares shares of articles with all other outlets; statistics of contrasts, p_corrected
-- over the rows of this view.
-- Reads: contrasts, articles.
create or replace view topics_by_outlet as
with outlet_names as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name
    from articles
    group by outlet_id
)

select
    contrasted.group_name as outlet_id,
    outlet_names.outlet_name,
    nullif(contrasted.item, 'none') as top_topic_id,
    nullif(contrasted.item_name, 'none') as topic_name,
    contrasted.n as topic_article_count,
    contrasted.total as article_count,
    contrasted.rate as topic_share,
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
from contrasts(only_measure := 'topic') as contrasted
inner join outlet_names on contrasted.group_name = outlet_names.outlet_id;
