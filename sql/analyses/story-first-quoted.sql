-- Who speaks first, second and third in each article of one event, and how far down: --param story=STORY_ID.
-- Grain: article_id, place; the first three attributions of lead and body of originals whose source stands in the text.
-- An article that attributes nothing has no row. sentences_before counts the sentences above it, of sentence_count.
-- speaker_name is null where it stays open who is meant (its, they): speaker_text has the words that stand there.
-- Without outlet, topic, from, to: one event is asked, its outlets side by side.
-- Example: newsprism query story-first-quoted --param story=STORY_ID
-- Reads: story_articles, articles, quotes, sentences, speakers.
with attributed as (
    select
        articles.outlet_name,
        articles.published_at,
        articles.sentence_count,
        quotes.article_id,
        quotes.quote_id,
        quotes.kind,
        quotes.cue_text,
        quotes.speaker_kind,
        coalesce(speakers.name, quotes.speaker_name) as speaker_name,
        quotes.speaker_text,
        count(*) filter (where above.role in ('lead', 'body', 'heading')) as sentences_before,
        quotes.quote_index
    from story_articles
    inner join articles using (article_id)
    inner join quotes using (article_id)
    inner join sentences using (sentence_id)
    left join speakers on coalesce(quotes.story_speaker_id, quotes.speaker_id) = speakers.speaker_id
    left join sentences as above
        on sentences.article_id = above.article_id and sentences.sentence_index > above.sentence_index
    where
        story_articles.story_id = $story
        and articles.duplicate_of is null
        and sentences.role in ('lead', 'body')
        and quotes.speaker_text is not null
    group by all
)

select
    outlet_name,
    article_id,
    row_number() over (partition by article_id order by quote_index) as place,
    speaker_name,
    speaker_text,
    speaker_kind,
    kind,
    cue_text,
    sentences_before,
    sentence_count,
    quote_id
from attributed
qualify row_number() over (partition by article_id order by quote_index) <= 3
order by published_at nulls last, outlet_name, article_id, place;
