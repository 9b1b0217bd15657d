-- Everything that a speaker is quoted as saying, in every outlet; the name may be a part of it.
-- Grain: quote_id.
-- Reads: quotes, articles, speakers.
create or replace macro quotes_of(speaker) as table
    select
        articles.outlet_name,
        articles.published_date,
        coalesce(speakers.name, quotes.speaker_name) as speaker_name,
        quotes.kind,
        quotes.cue_text,
        quotes.text,
        articles.title,
        quotes.article_id,
        quotes.quote_id
    from quotes
    inner join articles using (article_id)
    left join speakers using (speaker_id)
    where
        contains(lower(coalesce(speakers.name, quotes.speaker_name)), lower(speaker))
        and articles.duplicate_of is null
    order by articles.published_date, articles.outlet_name, quotes.article_id, quotes.quote_index;
