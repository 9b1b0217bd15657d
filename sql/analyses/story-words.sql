-- Which words for one thing does each outlet of one event use, and in whose voice: --param story=STORY_ID.
-- Grain: concept, label_id, outlet_id; the words for a concept that any outlet of the story uses, in every outlet of
-- it. Concepts for which several words are used come first. Captions do not count; copies are included.
-- Without outlet, topic, from, to: one event is asked, its outlets side by side.
-- Example: newsprism query story-words --param story=STORY_ID
-- Reads: story_articles, articles, label_mentions, sentences, labels.
with articles_of_story as (
    select
        articles.article_id,
        articles.outlet_id,
        articles.outlet_name
    from story_articles
    inner join articles using (article_id)
    where story_articles.story_id = $story
),

outlets_of_story as (
    select
        outlet_id,
        min(outlet_name) as outlet_name
    from articles_of_story
    group by outlet_id
),

used as (
    select
        labels.concept,
        labels.label_id,
        labels.term,
        labels.register,
        articles_of_story.outlet_id,
        count(*) filter (where label_mentions.voice = 'outlet') as own_count,
        count(*) filter (where label_mentions.voice = 'indirect') as indirect_count,
        count(*) filter (where label_mentions.voice = 'direct') as direct_count
    from articles_of_story
    inner join label_mentions using (article_id)
    inner join sentences using (sentence_id)
    inner join labels using (label_id)
    where sentences.role <> 'caption'
    group by labels.concept, labels.label_id, labels.term, labels.register, articles_of_story.outlet_id
),

words as (
    select
        concept,
        label_id,
        term,
        register,
        sum(own_count + indirect_count + direct_count) as all_count
    from used
    group by concept, label_id, term, register
),

concepts as (
    select
        concept,
        count(*) as word_count,
        sum(all_count) as all_count
    from words
    group by concept
)

select
    words.concept,
    words.label_id,
    words.term,
    words.register,
    outlets_of_story.outlet_id,
    outlets_of_story.outlet_name,
    coalesce(used.own_count, 0) as own_count,
    coalesce(used.indirect_count, 0) as indirect_count,
    coalesce(used.direct_count, 0) as direct_count
from words
inner join concepts using (concept)
cross join outlets_of_story
left join used on words.label_id = used.label_id and outlets_of_story.outlet_id = used.outlet_id
order by
    concepts.word_count = 1,
    concepts.all_count desc,
    words.concept,
    words.all_count desc,
    words.term,
    words.label_id,
    outlets_of_story.outlet_name,
    outlets_of_story.outlet_id;
