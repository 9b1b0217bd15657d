-- How does each outlet head one event, with which deciding words, and is it own work or wire: --param story=STORY_ID.
-- Grain: article_id. Copies are included, after the originals: they were read, too.
-- Without outlet, topic, from, to: one event is asked, its outlets side by side.
-- Example: newsprism query story-headlines --param story=STORY_ID
-- Reads: story_articles, articles, headlines, credits.
with agencies as (
    select
        agency_id,
        min(agency_name) as agency_name
    from credits
    where agency_id is not null
    group by agency_id
)

select
    articles.article_id,
    articles.outlet_id,
    articles.outlet_name,
    articles.published_at,
    articles.published_date,
    articles.date_precision,
    story_articles.kind,
    articles.title,
    articles.subtitle,
    headlines.reading,
    headlines.acts,
    headlines.matched_terms as deciding_words,
    headlines.told_as,
    case
        when articles.duplicate_of is not null then 'copy'
        when articles.agency_id is not null then 'wire'
        else 'own'
    end as origin,
    coalesce(agencies.agency_name, articles.agency_id) as agency_name,
    originals.outlet_name as copied_from,
    articles.word_count,
    articles.url
from story_articles
inner join articles using (article_id)
inner join headlines on articles.article_id = headlines.article_id
left join agencies on articles.agency_id = agencies.agency_id
left join articles as originals on articles.duplicate_of = originals.article_id
where story_articles.story_id = $story
order by
    articles.duplicate_of is not null, articles.published_at nulls last, articles.outlet_name, articles.article_id;
