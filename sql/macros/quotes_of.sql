-- What is a speaker quoted as saying, in every outlet?
-- Grain: quote_id. The name may be a part of the speaker's name or of another form of it (speaker_aliases); letter case
-- does not matter. Copies are left out, unless include_copies.
-- Reads: quote_details, quotes, speaker_aliases, is_counted.
create or replace macro quotes_of(speaker, include_copies := false) as table
    with known as (
        select distinct speaker_id
        from speaker_aliases
        where contains(lower(alias), lower(speaker))
    )

    select
        quote_details.outlet_name,
        quote_details.published_date,
        quote_details.speaker as speaker_name,
        quote_details.kind,
        quote_details.cue_text,
        quote_details.cue_class,
        quote_details.is_negated,
        quote_details.text,
        quote_details.title,
        quote_details.article_id,
        quote_details.quote_id
    from quote_details
    inner join quotes using (quote_id)
    where
        (
            contains(lower(quote_details.speaker), lower(speaker))
            or quote_details.speaker_id in (select known.speaker_id from known)
        )
        and (include_copies or is_counted(quote_details.is_copy))
    order by
        quote_details.published_date, quote_details.outlet_name, quote_details.article_id, quotes.quote_index;
