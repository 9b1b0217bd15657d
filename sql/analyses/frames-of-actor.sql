-- In which frames does each actor stand: how often do they meet in one sentence?
-- Grain: head, frame_id; pairs that meet in at least two articles, the commonest hundred of the 300 actors named most.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query frames-of-actor --param topic=politics
with mentions as (
    select
        asked.article_id,
        actor_mentions.sentence_id,
        actor_mentions.head
    from asked_articles($outlet, $topic, $story, $from, $to) as asked
    inner join actor_mentions using (article_id)
    where actor_mentions.voice = 'outlet'
),

commonest as (
    select
        head,
        count(*) as mention_count
    from mentions
    group by head
    order by mention_count desc, head
    limit 300
),

named as (
    select distinct
        mentions.article_id,
        mentions.sentence_id,
        mentions.head
    from mentions
    semi join commonest using (head)
),

sentences_of_head as (
    select
        head,
        count(*) as sentences
    from named
    group by head
),

-- the frames of a sentence are one text here: most have one, and sentences with the same are counted together
met_in_article as (
    select
        named.head,
        named.article_id,
        mart_sentences.frames,
        count(*) as framed_sentences
    from named
    inner join mart_sentences using (sentence_id)
    where mart_sentences.frames <> 'none'
    group by named.head, named.article_id, mart_sentences.frames
),

met_in_frame as (
    select
        head,
        article_id,
        framed_sentences,
        unnest(string_split(frames, '; ')) as frame_id
    from met_in_article
),

frames_in_article as (
    select
        head,
        article_id,
        frame_id,
        sum(framed_sentences) as framed_sentences
    from met_in_frame
    group by head, article_id, frame_id
),

met as (
    select
        head,
        frame_id,
        sum(framed_sentences)::bigint as framed_sentences,
        count(*) as articles
    from frames_in_article
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
