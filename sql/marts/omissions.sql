-- What do the other outlets of a story carry that this one leaves out?
-- Grain: story_id, outlet_id, kind, item_id; a row needs two other carriers. absent: nothing of it stands in the
-- outlet's articles; mentioned: they touch it (name the speaker, have the words of nobody, another figure for the
-- thing); indirect_only: they have it in reported speech, while the others quote. An outlet is not asked for what the
-- others had only after its last article. Copies are no carriers of their own, and leave out what their original does.
-- Reads: carried_items, story_coverage, sentences.
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
    -- what each carrier has of an item, and since when
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
),

common as (
    -- a speaker is carried in reported speech as well; anything else only as such
    select
        story_id,
        kind,
        item_id
    from carriers
    where strength = 3 or kind = 'speaker'
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

missed as (
    select
        outlets_of_story.*,
        common.kind,
        common.item_id,
        coalesce(own.strength, 0) as strength
    from outlets_of_story
    inner join common using (story_id)
    left join own using (story_id, outlet_id, kind, item_id)
    where coalesce(own.strength, 0) < 3
),

beside as (
    -- whoever carries more of it than the outlet, no later than the outlet's last article
    select
        missed.*,
        carriers.prominence,
        carriers.article_id,
        carriers.sentence_id,
        carriers.item_text
    from missed
    inner join carriers
        on
            missed.story_id = carriers.story_id
            and missed.kind = carriers.kind
            and missed.item_id = carriers.item_id
            and (carriers.strength = 3 or (carriers.kind = 'speaker' and missed.strength < 2))
    where
        coalesce(carriers.first_date <= missed.last_date, true)
        and not list_contains(missed.carrier_ids, carriers.carrier_id)
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
        any_value(strength) as strength,
        any_value(outlet_word_count) as outlet_word_count,
        any_value(is_brief) as is_brief,
        any_value(is_opinion) as is_opinion,
        any_value(is_wire) as is_wire,
        count(*)::integer as carrier_count,
        round(avg(prominence), 4) as prominence,
        max(item_text) as item_text,
        arg_max(article_id, (prominence, article_id)) as evidence_article_id,
        arg_max(sentence_id, (prominence, article_id)) as evidence_sentence_id
    from beside
    group by story_id, outlet_id, kind, item_id
    having count(*) >= 2
)

select
    counted.story_id,
    counted.outlet_id,
    counted.kind,
    counted.item_id,
    counted.item_text,
    case counted.strength when 0 then 'absent' when 1 then 'mentioned' else 'indirect_only' end as status,
    counted.carrier_count,
    others.other_count::integer as other_count,
    counted.carrier_count / others.other_count as carrier_share,
    counted.prominence,
    counted.evidence_article_id,
    counted.evidence_sentence_id,
    sentences.text as evidence_text,
    counted.outlet_word_count,
    counted.is_brief,
    counted.is_opinion,
    counted.is_wire
from counted
inner join others using (story_id, outlet_id)
left join sentences on counted.evidence_sentence_id = sentences.sentence_id
