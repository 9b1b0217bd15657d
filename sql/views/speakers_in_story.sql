-- Whose words does each outlet of a story report, and how?
-- Grain: story_id, outlet_id, speaker_id; everybody whom an outlet of the story reports, in every outlet of it. direct:
-- quoted in quotation marks; indirect: in reported speech alone; named: the outlet names the speaker and reports
-- nothing; absent: none of it. Counts are 0 where nothing is reported. Sources without a name are speakers of their
-- article, and an unnamed spokesman speaks for the institution, too. Copies are included: what an outlet printed, it
-- printed. Outlets that are not known are left out.
-- Reads: story_coverage, carried_items, reported_speakers, outlets, speakers.
create or replace view speakers_in_story as
with outlets_of_story as (
    select distinct
        story_id,
        outlet_id
    from story_coverage
),

reported as (
    select
        story_id,
        outlet_id,
        speaker_id,
        count(*) filter (where kind <> 'indirect') as direct_count,
        count(*) filter (where kind = 'indirect') as indirect_count,
        sum(quoted_word_count)::bigint as quoted_word_count
    from reported_speakers
    where reported_as <> 'spokesman'
    group by all
),

speakers_of_story as (
    select
        story_id,
        speaker_id,
        count(*) as reporting_outlet_count
    from reported
    group by story_id, speaker_id
),

named as (
    select distinct
        story_coverage.story_id,
        story_coverage.outlet_id,
        carried_items.item_id as speaker_id
    from carried_items
    inner join story_coverage
        on
            carried_items.story_id = story_coverage.story_id
            and carried_items.article_id = story_coverage.article_id
    where carried_items.kind = 'speaker'
)

select
    outlets_of_story.story_id,
    outlets_of_story.outlet_id,
    outlets.name as outlet_name,
    speakers_of_story.speaker_id,
    speakers.name as speaker_name,
    speakers.kind as speaker_kind,
    case
        when reported.direct_count > 0 then 'direct'
        when reported.indirect_count > 0 then 'indirect'
        when named.speaker_id is not null then 'named'
        else 'absent'
    end as carriage,
    coalesce(reported.direct_count, 0) as direct_count,
    coalesce(reported.indirect_count, 0) as indirect_count,
    coalesce(reported.quoted_word_count, 0) as quoted_word_count,
    speakers_of_story.reporting_outlet_count
from outlets_of_story
inner join outlets using (outlet_id)
inner join speakers_of_story on outlets_of_story.story_id = speakers_of_story.story_id
inner join speakers on speakers_of_story.speaker_id = speakers.speaker_id
left join reported
    on
        outlets_of_story.story_id = reported.story_id
        and outlets_of_story.outlet_id = reported.outlet_id
        and speakers_of_story.speaker_id = reported.speaker_id
left join named
    on
        outlets_of_story.story_id = named.story_id
        and outlets_of_story.outlet_id = named.outlet_id
        and speakers_of_story.speaker_id = named.speaker_id;
