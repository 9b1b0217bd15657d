-- Whom do articles name without letting them speak?
-- Grain: name of a person; people whom at least two articles name and no article that is asked quotes.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query named-not-quoted --param topic=politics
with asked as (
    from asked_articles($outlet, $topic, $story, $from, $to)
),

heard as (
    select distinct lower(quotes.speaker_name) as speaker
    from asked
    inner join quotes using (article_id)
    where quotes.speaker_name is not null
)

select
    article_names.name,
    count(*) as articles,
    count(distinct asked.outlet_id) as outlets,
    sum(article_names.mention_count)::bigint as mentions,
    count(*) filter (where article_names.is_in_title) as headlines
from asked
inner join article_names using (article_id)
anti join heard on lower(article_names.name) = heard.speaker
where article_names.kind = 'person'
group by article_names.name
having count(*) >= 2
order by articles desc, mentions desc, article_names.name
limit 100;
