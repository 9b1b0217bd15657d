-- What each outlet writes about, at the top level of the IPTC Media Topics.
select
    outlet_name,
    coalesce(topic_name, '(none)') as topic,
    topic_article_count as topic_articles,
    article_count as articles,
    round(topic_share, 2) as topic_share,
    verdict
from topics_by_outlet
where topic_article_count > 0
order by outlet_name, topic_article_count desc, topic;
