-- How much does each outlet print, write, quote and paraphrase, and how much of it from sources that it does not name?
-- Grain: outlet_id; the longest first. "A," she said. "B." is one direct quote in two stretches of marks.
-- source_characters are those of all that was read, with what is no article around it.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query sizes --param topic=politics
with sources as (
    select
        article_id,
        max(char_end) as char_end
    from blocks
    group by article_id
),

stretches as (
    select
        article_id,
        count(*) as quoted_stretches
    from voice_spans
    where voice = 'direct'
    group by article_id
),

quoted as (
    select
        quotes.article_id,
        count(*) filter (where quotes.kind <> 'indirect') as direct_quotes,
        count(*) filter (where quotes.kind = 'indirect') as indirect_quotes,
        count(*) filter (where quotes.anonymity in ('unnamed', 'granted')) as unnamed
    from quotes
    group by quotes.article_id
)

select
    asked.outlet_name,
    count(*) as articles,
    sum(sources.char_end)::bigint as source_characters,
    sum(articles.word_count)::bigint as words,
    coalesce(sum(articles.quoted_word_count), 0)::bigint as quoted_words,
    round(sum(articles.quoted_word_count) / nullif(sum(articles.word_count), 0), 3) as quoted_share,
    coalesce(sum(stretches.quoted_stretches), 0)::bigint as quoted_stretches,
    coalesce(sum(quoted.direct_quotes), 0)::bigint as direct_quotes,
    coalesce(sum(quoted.indirect_quotes), 0)::bigint as indirect_quotes,
    coalesce(sum(quoted.unnamed), 0)::bigint as unnamed,
    coalesce(sum(quoted.direct_quotes + quoted.indirect_quotes), 0)::bigint as all_quotes
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join articles using (article_id)
left join quoted using (article_id)
left join stretches using (article_id)
left join sources using (article_id)
group by asked.outlet_id, asked.outlet_name
order by words desc, asked.outlet_name;
