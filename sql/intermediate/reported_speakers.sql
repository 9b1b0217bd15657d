-- Whose words does each quote of a story report? One speaker, as a rule; of "the White House and the Pentagon" both.
-- Grain: quote_id, speaker_id. reported_as is own: the quote's speaker, by the story where it tells that better
-- (quotes.story_speaker_id); joint: named beside the speaker, with "and"; described: whom of the story's speakers an
-- office ("the president"), initials, a common noun ("the ministry") or an apposition ("the airline Aerin") mean, where
-- the article alone leaves it open; unnamed: the institution whose unnamed spokesman or officials speak; spokesman: the
-- institution for which somebody with a name speaks, or which she heads, or who speaks through an office or a tweet.
-- All but own are speakers of the story in their own right, too.
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
        coalesce(told.gender, quotes.speaker_gender) as speaker_gender,
        quotes.speaker_role,
        quotes.speaker_title,
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

offices as (
    -- "the Nigerian president": whom the story calls so, and "the president", if nobody else in it is one
    select distinct
        story_id,
        speaker_id,
        unnest([lower(speaker_title), regexp_extract(lower(speaker_title), '(\S+)$', 1)]) as form
    from quotes_of_story
    where
        speaker_kind = 'person'
        and speaker_id is not null
        and speaker_title is not null
        and not regexp_matches(lower(speaker_title), 'spokes|representative$')
),

institutions as (
    select
        story_id,
        speaker_id,
        speaker_name,
        regexp_replace(lower(speaker_name), ',? (?:inc|corp|co|ltd|plc|llc)\.?$', '') as plain_name,
        regexp_extract(lower(speaker_name), '^(?:department|ministry) of (?:the )?(.+)$', 1) as remit,
        regexp_extract(
            lower(speaker_name),
            '^(department|ministry) of | (administration|agency|airline|airway|army|bank|church|commission|committee'
            || '|company|court|department|firm|government|hospital|military|ministry|navy|police|school|union'
            || '|university)s?$',
            0
        ) as noun
    from speakers_of_story
    where speaker_kind in ('organization', 'metonym', 'collective') and speaker_name <> lower(speaker_name)
),

institution_forms as (
    -- "Ministry of Works": "the ministry", "the works ministry"; "Aerin Island Airways": "AIA"
    select
        story_id,
        speaker_id,
        unnest([
            plain_name,
            case when remit <> '' then remit || ' ' || string_split(plain_name, ' ')[1] end,
            case when remit <> '' then string_split(plain_name, ' ')[1] end,
            replace(regexp_extract(noun, '(\w+?)s?$', 1), 'airway', 'airline'),
            case
                when regexp_matches(speaker_name, '^[A-Z]\S* [A-Z]\S* [A-Z]')
                    then lower(regexp_replace(speaker_name, '[^A-Z]', '', 'g'))
            end
        ]) as form
    from institutions
),

meanings as (
    -- is_behind: of who speaks for others, or of what is written: "works officials", "Ruiz's office"
    select
        *,
        'office' as of_kind,
        unnest([false, true]) as is_behind
    from offices
    union all
    select
        *,
        'institution' as of_kind,
        unnest([false, true]) as is_behind
    from institution_forms
    union all
    select
        story_id,
        speaker_id,
        unnest([
            remit,
            regexp_extract(plain_name, '^(.+) (?:administration|campaign|government|union)$', 1),
            regexp_extract(plain_name, '^(\S+ \S.*) \S+$', 1)
        ]) as form,
        'institution' as of_kind,
        true as is_behind
    from institutions
    union all
    select
        story_id,
        speaker_id,
        unnest([
            lower(speaker_name),
            regexp_extract(lower(speaker_name), '(\S+)$', 1),
            regexp_extract(lower(speaker_name), '^(\S+) \S+-', 1)
        ]) as form,
        'person' as of_kind,
        true as is_behind
    from speakers_of_story
    where speaker_kind = 'person' and contains(speaker_name, ' ')
),

descriptions as (
    -- what stands where nobody is named, less who speaks for it and what it is written in
    select
        quote_id,
        story_id,
        speaker_id as own_id,
        wording,
        coalesce(speaker_kind = 'person' and speaker_id is not null, false) as is_named,
        regexp_replace(
            regexp_replace(
                lower(replace(wording, '’', '''')),
                '^(?:(?:an?|one|two|another|some|several|many|other|senior|top) (?:of )?)*'
                || '(?:spokes(?:man|woman|person|people) (?:for|of) (?:the )?)?',
                ''
            ),
            '(?:''s)? (?:officials?|spokes(?:man|woman|person|people)|statements?|representatives?|aides?|office'
            || '|tweets?)$',
            ''
        ) as meant,
        case
            when regexp_matches(lower(wording), '[''’]s (?:office|spokes\w+|statements?|aides?|tweets?)$') then 'owned'
            when regexp_matches(lower(wording), '^(?:\S+ )?spokes\w+ (?:for|of) | (?:spokes\w+|aides?)$') then 'owned'
            when
                regexp_matches(lower(wording), '\w (?:officials?|statements?|representatives?)$') then 'belonging'
            when regexp_matches(lower(wording), '^(?:an?|one|two|another|some|several|many) ') then 'one of many'
            when speaker_kind = 'office' or (speaker_kind = 'person' and wording = lower(wording)) then 'office'
            when speaker_kind not in ('anonymous', 'document', 'person') then 'institution'
        end as manner
    from quotes_of_story
    where
        (
            speaker_name is null
            or speaker_name[:1] = lower(speaker_name[:1])
            or speaker_kind = 'anonymous'
            or (speaker_kind = 'person' and regexp_matches(wording, '\w spokes(?:man|woman|person)$'))
            or (
                speaker_kind = 'organization'
                and (not ends_with(lower(speaker_name), lower(wording)) or lower(speaker_name) = lower(wording))
            )
        )
        and not regexp_matches(lower(wording), '\b(former|retired|ex-)')
),

meant as (
    select distinct
        descriptions.quote_id,
        meanings.speaker_id,
        case
            when not meanings.is_behind then 'described'
            when meanings.of_kind = 'institution' and not descriptions.is_named then 'unnamed'
            else 'spokesman'
        end as reported_as
    from descriptions
    inner join meanings
        on
            descriptions.story_id = meanings.story_id
            and descriptions.meant = meanings.form
            and (descriptions.manner in ('owned', 'belonging')) = meanings.is_behind
    where
        length(meanings.form) > 2
        and meanings.speaker_id is distinct from descriptions.own_id
        and (
            descriptions.manner = 'owned'
            or (descriptions.manner = 'belonging' and meanings.of_kind = 'institution')
            or descriptions.manner = meanings.of_kind
        )
),

described as (
    select
        quote_id,
        min(speaker_id) as speaker_id,
        min(reported_as) as reported_as
    from meant
    group by quote_id
    having count(distinct speaker_id) = 1
    union
    select
        quotes_of_story.quote_id,
        institutions.speaker_id,
        'described' as reported_as
    from quotes_of_story
    inner join institutions
        on
            quotes_of_story.story_id = institutions.story_id
            and regexp_matches(
                split_part(quotes_of_story.wording, institutions.speaker_name, 1),
                '(?:^| )(?:agency|airline|bank|charity|company|firm|group|militia|newspaper|organi[sz]ation|party'
                || '|union) $'
            )
    where
        contains(quotes_of_story.wording, ' ' || institutions.speaker_name)
        and institutions.speaker_id is distinct from quotes_of_story.speaker_id
    union
    select
        quotes_of_story.quote_id,
        institutions.speaker_id,
        'described' as reported_as
    from quotes_of_story
    inner join institutions on quotes_of_story.story_id = institutions.story_id
    where
        starts_with(quotes_of_story.wording, institutions.speaker_name || ' of ')
        and institutions.speaker_id is distinct from quotes_of_story.speaker_id
),

of_other_gender as (
    -- "Mr. Ruiz" is no woman: he is the one man of that name, if the story has one
    select
        quotes_of_story.quote_id,
        min(namesakes.speaker_id) as speaker_id,
        'described' as reported_as
    from quotes_of_story
    inner join quotes_of_story as namesakes
        on
            quotes_of_story.story_id = namesakes.story_id
            and namesakes.speaker_kind = 'person'
            and regexp_extract(quotes_of_story.wording, '^(?:Mr|Mrs|Ms)\.? (\S+)$', 1)
            = regexp_extract(namesakes.speaker_name, ' (\S+)$', 1)
            and namesakes.speaker_gender
            = case when regexp_matches(quotes_of_story.wording, '^Mr\b') then 'm' else 'f' end
    where
        regexp_matches(quotes_of_story.wording, '^M(?:r|rs|s)\.? ')
        and quotes_of_story.speaker_gender <> namesakes.speaker_gender
    group by quotes_of_story.quote_id
    having count(distinct namesakes.speaker_id) = 1
),

ministers as (
    -- "Works Secretary Ruiz", "the minister for works": of which department, as one word or some
    select distinct
        story_id,
        speaker_id as head_id,
        case
            when regexp_matches(title, '^(?:u\.?s\.? )?(?:deputy )?attorney general$') then 'justice'
            when regexp_matches(title, '^(?:.+ )?(?:secretary|minister) (?:of|for) ')
                then regexp_extract(title, '(?:secretary|minister) (?:of|for) (?:the )?(.+)$', 1)
            else regexp_extract(title, '^(?:u\.?s\.? )?(?:deputy )?(.+) (?:secretary|minister)$', 1)
        end as remit
    from (
        select
            story_id,
            speaker_id,
            lower(speaker_title) as title
        from quotes_of_story
        where speaker_kind = 'person' and not regexp_matches(lower(speaker_title), '\b(former|ex-|assistant)')
    ) as titled
),

heads as (
    -- "Arna Police Chief Ruiz" speaks for the Arna police, wherever one article of the story calls her so
    select distinct
        quotes_of_story.story_id,
        quotes_of_story.speaker_id as head_id,
        institution_forms.speaker_id
    from quotes_of_story
    inner join institution_forms
        on
            quotes_of_story.story_id = institution_forms.story_id
            and regexp_extract(
                lower(quotes_of_story.speaker_title),
                '^(.+) (?:chair(?:man|woman)?|chief|commissioner|director|head|minister|president|secretary'
                || '|superintendent)$',
                1
            ) = institution_forms.form
    where
        quotes_of_story.speaker_kind = 'person'
        and quotes_of_story.speaker_id is distinct from institution_forms.speaker_id
        and contains(institution_forms.form, ' ')
    union
    select
        ministers.story_id,
        ministers.head_id,
        institutions.speaker_id
    from ministers
    inner join institutions
        on
            ministers.story_id = institutions.story_id
            and (
                ministers.remit = institutions.remit
                or institutions.plain_name in (ministers.remit || ' department', ministers.remit || ' ministry')
            )
    where ministers.remit <> ''
),

led as (
    select
        quotes_of_story.quote_id,
        heads.speaker_id,
        'spokesman' as reported_as
    from quotes_of_story
    inner join heads
        on quotes_of_story.story_id = heads.story_id and quotes_of_story.speaker_id = heads.head_id
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
    union all
    select described.*
    from described
    anti join joint using (quote_id, speaker_id)
    anti join spoken_for using (quote_id, speaker_id)
    union all
    select of_other_gender.*
    from of_other_gender
    anti join described using (quote_id, speaker_id)
    union all
    select led.*
    from led
    anti join joint using (quote_id, speaker_id)
    anti join spoken_for using (quote_id, speaker_id)
    anti join described using (quote_id, speaker_id)
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
