-- Every sentence of the articles of one story: what a page shows around what it marks.
-- Grain: sentence_id.
-- Reads: story_articles, sentences.
select
    sentences.article_id,
    sentences.sentence_id,
    sentences.sentence_index,
    sentences.paragraph_index,
    sentences.role,
    sentences.text,
    sentences.char_start,
    sentences.char_end
from story_articles
inner join sentences using (article_id)
where story_articles.story_id = $story
order by sentences.article_id, sentences.sentence_index;
