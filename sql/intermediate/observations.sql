-- What was counted in each article, and out of how many? Every comparison counts from here.
-- Grain: article_id, measure, of_what, item; items that occur. An article that has a row in observation_totals and none
-- here has 0. Copies and articles of unknown outlets are included: a comparison leaves out what it does not count.
-- measure             item                           n                                  out of (total), within of_what
-- speaker             speaker_id                     quotes with words in marks         such quotes, known speakers
-- speaker_words       speaker_id                     words in marks                     such words, known speakers
-- speaker_paraphrase  speaker_id                     words given in paraphrase          such words, known speakers
-- source_kind         speaker_kind                   attributions                       attributions with a source
-- anonymous           anonymous                      attributions to the unnamed        attributions with a source
-- affiliation         speaker_affiliation_class      attributions                       those with an affiliation
-- gender              speaker_gender                 attributions                       attributions of known gender
-- cue                 cue_class                      attributions                       attributions with a verb
-- cue_of_speaker      cue_class                      attributions                       those of one speaker (of_what)
-- label               label_id                       uses in the outlet's own voice     uses for one concept (of_what)
-- label_indirect      label_id                       uses in paraphrase                 as above
-- label_direct        label_id                       uses in quotation marks            as above
-- frame               frame_id                       1                                  1: the article
-- topic               top_topic_id, or none          1                                  1: the article
-- headline            open, closed, neither          1                                  1: the headline
-- headline_act        act_id                         1                                  1: the headline
-- wire                wire                           1: the credits name an agency      1: the article
-- actor               head of an actor's name        mentions in own voice              words of the article
-- term                term                           uses in one voice, or in any       words in that voice (of_what)
-- Reads: counted_things, articles, article_frames, sentence_acts, sentences, actor_mentions, article_terms,
-- observation_totals.
create or replace view observations as
with counted as (
    select
        article_id,
        measure,
        of_what,
        item,
        n::double as n
    from counted_things
    where item is not null
    union all
    select
        article_id,
        'frame' as measure,
        'all' as of_what,
        frame_id as item,
        1 as n
    from article_frames
    union all
    select distinct
        sentences.article_id,
        'headline_act' as measure,
        'all' as of_what,
        sentence_acts.act_id as item,
        1 as n
    from sentence_acts
    inner join sentences using (sentence_id)
    where sentences.role = 'title'
    union all
    select
        article_id,
        'actor' as measure,
        'words' as of_what,
        head as item,
        count(*) as n
    from actor_mentions
    where voice = 'outlet'
    group by article_id, head
    union all
    select
        article_id,
        'term' as measure,
        voice as of_what,
        term as item,
        count as n
    from article_terms
    union all
    select
        article_id,
        'term' as measure,
        'any' as of_what,
        term as item,
        sum(count)::double as n
    from article_terms
    group by article_id, term
)

select
    counted.article_id,
    articles.outlet_id,
    articles.story_id,
    articles.published_date,
    articles.topic_id,
    counted.measure,
    counted.of_what,
    counted.item,
    counted.n,
    observation_totals.total
from counted
inner join observation_totals
    on
        counted.article_id = observation_totals.article_id
        and counted.measure = observation_totals.measure
        and counted.of_what = observation_totals.of_what
inner join articles on counted.article_id = articles.article_id;
