-- Articles with everything that people sort and count them by, one flat row each.
-- Grain: article_id. Copies are included and marked: filter by is_copy before counting. Counts are 0 where nothing was
-- found and where nothing was looked for (language_support says which).
-- Reads: articles, article_facets, stories, headlines, quotes, article_frames, frames, mart_observations.
with quotes_of_article as (
    select
        article_id,
        count(*) as quote_count,
        count(*) filter (where kind <> 'indirect') as direct_quote_count,
        count(*) filter (where speaker_kind is not null) as attribution_count,
        count(*) filter (where anonymity in ('unnamed', 'granted')) as unnamed_count,
        count(*) filter (where anonymity = 'granted') as granted_count,
        count(*) filter (where speaker_gender = 'f') as women_count,
        count(*) filter (where speaker_gender = 'm') as men_count,
        count(distinct speaker_id) as speaker_count,
        arg_min(speaker_id, quote_index) filter (where kind <> 'indirect') as first_quoted_id,
        arg_min(speaker_name, quote_index) filter (where kind <> 'indirect') as first_quoted_name
    from quotes
    group by article_id
),

frames_of_article as (
    select
        article_frames.article_id,
        string_agg(frames.name, '; ' order by article_frames.score desc, frames.frame_id) as frame_names,
        arg_max(frames.name, (article_frames.score, frames.frame_id)) as top_frame_name
    from article_frames
    inner join frames using (frame_id)
    group by article_frames.article_id
),

credits_seen as (
    select article_id
    from mart_observations
    where measure = 'wire' and item = ''
)

select
    articles.article_id,
    articles.source_id,
    article_facets.* exclude (article_id),
    coalesce(stories.title, 'none') as story_title,
    coalesce(articles.url, 'unknown') as url,
    coalesce(articles.title, 'unknown') as title,
    coalesce(articles.byline, 'unknown') as byline,
    coalesce(articles.section, 'unknown') as section,
    articles.article_kind_rule,
    coalesce(articles.article_kind_text, 'none') as article_kind_text,
    articles.language_support,
    case
        when articles.agency_id is not null then 'wire'
        when articles.duplicate_of is not null then 'copy'
        when credits_seen.article_id is not null then 'own'
        else 'unknown'
    end as article_origin,
    coalesce(articles.agency_id, 'none') as agency_id,
    coalesce(headlines.reading, 'neither') as headline_reading,
    coalesce(headlines.acts, 'none') as headline_acts,
    coalesce(headlines.matched_terms, 'none') as headline_matched_terms,
    coalesce(frames_of_article.top_frame_name, 'none') as top_frame_name,
    coalesce(frames_of_article.frame_names, 'none') as frame_names,
    coalesce(quotes_of_article.first_quoted_id, 'none') as first_quoted_id,
    coalesce(quotes_of_article.first_quoted_name, 'none') as first_quoted_name,
    1::bigint as article_count,
    articles.word_count,
    articles.sentence_count,
    coalesce(articles.quoted_word_count, 0) as quoted_word_count,
    coalesce(quotes_of_article.quote_count, 0) as quote_count,
    coalesce(quotes_of_article.direct_quote_count, 0) as direct_quote_count,
    coalesce(quotes_of_article.attribution_count, 0) as attribution_count,
    coalesce(quotes_of_article.unnamed_count, 0) as unnamed_count,
    coalesce(quotes_of_article.granted_count, 0) as granted_count,
    coalesce(quotes_of_article.women_count, 0) as women_count,
    coalesce(quotes_of_article.men_count, 0) as men_count,
    coalesce(quotes_of_article.speaker_count, 0) as speaker_count
from articles
inner join article_facets using (article_id)
left join stories on articles.story_id = stories.story_id
left join headlines using (article_id)
left join quotes_of_article using (article_id)
left join frames_of_article using (article_id)
left join credits_seen using (article_id);
