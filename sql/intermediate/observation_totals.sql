-- Out of how many is each thing counted in each article? The denominators of observations.
-- Grain: article_id, measure, of_what; articles in which something could be seen. An article without a row for a
-- measure says nothing about it; one with a row and no item in observations has 0 of it. Copies are included.
-- Reads: counted_things, articles, article_terms.
create or replace view observation_totals as
select
    article_id,
    measure,
    of_what,
    sum(n)::double as total
from counted_things
group by article_id, measure, of_what
union all
select
    article_id,
    'frame' as measure,
    'all' as of_what,
    1 as total
from articles
where language_support = 'full'
union all
select
    article_id,
    'headline_act' as measure,
    'all' as of_what,
    1 as total
from articles
where language_support = 'full' and title is not null
union all
select
    article_id,
    'actor' as measure,
    'words' as of_what,
    word_count as total
from articles
where language_support = 'full' and word_count > 0
union all
select
    article_id,
    'term' as measure,
    coalesce(voice, 'any') as of_what,
    sum(count)::double as total
from article_terms
where not contains(term, ' ')
group by grouping sets ((article_id, voice), (article_id));
