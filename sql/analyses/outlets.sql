-- Outlets of the warehouse: articles, words, share of quoted words, and how they were identified.
-- Grain: outlet_id.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query outlets --param topic=politics
select
    asked.outlet_id,
    any_value(asked.outlet_name) as outlet_name,
    count(*) filter (where is_counted(asked.is_copy)) as articles,
    count(*) filter (where asked.is_copy) as copies,
    coalesce(sum(articles.word_count) filter (where is_counted(asked.is_copy)), 0)::bigint as words,
    round(
        sum(articles.quoted_word_count) filter (where is_counted(asked.is_copy))
        / nullif(
            sum(articles.word_count) filter (where is_counted(asked.is_copy) and articles.language_support = 'full'), 0
        ),
        3
    ) as quoted_share,
    string_agg(distinct articles.outlet_method, ', ' order by articles.outlet_method) as identified_by
from asked_articles($outlet, $topic, $story, $from, $to, include_copies := true) as asked
inner join articles using (article_id)
group by asked.outlet_id
order by articles desc, asked.outlet_id;
