-- How does an article open, against the story's others: what has its title, its lead, its text that theirs have not?
-- Grain: story_id, article_id, part. polarity is the mean of the part's acts, from -1 (conflict) to 1 (cooperation),
-- null without acts; others_polarity the mean of the others that have any. only_here are names that the part has and
-- no other article's same part; missing_here those that two others, and half of them, have there. Copies are neither
-- rows nor others.
-- Reads: story_coverage, articles, article_names, sentences, sentence_acts.
create or replace view openings_in_story as
with coverage as (
    select story_coverage.*
    from story_coverage
    inner join articles using (article_id)
    where articles.duplicate_of is null
),

parts as (
    select unnest(['title', 'lead', 'text']) as part -- noqa: RF04
),

full_names as (
    -- the only person of the story with a surname is whom an article names by it alone
    select
        coverage.story_id,
        split_part(article_names.name, ' ', -1) as surname,
        min(article_names.name) as full_name
    from article_names
    inner join coverage using (article_id)
    where article_names.kind = 'person' and contains(article_names.name, ' ')
    group by coverage.story_id, split_part(article_names.name, ' ', -1)
    having count(distinct article_names.name) = 1
),

named as (
    select distinct
        coverage.story_id,
        article_names.article_id,
        parts.part,
        coalesce(full_names.full_name, article_names.name) as name -- noqa: RF04
    from article_names
    inner join coverage using (article_id)
    left join full_names on coverage.story_id = full_names.story_id and article_names.name = full_names.surname
    inner join parts
        on
            (parts.part = 'title' and article_names.is_in_title)
            or (parts.part = 'lead' and article_names.is_in_lead)
            or parts.part = 'text'
),

sizes as (
    select
        story_id,
        count(*) as article_count
    from coverage
    group by story_id
),

frequencies as (
    select
        story_id,
        part,
        name,
        count(*) as article_count
    from named
    group by story_id, part, name
),

only_here as (
    select
        named.story_id,
        named.article_id,
        named.part,
        string_agg(named.name, '; ' order by named.name) as listed
    from named
    inner join frequencies using (story_id, part, name)
    where frequencies.article_count = 1
    group by named.story_id, named.article_id, named.part
),

missing_here as (
    select
        coverage.story_id,
        coverage.article_id,
        frequencies.part,
        string_agg(frequencies.name, '; ' order by frequencies.article_count desc, frequencies.name) as listed
    from coverage
    inner join sizes using (story_id)
    inner join frequencies
        on
            coverage.story_id = frequencies.story_id
            and sizes.article_count > 2
            and frequencies.article_count > 1
            and 2 * frequencies.article_count >= sizes.article_count - 1
    anti join named
        on
            coverage.story_id = named.story_id
            and coverage.article_id = named.article_id
            and frequencies.part = named.part
            and frequencies.name = named.name
    group by coverage.story_id, coverage.article_id, frequencies.part
),

acted as (
    select
        coverage.story_id,
        coverage.article_id,
        parts.part,
        avg(sentence_acts.polarity) as polarity
    from sentence_acts
    inner join sentences using (sentence_id)
    inner join coverage on sentences.article_id = coverage.article_id
    inner join parts
        on sentences.role = parts.part or (parts.part = 'text' and sentences.role in ('lead', 'body'))
    group by coverage.story_id, coverage.article_id, parts.part
),

of_others as (
    select
        *,
        (sum(polarity) over in_part - polarity) / nullif(count(*) over in_part - 1, 0) as others_polarity
    from acted
    window in_part as (partition by story_id, part)
),

part_means as (
    select
        story_id,
        part,
        avg(polarity) as polarity
    from acted
    group by story_id, part
)

select
    coverage.story_id,
    coverage.article_id,
    coverage.outlet_id,
    coverage.outlet_name,
    coverage.published_date,
    articles.title,
    parts.part,
    of_others.polarity,
    case when of_others.polarity is null then part_means.polarity else of_others.others_polarity end as others_polarity,
    only_here.listed as only_here,
    missing_here.listed as missing_here,
    sizes.article_count - 1 as other_count
from coverage
cross join parts
inner join sizes using (story_id)
inner join articles on coverage.article_id = articles.article_id
left join of_others
    on
        coverage.story_id = of_others.story_id
        and coverage.article_id = of_others.article_id
        and parts.part = of_others.part
left join part_means on coverage.story_id = part_means.story_id and parts.part = part_means.part
left join only_here
    on
        coverage.story_id = only_here.story_id
        and coverage.article_id = only_here.article_id
        and parts.part = only_here.part
left join missing_here
    on
        coverage.story_id = missing_here.story_id
        and coverage.article_id = missing_here.article_id
        and parts.part = missing_here.part;
