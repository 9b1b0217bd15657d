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
),

met_in_article as (
    select
        named.head,
        framed.frame_id,
        named.article_id,
        count(*) as framed_sentences
    from named
    inner join framed using (sentence_id)
    group by named.head, framed.frame_id, named.article_id
),

met as (
    select
        head,
        frame_id,
        sum(framed_sentences)::bigint as framed_sentences,
        count(*) as articles
    from met_in_article
    group by head, frame_id
    having articles >= 2
)

select
    met.head,
    frames.name as frame_name,
    met.framed_sentences,
    sentences_of_head.sentences as all_sentences,
    round(met.framed_sentences / sentences_of_head.sentences, 2) as framed_share,
    met.articles
from met
inner join frames using (frame_id)
inner join sentences_of_head using (head)
order by met.framed_sentences desc, met.head, frame_name
limit 100;
