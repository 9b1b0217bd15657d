-- Which sentences do several outlets quote, and do they keep them whole? The most widely carried first.
-- Grain: variant_id.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query variants --param topic=politics
-- An utterance that one of the articles asked for carries is counted in all that carry it. whole: articles that keep
-- every word of the fullest rendering; cut: articles that quote less of it; unmarked: articles that have the words
-- without quotation marks.
with of_articles as (
    select
        variant_id,
        article_id,
        least(sum(kept_share), 1) as kept_share,
        bool_or(carriage in ('direct', 'partial')) as is_marked
    from variant_pieces
    group by variant_id, article_id
)

select
    quote_variants.variant_id,
    speakers.name as speaker_name,
    quote_variants.outlet_count as outlets,
    quote_variants.article_count as articles,
    count(*) filter (where of_articles.is_marked and of_articles.kept_share > 0.999) as whole,
    count(*) filter (where of_articles.is_marked and of_articles.kept_share <= 0.999) as cut,
    count(*) filter (where not of_articles.is_marked) as unmarked,
    quote_variants.canonical_text
from quote_variants
inner join of_articles using (variant_id)
left join speakers using (speaker_id)
where
    quote_variants.outlet_count > 1
    and quote_variants.variant_id in (
        select carried.variant_id
        from asked_articles($outlet, $topic, $story, $from, $to)
        inner join variant_pieces as carried using (article_id)
    )
group by all
order by quote_variants.outlet_count desc, quote_variants.article_count desc, quote_variants.variant_id;
