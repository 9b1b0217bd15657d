-- What does each outlet write about, at the top level of the IPTC Media Topics?
-- Grain: outlet_id, top_topic_id; every topic in use, for every outlet, 0 where it has no article on it; a null topic
-- are the articles without one. Articles in languages that are only segmented have no topics and are left out, and so
-- are copies. The verdict compares shares of articles with all other outlets; statistics of contrasts, p_corrected
-- over the rows of this view.
-- Reads: contrasts_by_outlet.
create or replace view topics_by_outlet as
select
    outlet_id,
    outlet_name,
    nullif(item, 'none') as top_topic_id,
    nullif(item_name, 'none') as topic_name,
    n as topic_article_count,
    total as article_count,
    rate as topic_share,
    other_count,
    other_total,
    item_article_count,
    ratio,
    ratio_low,
    ratio_high,
    p_value,
    p_corrected,
    margin,
    verdict
from contrasts_by_outlet('topic');
