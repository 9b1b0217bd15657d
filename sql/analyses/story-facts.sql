-- Which figures and acts of one event does each outlet tell (x), which with another figure or between others (·), and
-- which not at all (–): --param story=STORY_ID.
-- Grain: kind (fact, act), item_id. marks are in the order of the outlets' names, which the columns beside spell out.
-- Without outlet, topic, from, to: one event is asked, its outlets side by side.
-- Example: newsprism query story-facts --param story=STORY_ID
-- Reads: story_coverage, carried_items.
with outlets_of_story as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name
    from story_coverage
    where story_id = $story
    group by outlet_id
),

carried as (
    select
        carried_items.kind,
        carried_items.item_id,
        any_value(carried_items.item_text) as item_text,
        story_coverage.outlet_id,
        max(carried_items.strength) as strength
    from carried_items
    inner join story_coverage using (story_id, article_id)
    where carried_items.story_id = $story and carried_items.kind in ('fact', 'act')
    group by carried_items.kind, carried_items.item_id, story_coverage.outlet_id
),

things as (
    select
        kind,
        item_id,
        min(item_text) as item_text
    from carried
    group by kind, item_id
),

placed as (
    select
        things.kind,
        things.item_id,
        things.item_text,
        outlets_of_story.outlet_id,
        outlets_of_story.outlet_name,
        coalesce(carried.strength, 0) as strength
    from things
    cross join outlets_of_story
    left join carried using (kind, item_id, outlet_id)
)

select
    kind,
    item_text,
    string_agg(
        case strength when 3 then 'x' when 1 then '·' else '–' end, ' ' order by outlet_name, outlet_id
    ) as marks,
    string_agg(outlet_name, '; ' order by outlet_name) filter (where strength = 3) as told_in,
    string_agg(outlet_name, '; ' order by outlet_name) filter (where strength = 1) as told_otherwise_in,
    string_agg(outlet_name, '; ' order by outlet_name) filter (where strength = 0) as absent_in,
    item_id
from placed
group by kind, item_id, item_text
order by
    kind desc,
    count(*) filter (where strength = 3) desc,
    count(*) filter (where strength = 1) desc,
    item_text,
    item_id;
