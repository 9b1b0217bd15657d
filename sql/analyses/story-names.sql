-- What does each outlet of one event call its actors, in which phrases and whose voice: --param story=STORY_ID.
-- Grain: head (stem of the noun), phrase in lower case, outlet_id. Heads that one outlet alone uses, and those that
-- have one form everywhere, are left out: they show no difference. Those of most forms come first. Captions do not
-- count; copies are included.
-- Without outlet, topic, from, to: one event is asked, its outlets side by side.
-- Example: newsprism query story-names --param story=STORY_ID
-- Reads: story_articles, articles, actor_mentions, sentences.
with named as (
    select
        actor_mentions.head,
        lower(actor_mentions.phrase) as phrase,
        articles.outlet_id,
        min(articles.outlet_name) as outlet_name,
        count(*) filter (where actor_mentions.voice = 'outlet') as own_count,
        count(*) filter (where actor_mentions.voice = 'indirect') as indirect_count,
        count(*) filter (where actor_mentions.voice = 'direct') as direct_count
    from story_articles
    inner join articles using (article_id)
    inner join actor_mentions using (article_id)
    inner join sentences using (sentence_id)
    where story_articles.story_id = $story and sentences.role <> 'caption'
    group by actor_mentions.head, lower(actor_mentions.phrase), articles.outlet_id
),

heads as (
    select
        head,
        count(distinct outlet_id) as outlet_count,
        count(distinct phrase) as form_count,
        sum(own_count + indirect_count + direct_count) as all_count
    from named
    group by head
    having count(distinct outlet_id) > 1 and count(distinct phrase) > 1
)

select
    named.head,
    named.phrase,
    named.outlet_id,
    named.outlet_name,
    named.own_count,
    named.indirect_count,
    named.direct_count,
    heads.outlet_count,
    heads.form_count
from named
inner join heads using (head)
order by
    heads.form_count desc,
    heads.outlet_count desc,
    heads.all_count desc,
    named.head,
    named.own_count + named.indirect_count + named.direct_count desc,
    named.phrase,
    named.outlet_name,
    named.outlet_id;
