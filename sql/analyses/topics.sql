-- What each outlet writes about, at the top level of the IPTC Media Topics.
select
    outlet_name,
    coalesce(topic_name, '(none)') as topic,
    article_count as articles,
    round(article_share, 2) as article_share
from topics_by_outlet
order by outlet_name, article_count desc, topic
limit 60;
