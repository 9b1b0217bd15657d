-- Every stretch that is not in the outlet's own voice, in the articles of one story.
-- Grain: article_id, char_start.
-- Reads: story_articles, voice_spans.
select
    voice_spans.article_id,
    voice_spans.char_start,
    voice_spans.char_end,
    voice_spans.voice
from story_articles
inner join voice_spans using (article_id)
where story_articles.story_id = $story
order by voice_spans.article_id, voice_spans.char_start;
