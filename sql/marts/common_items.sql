-- What do at least two others of a story carry, and has this outlet it, too?
-- Grain: story_id, outlet_id, kind, item_id. status, carried: the outlet has it; absent: nothing of it stands in its
-- articles; mentioned: they touch it (name the speaker, have the words of nobody, another figure for the thing);
-- indirect_only: they have it in reported speech, while the others quote. carrier_count counts others,
-- story_carrier_count the outlet's own carrier with them. An outlet is not asked for what the others had only after its
-- last article, nor for itself. Copies are no carriers of their own, and leave out what their original does. article_id
-- is the longest of the outlet's articles in the story, no copy if it has another: where a comparison counts what the
-- outlet did.
-- Reads: carried_items, story_coverage.
with items as materialized (
    from carried_items
),

coverage as materialized (
    from story_coverage
),

outlets_of_story as (
    select
        story_id,
        outlet_id,
        any_value(regexp_replace(outlet_name, '^The ', '')) as own_name,
        arg_max(article_id, (not is_copy, word_count, article_id)) as article_id,
        max(published_date) as last_date,
        sum(word_count)::integer as outlet_word_count,
        bool_and(is_brief) as is_brief,
        bool_and(is_opinion) as is_opinion,
        bool_and(is_wire) as is_wire,
        list(distinct carrier_id) as carrier_ids
    from coverage
    group by story_id, outlet_id
),

carriers as (
    -- what each carrier has of an item, and since when; a speaker is carried in reported speech as well
    select
        coverage.story_id,
        items.kind,
        items.item_id,
        coverage.carrier_id,
        max(items.strength) as strength,
        min(coverage.published_date) as first_date,
        max(items.prominence) as prominence,
        max(items.item_text) as item_text,
        arg_max(items.article_id, (items.strength + items.prominence, items.article_id)) as article_id,
        arg_max(items.sentence_id, (items.strength + items.prominence, items.article_id)) as sentence_id
    from items
    inner join coverage on items.story_id = coverage.story_id and items.article_id = coverage.article_id
    where items.strength > 1
    group by all
    having max(items.strength) = 3 or items.kind = 'speaker'
),

common as (
    select
        story_id,
        kind,
        item_id
    from carriers
    group by all
    having count(*) >= 2
),

own as (
    select
        coverage.story_id,
        coverage.outlet_id,
        items.kind,
        items.item_id,
        max(items.strength) as strength
    from items
    inner join coverage on items.story_id = coverage.story_id and items.article_id = coverage.article_id
    group by all
),

asked as (
    select
        outlets_of_story.*,
        common.kind,
        common.item_id,
        coalesce(own.strength, 0) as strength
    from outlets_of_story
    inner join common using (story_id)
    left join own using (story_id, outlet_id, kind, item_id)
),

beside as (
    -- other carriers, no later than the outlet's last article; is_more: they quote, or the outlet does not even report
    select
        asked.* exclude (article_id),
        asked.article_id as outlet_article_id,
        carriers.prominence,
        carriers.article_id,
        carriers.sentence_id,
        carriers.item_text,
        carriers.strength = 3 or asked.strength <> 2 as is_more,
        count(*) over of_item as every_count,
        count(*) filter (where is_more) over of_item as more_count
    from asked
    inner join carriers using (story_id, kind, item_id)
    where
        coalesce(carriers.first_date <= asked.last_date, true)
        and not list_contains(asked.carrier_ids, carriers.carrier_id)
        and not (asked.kind = 'speaker' and regexp_replace(carriers.item_text, '^The ', '') = asked.own_name)
    window of_item as (partition by asked.story_id, asked.outlet_id, asked.kind, asked.item_id)
),

others as (
    select
        outlets_of_story.story_id,
        outlets_of_story.outlet_id,
        count(distinct coverage.carrier_id) as other_count
    from outlets_of_story
    inner join coverage
        on
            outlets_of_story.story_id = coverage.story_id
            and not list_contains(outlets_of_story.carrier_ids, coverage.carrier_id)
    group by all
),

counted as (
    select
        story_id,
        outlet_id,
        kind,
        item_id,
        any_value(outlet_article_id) as article_id,
        any_value(strength) as strength,
        any_value(outlet_word_count) as outlet_word_count,
        any_value(is_brief) as is_brief,
        any_value(is_opinion) as is_opinion,
        any_value(is_wire) as is_wire,
        any_value(every_count) as every_count,
        any_value(more_count) as more_count,
        count(*)::integer as carrier_count,
        round(avg(prominence), 4) as prominence,
        max(item_text) as item_text,
        arg_max(article_id, (prominence, article_id)) as evidence_article_id,
        arg_max(sentence_id, (prominence, article_id)) as evidence_sentence_id
    from beside
    where every_count >= 2 and (is_more or more_count < 2)
    group by story_id, outlet_id, kind, item_id
)

select
    counted.story_id,
    counted.outlet_id,
    counted.kind,
    counted.item_id,
    counted.item_text,
    case
        when counted.strength = 0 then 'absent'
        when counted.strength = 1 then 'mentioned'
        when counted.strength = 2 and counted.more_count >= 2 then 'indirect_only'
        else 'carried'
    end as status,
    counted.carrier_count,
    others.other_count::integer as other_count,
    (
        counted.every_count
        + (counted.strength = 3 or (counted.strength = 2 and counted.kind = 'speaker'))::integer
    )::integer as story_carrier_count,
    counted.prominence,
    counted.article_id,
    counted.evidence_article_id,
    counted.evidence_sentence_id,
    counted.outlet_word_count,
    counted.is_brief,
    counted.is_opinion,
    counted.is_wire
from counted
inner join others using (story_id, outlet_id)
