-- How does each outlet spell a term: --param term=TERM.
-- Grain: outlet_id, surface; a word with hyphens of which the term is a part is a spelling of its own.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query spellings --param term=ceasefire
select
    asked.outlet_name,
    article_terms.term,
    article_terms.surface,
    sum(article_terms.count)::bigint as uses,
    count(distinct asked.article_id) as articles
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join article_terms using (article_id)
where
    article_terms.term = lower($term)
    or (strlen(article_terms.surface) = strlen($term) and lower(article_terms.surface) = lower($term))
    or (
        article_terms.term_kind = 'word'
        and contains(article_terms.term, lower($term))
        and list_contains(string_split(article_terms.term, '-'), lower($term))
    )
group by asked.outlet_id, asked.outlet_name, article_terms.term, article_terms.surface
order by asked.outlet_name, uses desc, article_terms.surface;
