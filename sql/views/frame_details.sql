-- Which sentences carry each frame, by which words, and in whose voice? One wide table for BI tools.
-- Grain: sentence_id, frame_id, voice. Copies are included and marked: filter by is_copy before counting.
-- Reads: sentence_frames, frames, sentences, articles.
create or replace view frame_details as
select
    sentence_frames.sentence_id,
    sentence_frames.frame_id,
    sentence_frames.voice,
    sentences.article_id,
    articles.outlet_id,
    articles.outlet_name,
    articles.published_date,
    articles.title,
    frames.name as frame_name,
    sentence_frames.score,
    sentence_frames.matched_terms,
    sentences.role,
    sentences.text as sentence_text,
    articles.duplicate_of is not null as is_copy
from sentence_frames
inner join frames using (frame_id)
inner join sentences using (sentence_id)
inner join articles using (article_id);
