-- Whose words does each outlet of a story report, and how?
-- Grain: story_id, outlet_id, speaker_id. direct: quoted in quotation marks; indirect: in reported speech alone; named:
-- the outlet names the speaker and reports nothing; absent: none of it. Sources without a name are left out, and so are
-- outlets that are not known; counts are 0 where nothing is reported.
-- Reads: story_coverage, carried_items, quotes, outlets.
create or replace view speakers_in_story as
with outlets_of_story as (
    select distinct
        story_id,
        outlet_id
    from story_coverage
),

speakers_of_story as (
    select
        story_id,
        item_id as speaker_id,
        min(item_text) as speaker_name
    from carried_items
    where kind = 'speaker'
    group by story_id, item_id
    having max(strength) > 1
),

carried as (
    select
        story_coverage.story_id,
        story_coverage.outlet_id,
        carried_items.item_id as speaker_id,
        max(carried_items.strength) as strength
    from carried_items
    inner join story_coverage
        on
            carried_items.story_id = story_coverage.story_id
            and carried_items.article_id = story_coverage.article_id
    where carried_items.kind = 'speaker'
    group by story_coverage.story_id, story_coverage.outlet_id, carried_items.item_id
),

counted as (
    select
        story_coverage.story_id,
        story_coverage.outlet_id,
        quotes.speaker_id,
        count(*) filter (where quotes.kind <> 'indirect') as direct_count,
        count(*) filter (where quotes.kind = 'indirect') as indirect_count,
        (sum(coalesce(quotes.quoted_word_count, 0)))::bigint as quoted_word_count
    from quotes
    inner join story_coverage using (article_id)
    group by story_coverage.story_id, story_coverage.outlet_id, quotes.speaker_id
)

select
    outlets_of_story.story_id,
    outlets_of_story.outlet_id,
    outlets.name as outlet_name,
    speakers_of_story.speaker_id,
    speakers_of_story.speaker_name,
    case carried.strength when 3 then 'direct' when 2 then 'indirect' when 1 then 'named' else 'absent' end as carriage,
    coalesce(counted.direct_count, 0) as direct_count,
    coalesce(counted.indirect_count, 0) as indirect_count,
    coalesce(counted.quoted_word_count, 0) as quoted_word_count
from outlets_of_story
inner join outlets using (outlet_id)
inner join speakers_of_story on outlets_of_story.story_id = speakers_of_story.story_id
left join carried
    on
        outlets_of_story.story_id = carried.story_id
        and outlets_of_story.outlet_id = carried.outlet_id
        and speakers_of_story.speaker_id = carried.speaker_id
left join counted
    on
        outlets_of_story.story_id = counted.story_id
        and outlets_of_story.outlet_id = counted.outlet_id
        and speakers_of_story.speaker_id = counted.speaker_id;
