-- Whose words is each sentence of one event: the outlet's, paraphrase, quotation marks: --param story=STORY_ID.
-- Grain: sentence_id of originals, titles included. Shares are of the sentence's characters and add up to 1; voice is
-- the largest of them, the outlet's where two are even. speakers are those reported in the sentence, in quotation
-- marks where it stays open who is meant (“they”).
-- Without outlet, topic, from, to: one event is asked, its outlets side by side.
-- Example: newsprism query story-voices --param story=STORY_ID
-- Reads: story_articles, articles, sentences, voice_spans, quotes, speakers.
with sentences_of_story as (
    select
        articles.outlet_name,
        articles.published_at,
        sentences.article_id,
        sentences.sentence_id,
        sentences.sentence_index,
        sentences.role,
        sentences.word_count,
        sentences.char_start,
        sentences.char_end
    from story_articles
    inner join articles using (article_id)
    inner join sentences using (article_id)
    where story_articles.story_id = $story and articles.duplicate_of is null
),

spoken as (
    select
        sentences_of_story.sentence_id,
        voice_spans.voice,
        coalesce(speakers.name, quotes.speaker_name, '“' || quotes.speaker_text || '”') as speaker_name,
        least(voice_spans.char_end, sentences_of_story.char_end)
        - greatest(voice_spans.char_start, sentences_of_story.char_start) as char_count
    from sentences_of_story
    inner join voice_spans
        on
            sentences_of_story.article_id = voice_spans.article_id
            and sentences_of_story.char_end > voice_spans.char_start
            and sentences_of_story.char_start < voice_spans.char_end
    inner join quotes using (quote_id)
    left join speakers on coalesce(quotes.story_speaker_id, quotes.speaker_id) = speakers.speaker_id
),

voiced as (
    select
        sentence_id,
        coalesce(sum(char_count) filter (where voice = 'direct'), 0) as direct_char_count,
        coalesce(sum(char_count) filter (where voice = 'indirect'), 0) as indirect_char_count,
        string_agg(distinct speaker_name, '; ' order by speaker_name) as speakers
    from spoken
    group by sentence_id
),

shares as (
    select
        sentences_of_story.outlet_name,
        sentences_of_story.published_at,
        sentences_of_story.article_id,
        sentences_of_story.sentence_id,
        sentences_of_story.sentence_index,
        sentences_of_story.role,
        sentences_of_story.word_count,
        coalesce(
            voiced.direct_char_count / nullif(sentences_of_story.char_end - sentences_of_story.char_start, 0), 0
        ) as direct_share,
        coalesce(
            voiced.indirect_char_count / nullif(sentences_of_story.char_end - sentences_of_story.char_start, 0), 0
        ) as indirect_share,
        voiced.speakers
    from sentences_of_story
    left join voiced using (sentence_id)
)

select
    outlet_name,
    article_id,
    sentence_id,
    sentence_index,
    role,
    word_count,
    case
        when greatest(direct_share, indirect_share) <= 1 - direct_share - indirect_share then 'outlet'
        when direct_share >= indirect_share then 'direct'
        else 'indirect'
    end as voice,
    round(1 - direct_share - indirect_share, 3) as outlet_share,
    round(indirect_share, 3) as indirect_share,
    round(direct_share, 3) as direct_share,
    speakers
from shares
order by published_at nulls last, outlet_name, article_id, sentence_index;
