-- Everything that a page counts in the articles of one story, with the rule that found it and where it stands.
-- Grain: kind, mark_id. kind: quote, word (a use of a label), name (a mention of an actor), act. item is what it
-- counts for: the speaker, the label, head and phrase, the act. said is what the sentence has, taken_for who or what
-- that is. Of quotes, the classes by which they are counted, too.
-- Reads: story_articles, sentences, quotes, quote_pieces, speakers, label_mentions, labels, actor_mentions,
-- sentence_acts.
with sentences_of_story as (
    select
        sentences.article_id,
        sentences.sentence_id,
        sentences.sentence_index
    from story_articles
    inner join sentences using (article_id)
    where story_articles.story_id = $story
),

stretches as (
    select
        quote_pieces.quote_id,
        min(quote_pieces.char_start) as char_start,
        max(quote_pieces.char_end) as char_end
    from sentences_of_story
    inner join quotes using (sentence_id)
    inner join quote_pieces using (quote_id)
    group by quote_pieces.quote_id
),

marks as (
    select
        'quote' as kind,
        quotes.quote_id as mark_id,
        sentences_of_story.sentence_id,
        coalesce(quotes.story_speaker_id, quotes.speaker_id) as item,
        quotes.kind as voice,
        quotes.text as said,
        coalesce(told.name, speakers.name, quotes.speaker_name, quotes.speaker_text) as taken_for,
        quotes.cue_text,
        quotes.rule || coalesce(', ' || quotes.speaker_rule, '') || coalesce(', ' || quotes.story_speaker_rule, '')
            as rules,
        stretches.char_start,
        stretches.char_end,
        quotes.speaker_kind as source_kind,
        quotes.speaker_affiliation_class as affiliation,
        quotes.speaker_gender as gender,
        quotes.cue_class as cue
    from sentences_of_story
    inner join quotes using (sentence_id)
    left join speakers on quotes.speaker_id = speakers.speaker_id
    left join speakers as told on quotes.story_speaker_id = told.speaker_id
    left join stretches on quotes.quote_id = stretches.quote_id
    union all by name
    select
        'word' as kind,
        label_mentions.article_id || '.' || label_mentions.mention_index as mark_id,
        sentences_of_story.sentence_id,
        label_mentions.label_id as item,
        label_mentions.voice,
        label_mentions.text as said,
        labels.term as taken_for,
        label_mentions.rule as rules,
        label_mentions.char_start,
        label_mentions.char_end
    from sentences_of_story
    inner join label_mentions using (sentence_id)
    inner join labels using (label_id)
    union all by name
    select
        'name' as kind,
        actor_mentions.article_id || '.' || actor_mentions.mention_index as mark_id,
        sentences_of_story.sentence_id,
        actor_mentions.head || '/' || lower(actor_mentions.phrase) as item,
        actor_mentions.voice,
        actor_mentions.phrase as said,
        actor_mentions.head as taken_for,
        actor_mentions.rule as rules,
        actor_mentions.char_start,
        actor_mentions.char_end
    from sentences_of_story
    inner join actor_mentions using (sentence_id)
    union all by name
    select
        'act' as kind,
        sentence_acts.sentence_id || '.' || sentence_acts.act_index as mark_id,
        sentences_of_story.sentence_id,
        sentence_acts.act_id as item,
        sentence_acts.voice,
        sentence_acts.matched_terms as said,
        sentence_acts.act_id as taken_for,
        sentence_acts.rule as rules
    from sentences_of_story
    inner join sentence_acts using (sentence_id)
)

select
    sentences_of_story.article_id,
    sentences_of_story.sentence_index,
    marks.kind,
    marks.mark_id,
    marks.sentence_id,
    marks.item,
    marks.voice,
    marks.said,
    marks.taken_for,
    marks.cue_text,
    marks.rules,
    marks.char_start,
    marks.char_end,
    marks.source_kind,
    marks.affiliation,
    marks.gender,
    marks.cue
from marks
inner join sentences_of_story using (sentence_id)
order by
    sentences_of_story.article_id,
    sentences_of_story.sentence_index,
    marks.kind,
    marks.char_start,
    marks.mark_id;
