-- Who is quoted in which outlet of one event: direct, indirect, only named, absent: --param story=STORY_ID.
-- Grain: speaker_id, outlet_id; every speaker whom any outlet of the story reports, in every outlet of it. direct:
-- words in marks; indirect: paraphrase alone; named: a form of the name stands in a text of the outlet (sought for
-- people, organizations and offices); absent: none of these. Copies are included: what an outlet printed, it printed.
-- carrier_count is the number of outlets that report the speaker.
-- Reads: story_articles, articles, quotes, speakers, speaker_aliases.
with articles_of_story as (
    select
        articles.article_id,
        articles.outlet_id,
        articles.outlet_name,
        articles.text
    from story_articles
    inner join articles using (article_id)
    where story_articles.story_id = $story
),

outlets_of_story as (
    select
        outlet_id,
        min(outlet_name) as outlet_name
    from articles_of_story
    group by outlet_id
),

reported as (
    select
        articles_of_story.outlet_id,
        quotes.speaker_id,
        count(*) filter (where quotes.kind <> 'indirect') as direct_count,
        count(*) filter (where quotes.kind = 'indirect') as indirect_count,
        (
            sum(coalesce(quotes.quoted_word_count, quotes.word_count)) filter (where quotes.kind <> 'indirect')
        )::bigint as quoted_word_count
    from articles_of_story
    inner join quotes using (article_id)
    where quotes.speaker_id is not null
    group by articles_of_story.outlet_id, quotes.speaker_id
),

speakers_of_story as (
    select
        speakers.speaker_id,
        speakers.name,
        speakers.kind,
        count(*) as carrier_count,
        sum(reported.direct_count + reported.indirect_count)::bigint as quote_count
    from reported
    inner join speakers using (speaker_id)
    group by speakers.speaker_id, speakers.name, speakers.kind
),

forms as (
    select
        speakers_of_story.speaker_id,
        '\b' || regexp_escape(speaker_aliases.alias) || '\b' as form
    from speakers_of_story
    inner join speaker_aliases using (speaker_id)
    where speakers_of_story.kind in ('person', 'organization', 'office')
),

named as (
    select distinct
        articles_of_story.outlet_id,
        forms.speaker_id
    from articles_of_story
    inner join forms on regexp_matches(articles_of_story.text, forms.form)
)

select
    speakers_of_story.speaker_id,
    speakers_of_story.name as speaker_name,
    speakers_of_story.kind as speaker_kind,
    outlets_of_story.outlet_id,
    outlets_of_story.outlet_name,
    case
        when coalesce(reported.direct_count, 0) > 0 then 'direct'
        when reported.indirect_count > 0 then 'indirect'
        when named.speaker_id is not null then 'named'
        else 'absent'
    end as status,
    coalesce(reported.direct_count, 0) as direct_count,
    coalesce(reported.indirect_count, 0) as indirect_count,
    coalesce(reported.quoted_word_count, 0) as quoted_word_count,
    speakers_of_story.carrier_count
from speakers_of_story
cross join outlets_of_story
left join reported
    on speakers_of_story.speaker_id = reported.speaker_id and outlets_of_story.outlet_id = reported.outlet_id
left join named on speakers_of_story.speaker_id = named.speaker_id and outlets_of_story.outlet_id = named.outlet_id
order by
    speakers_of_story.carrier_count desc,
    speakers_of_story.quote_count desc,
    speakers_of_story.name,
    speakers_of_story.speaker_id,
    outlets_of_story.outlet_name,
    outlets_of_story.outlet_id;
