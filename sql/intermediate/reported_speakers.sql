-- Whose words does each quote of a story report? One speaker, as a rule; of "the White House and the Pentagon" both.
-- Grain: quote_id, speaker_id. reported_as is own: the quote's speaker, by the story where it tells that better
-- (quotes.story_speaker_id); joint: named beside the speaker, with "and"; unnamed: the institution whose unnamed
-- spokesman or officials speak; spokesman: the institution for which somebody with a name speaks. The last three are
-- speakers of the story in their own right, too.
-- Reads: story_coverage, quotes, speakers.
create or replace view reported_speakers as
with quotes_of_story as (
    select
        story_coverage.story_id,
        story_coverage.outlet_id,
        quotes.article_id,
        quotes.quote_id,
        quotes.sentence_id,
        quotes.kind,
        quotes.quoted_word_count,
        coalesce(told.speaker_id, quotes.speaker_id) as speaker_id,
        coalesce(told.name, quotes.speaker_name) as speaker_name,
        coalesce(told.kind, quotes.speaker_kind) as speaker_kind,
        regexp_replace(quotes.speaker_text, '^([Bb]oth )?([Tt]he )?', '') as wording,
        quotes.speaker_role,
        quotes.speaker_affiliation
    from quotes
    inner join story_coverage using (article_id)
    left join speakers as told on quotes.story_speaker_id = told.speaker_id
),

speakers_of_story as (
    select
        story_id,
        speaker_id,
        min(speaker_name) as speaker_name,
        min(speaker_kind) as speaker_kind
    from quotes_of_story
    where speaker_id is not null
    group by story_id, speaker_id
),

forms as (
    select
        story_id,
        speaker_id,
        speaker_name as form
    from speakers_of_story
    union
    select
        story_id,
        speaker_id,
        wording as form
    from quotes_of_story
    where speaker_id is not null and wording[:1] <> lower(wording[:1])
),

parts as (
    select
        story_id,
        quote_id,
        speaker_id as own_id,
        unnest(string_split_regex(wording, ',? and (?:the )?|, (?:the )?')) as part
    from quotes_of_story
    where contains(wording, ' and ')
),

joint as (
    select distinct
        parts.quote_id,
        forms.speaker_id,
        'joint' as reported_as
    from parts
    inner join forms on parts.story_id = forms.story_id and parts.part = forms.form
    where forms.speaker_id is distinct from parts.own_id
),

spoken_for as (
    select
        quotes_of_story.quote_id,
        speakers_of_story.speaker_id,
        case quotes_of_story.speaker_kind when 'anonymous' then 'unnamed' else 'spokesman' end as reported_as
    from quotes_of_story
    inner join speakers_of_story
        on
            quotes_of_story.story_id = speakers_of_story.story_id
            and quotes_of_story.speaker_affiliation = speakers_of_story.speaker_name
    where
        (
            quotes_of_story.speaker_role = 'representative'
            or (
                quotes_of_story.speaker_kind = 'anonymous'
                and not regexp_matches(lower(quotes_of_story.wording), '\b(former|retired|ex-)')
            )
        )
        and speakers_of_story.speaker_kind in ('organization', 'metonym')
        and speakers_of_story.speaker_id is distinct from quotes_of_story.speaker_id
),

reported as (
    select
        quote_id,
        speaker_id,
        'own' as reported_as
    from quotes_of_story
    where speaker_id is not null
    union all
    from joint
    union all
    select spoken_for.*
    from spoken_for
    anti join joint using (quote_id, speaker_id)
)

select
    quotes_of_story.story_id,
    quotes_of_story.article_id,
    quotes_of_story.outlet_id,
    quotes_of_story.quote_id,
    quotes_of_story.sentence_id,
    quotes_of_story.kind,
    coalesce(quotes_of_story.quoted_word_count, 0) as quoted_word_count,
    reported.speaker_id,
    case reported.reported_as
        when 'own' then quotes_of_story.speaker_name else speakers_of_story.speaker_name
    end as speaker_name,
    case reported.reported_as
        when 'own' then quotes_of_story.speaker_kind else speakers_of_story.speaker_kind
    end as speaker_kind,
    reported.reported_as
from reported
inner join quotes_of_story on reported.quote_id = quotes_of_story.quote_id
inner join speakers_of_story
    on quotes_of_story.story_id = speakers_of_story.story_id and reported.speaker_id = speakers_of_story.speaker_id;
