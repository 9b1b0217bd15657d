-- What was counted in each article, and out of how many? Every comparison counts from here.
-- Grain: article_id, measure, of_what, item; items that occur. An article that has a row in observation_totals and none
-- here has 0. Copies and articles of unknown outlets are included: a comparison leaves out what it does not count.
-- Own voice is that of news: what stands in opinion pieces (is_opinion) is counted apart.
-- measure             item                           n                                  out of (total), within of_what
-- speaker             speaker_id                     quotes with words in marks         such quotes, known speakers
-- speaker_words       speaker_id                     words in marks                     such words, known speakers
-- speaker_paraphrase  speaker_id                     words given in paraphrase          such words, known speakers
-- first_quoted        speaker_id                     1: the first with words in marks   1: the article has such a quote
-- source_kind         speaker_kind                   attributions                       attributions with a source
-- anonymous           anonymous                      to those unnamed on purpose        attributions with a source
-- anonymity           granted, unnamed               attributions                       to those unnamed on purpose
-- affiliation         speaker_affiliation_class      attributions                       those with an affiliation
-- role                speaker_role                   attributions                       those whose role is known
-- party               party                          attributions                       those whose party is known
-- gender              speaker_gender                 attributions                       attributions of known gender
-- cue                 cue_class                      attributions                       attributions with a verb
-- cue_negated         cue_class                      attributions whose verb is negated attributions with a verb
-- cue_of_speaker      cue_class                      attributions                       those of one speaker (of_what)
-- label               label_id                       uses in own voice, no distance     such uses, concept (of_what)
-- label_opinion       label_id                       the same in opinion pieces         as above
-- label_indirect      label_id                       uses in paraphrase                 as above
-- label_direct        label_id                       uses in quotation marks            as above
-- distance            label_id                       scare quotes, so-called            own uses for the concept
-- frame               frame_id                       1                                  1: the article
-- topic               top_topic_id, or none          1                                  1: the article
-- kind                article_kind                   1                                  1: the article
-- headline            open, closed, neither, unsure  1                                  1: the headline
-- headline_act        act_id                         1                                  1: the headline
-- headline_agent      nobody: no act has an actor    1                                  1: a headline that tells an act
-- act_by              act_id                         acts of one actor (of_what)        all of them
-- act_toward          act_id                         acts towards one target (of_what)  all of them
-- variant             whole, reworded, cut, unquoted utterances of several articles     such utterances
-- variant_condition   cut: without its condition     such utterances in marks           such utterances in marks
-- omission            absent, mentioned …            items left out, of one kind        items that three carriers have
-- wire                wire: credits name an agency   1                                  1: credits could be seen
-- length              words                          words of article or headline       1: the article
-- actor               head of an actor's name        mentions in own voice, no distance words of the article
-- term                term                           uses in one voice, or in any       words in that voice (of_what)
-- Reads: mart_observations, articles, article_terms, observation_totals, whose_voice.
create or replace view observations as
with terms as (
    select
        article_terms.article_id,
        whose_voice(article_terms.voice, articles.article_kind) as of_what,
        article_terms.term as item,
        article_terms.count::double as n
    from article_terms
    inner join articles using (article_id)
    union all
    select
        article_id,
        'any' as of_what,
        term as item,
        sum(count)::double as n
    from article_terms
    group by article_id, term
),

counted as (
    select
        article_id,
        measure,
        of_what,
        item,
        n,
        total
    from mart_observations
    where item <> ''
    union all
    select
        terms.article_id,
        'term' as measure,
        terms.of_what,
        terms.item,
        terms.n,
        observation_totals.total
    from terms
    inner join observation_totals
        on
            terms.article_id = observation_totals.article_id
            and terms.of_what = observation_totals.of_what
            and observation_totals.measure = 'term'
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
    counted.total
from counted
inner join articles on counted.article_id = articles.article_id;
