-- Who cut the condition out of a sentence, and who kept it?
-- Grain: variant_id, article_id.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query who-cut-the-condition --param from=2025-03-11
-- A row is an article that quotes the sentence without its "if", its "unless" or its "that would". kept_by: outlets
-- that have the condition in quotation marks. is_outside_quotes: it stands in the article's own words beside them.
with conditions as (
    select
        variant_id,
        article_id,
        canonical_text,
        is_marked,
        is_outside_quotes
    from variant_edits
    where is_condition_lost
),

losses as (
    select
        variant_id,
        article_id
    from variant_edits
    where touches_condition and edit_kind in ('cut', 'replaced')
),

keepers as (
    select
        variant_pieces.variant_id,
        string_agg(distinct articles.outlet_name, '; ' order by articles.outlet_name) as kept_by
    from variant_pieces
    inner join articles using (article_id)
    anti join losses using (variant_id, article_id)
    where variant_pieces.carriage in ('direct', 'partial')
    group by variant_pieces.variant_id
)

select
    asked.outlet_name,
    asked.published_date,
    speakers.name as speaker_name,
    conditions.canonical_text as cut_words,
    quote_variants.canonical_text as sentence,
    keepers.kept_by,
    conditions.is_marked,
    conditions.is_outside_quotes,
    conditions.article_id
from conditions
inner join quote_variants using (variant_id)
inner join asked_articles($outlet, $topic, $story, $from, $to) as asked using (article_id)
left join keepers using (variant_id)
left join speakers using (speaker_id)
order by asked.published_date nulls last, quote_variants.variant_id, asked.outlet_name, conditions.article_id;
