-- Which articles speak for which outlet in a story, and who carries what they say?
-- Grain: story_id, article_id. A carrier is who decided on the words: the agency of a wire story, the outlet of a
-- copy's original, else the outlet; so one wire story in five outlets is one carrier. Outlets that are not known and
-- articles that are only segmented are left out.
-- Reads: story_articles, articles, sentences.
create or replace view story_coverage as
with lengths as (
    select
        article_id,
        max(char_end) as text_length
    from sentences
    group by article_id
)

select
    story_articles.story_id,
    story_articles.article_id,
    articles.outlet_id,
    articles.outlet_name,
    articles.published_date,
    articles.word_count,
    case
        when coalesce(original.agency_id, articles.agency_id) is not null
            then 'agency ' || coalesce(original.agency_id, articles.agency_id)
        else coalesce(original.outlet_id, articles.outlet_id)
    end as carrier_id,
    articles.duplicate_of is not null as is_copy,
    articles.duplicate_of is not null or articles.agency_id is not null as is_wire,
    story_articles.kind = 'brief' as is_brief,
    story_articles.kind = 'opinion'
    or coalesce(articles.article_kind in ('opinion', 'editorial', 'letter', 'review'), false) as is_opinion,
    lengths.text_length
from story_articles
inner join articles on story_articles.article_id = articles.article_id
inner join lengths on story_articles.article_id = lengths.article_id
left join articles as original on articles.duplicate_of = original.article_id
where articles.outlet_id <> 'unknown' and articles.language_support = 'full';
