-- What an article's row leads to lies in the same article: its sentence, its quote, and the ids made from them.
-- Grain of a finding: one row of a table that leads into another article.
-- Looks at one article at a time.
with led as (
    select
        'sentences' as table_name,
        sentence_id as row_id,
        article_id,
        sentence_id as led_to
    from sentences
    union all
    select
        'quotes' as table_name,
        quote_id as row_id,
        article_id,
        quote_id as led_to
    from quotes
    union all
    select
        'quotes' as table_name,
        quote_id as row_id,
        article_id,
        sentence_id as led_to
    from quotes
    union all
    select
        'voice_spans' as table_name,
        quote_id as row_id,
        article_id,
        quote_id as led_to
    from voice_spans
    union all
    select
        'label_mentions' as table_name,
        sentence_id as row_id,
        article_id,
        sentence_id as led_to
    from label_mentions
    union all
    select
        'label_mentions' as table_name,
        quote_id as row_id,
        article_id,
        quote_id as led_to
    from label_mentions
    union all
    select
        'actor_mentions' as table_name,
        sentence_id as row_id,
        article_id,
        sentence_id as led_to
    from actor_mentions
    union all
    select
        'actor_mentions' as table_name,
        quote_id as row_id,
        article_id,
        quote_id as led_to
    from actor_mentions
    union all
    select
        'article_names' as table_name,
        name_id as row_id,
        article_id,
        name_id as led_to
    from article_names
    union all
    select
        'article_numbers' as table_name,
        sentence_id as row_id,
        article_id,
        sentence_id as led_to
    from article_numbers
    union all
    select
        'article_numbers' as table_name,
        quote_id as row_id,
        article_id,
        quote_id as led_to
    from article_numbers
)

select
    table_name,
    row_id,
    article_id,
    led_to
from led
where not starts_with(led_to, article_id || '.')
