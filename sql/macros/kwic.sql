-- Keyword in context: every sentence of the body that holds a word or phrase, with its outlet.
-- Grain: sentence_id.
-- Reads: sentences, articles.
create or replace macro kwic(term, width := 60) as table
    with hits as (
        select
            articles.outlet_name,
            articles.published_date,
            sentences.role,
            sentences.text,
            instr(lower(sentences.text), lower(term)) as hit_at,
            sentences.sentence_id
        from sentences
        inner join articles using (article_id)
        where
            regexp_matches(sentences.text, '(?i)(^|[^\p{L}\p{N}])' || regexp_escape(term) || '([^\p{L}\p{N}]|$)')
            and articles.duplicate_of is null
    )

    select
        outlet_name,
        published_date,
        role,
        text[greatest(hit_at - width, 1):hit_at - 1] as text_before,
        text[hit_at:hit_at + length(term) - 1] as text_hit,
        text[hit_at + length(term):hit_at + length(term) + width - 1] as text_after,
        sentence_id
    from hits
    order by published_date, outlet_name, sentence_id;
