-- What did each outlet make of one sentence: which of its words does it keep, as whose, and what does it do to them?
-- Grain: variant_id, article_id. The words are a part of the canonical text; letter case does not matter. Parts of a
-- clause on either side of who said it are one text; an article that quotes the sentence twice is shown by its fullest
-- rendering. Edits of spelling and punctuation are not listed.
-- Reads: variant_details, variant_edits.
create or replace macro same_sentence(words) as table
    with stretches as (
        select
            *,
            sum(kept_share) over (partition by variant_id, article_id, quote_id) as quote_share
        from variant_details
        where contains(lower(canonical_text), lower(words))
    ),

    fullest as (
        select *
        from stretches
        qualify rank() over (partition by variant_id, article_id order by quote_share desc, quote_id) = 1
    ),

    renderings as (
        select
            variant_id,
            article_id,
            any_value(outlet_name) as outlet_name,
            any_value(published_date) as published_date,
            any_value(variant_speaker) as variant_speaker,
            any_value(speaker) as speaker,
            any_value(cue_text) as cue_text,
            min(carriage) as carriage,
            round(least(sum(kept_share), 1), 2) as kept_share,
            string_agg(text, ' … ' order by char_start) as carried_text,
            bool_or(is_canonical) as is_canonical
        from fullest
        group by variant_id, article_id
    ),

    changes as (
        select
            variant_id,
            article_id,
            string_agg(
                case edit_kind
                    when 'cut' then '-' || canonical_text
                    when 'added' then '+' || outlet_text
                    else canonical_text || ' > ' || outlet_text
                end,
                '; ' order by edit_index
            ) as edits
        from variant_edits
        where edit_kind in ('cut', 'added', 'replaced')
        group by variant_id, article_id
    )

    select
        renderings.outlet_name,
        renderings.published_date,
        coalesce(renderings.speaker, 'nobody') as speaker,
        renderings.cue_text,
        renderings.carriage,
        renderings.kept_share,
        renderings.carried_text,
        changes.edits,
        renderings.is_canonical,
        renderings.variant_id,
        renderings.article_id
    from renderings
    left join changes using (variant_id, article_id)
    order by
        renderings.variant_speaker nulls last, renderings.variant_id,
        renderings.kept_share desc, renderings.outlet_name, renderings.article_id;
