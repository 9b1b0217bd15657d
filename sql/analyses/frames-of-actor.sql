-- In which frames does each actor stand: how often do they meet in one sentence?
-- Grain: head, frame_id; pairs that meet in at least two articles, the commonest hundred.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query frames-of-actor --param topic=politics
with named as (
    select distinct
        asked.article_id,
        actor_mentions.sentence_id,
        actor_mentions.head
    from asked_articles($outlet, $topic, $story, $from, $to) as asked
    inner join actor_mentions using (article_id)
    where actor_mentions.voice = 'outlet'
),

framed as (
    select distinct
        sentence_id,
        frame_id
    from sentence_frames
),

sentences_of_head as (
    select
        head,
        count(*) as sentences
    from named
    group by head
)

select
    named.head,
    frames.name as frame_name,
    count(*) as framed_sentences,
    any_value(sentences_of_head.sentences) as all_sentences,
    round(count(*) / any_value(sentences_of_head.sentences), 2) as framed_share,
    count(distinct named.article_id) as articles
from named
inner join framed using (sentence_id)
inner join frames using (frame_id)
inner join sentences_of_head using (head)
group by named.head, frames.frame_id, frames.name
having count(distinct named.article_id) >= 2
order by framed_sentences desc, named.head, frame_name
limit 100;
