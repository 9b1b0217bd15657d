-- Which articles does a comparison count, in which group, and with which others are they compared?
-- Grain: article_id. groups names a relation of article_id and group_name, an article in one group; a group called
-- unknown is counted, and compared with nobody. asked_group asks for one group, other_group takes one as the rest.
-- first_day, last_day and what begins with only_ restrict articles (only_topic is an id or a name, only_speaker too: of
-- somebody quoted in the article), among names a relation with the article_id of those that count. stratum is the
-- story where several groups cover it, else empty. Copies are left out, unless include_copies or the session asks for
-- them.
-- Reads: articles, topics, quotes, speakers, is_counted.
create or replace macro compared_articles(
    asked_group := null,
    other_group := null,
    groups := 'outlet_groups',
    only_story := null,
    only_topic := null,
    first_day := null,
    last_day := null,
    only_kind := null,
    only_speaker := null,
    among := 'articles',
    include_copies := false
) as table
    select
        grouped.article_id,
        grouped.group_name,
        articles.article_kind,
        case
            when
                articles.story_id is not null
                and min(grouped.group_name) over (partition by articles.story_id)
                <> max(grouped.group_name) over (partition by articles.story_id)
                then articles.story_id
            else ''
        end as stratum
    from (
        select
            article_id,
            case
                when asked_group is null or group_name = asked_group then group_name
                else coalesce(other_group, 'all others')
            end as group_name
        from query_table(groups)
        where
            (asked_group is null or group_name = asked_group or group_name <> 'unknown')
            and (other_group is null or group_name in (asked_group, other_group))
    ) as grouped
    inner join articles using (article_id)
    semi join query_table(among) as chosen on grouped.article_id = chosen.article_id
    left join topics using (topic_id)
    left join topics as top_topics on topics.top_topic_id = top_topics.topic_id
    where
        (include_copies or is_counted(articles.duplicate_of is not null))
        and (only_story is null or articles.story_id = only_story)
        and (
            only_topic is null
            or only_topic in (articles.topic_id, topics.top_topic_id)
            or lower(only_topic) in (lower(topics.name), lower(top_topics.name))
        )
        and (only_kind is null or articles.article_kind = only_kind)
        and (
            only_speaker is null
            or grouped.article_id in (
                select quotes.article_id
                from quotes
                inner join speakers using (speaker_id)
                where only_speaker = speakers.speaker_id or lower(only_speaker) = lower(speakers.name)
            )
        )
        and (first_day is null or articles.published_date >= first_day::date)
        and (last_day is null or articles.published_date <= last_day::date);
