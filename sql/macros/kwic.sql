-- Keyword in context: where does a word or phrase stand, in which outlet, and in whose words?
-- Grain: sentence that holds the term as whole words, at its first place there; letter case does not matter. Copies are
-- left out, unless include_copies. voice is null in a title that came with the record and does not stand in the text.
-- Reads: sentences, articles, voice_spans, is_counted.
create or replace macro kwic(term, width := 60, include_copies := false) as table
    with hits as (
        select
            articles.outlet_name,
            articles.published_date,
            sentences.article_id,
            sentences.sentence_id,
            sentences.sentence_index,
            sentences.role,
            sentences.char_start,
            sentences.text,
            length(
                regexp_extract(
                    sentences.text, '(?is)^(.*?(?:^|[^\p{L}\p{N}]))' || regexp_escape(term) || '(?:[^\p{L}\p{N}]|$)', 1
                )
            ) as before_count
        from sentences
        inner join articles using (article_id)
        where
            contains(lower(sentences.text), lower(term)) -- many times faster than the pattern, which decides
            and regexp_matches(sentences.text, '(?is)(^|[^\p{L}\p{N}])' || regexp_escape(term) || '([^\p{L}\p{N}]|$)')
            and (include_copies or is_counted(articles.duplicate_of is not null))
    )

    select
        hits.outlet_name,
        hits.published_date,
        hits.role,
        case when hits.char_start is not null then coalesce(voice_spans.voice, 'outlet') end as voice,
        right(hits.text[1:hits.before_count], width) as text_before,
        hits.text[hits.before_count + 1:hits.before_count + length(term)] as text_hit,
        left(hits.text[hits.before_count + length(term) + 1:], width) as text_after,
        hits.article_id,
        hits.sentence_id
    from hits
    left join voice_spans
        on
            hits.article_id = voice_spans.article_id
            and hits.char_start + hits.before_count >= voice_spans.char_start
            and hits.char_start + hits.before_count < voice_spans.char_end
    order by hits.published_date, hits.outlet_name, hits.article_id, hits.sentence_index;
