-- What does one outlet of a story carry alone?
-- Grain: story_id, outlet_id, kind, item_id. Of a speaker: quoted here in quotation marks, and not so much as
-- paraphrased by another carrier; of an utterance: quoted here, not found in other articles; of a label: used in the
-- outlet's own voice by it alone; of a figure: given by it alone. touched_count is how many others touch it (name the
-- speaker, use the label in quotation marks, give another figure for it). Stories that one carrier tells have no rows.
-- Reads: story_coverage, carried_items, quotes, variant_pieces, outlets, sentences, prominence_of.
create or replace view only_here_in_story as
with told as (
    select
        story_id,
        count(distinct carrier_id) as carrier_count
    from story_coverage
    group by story_id
    having count(distinct carrier_id) > 1
),

carried as (
    select
        story_coverage.story_id,
        carried_items.kind,
        carried_items.item_id,
        story_coverage.carrier_id,
        min(story_coverage.outlet_id) as outlet_id,
        max(carried_items.item_text) as item_text,
        max(carried_items.strength) as strength,
        max(carried_items.prominence) as prominence,
        arg_max(carried_items.sentence_id, carried_items.strength + carried_items.prominence) as sentence_id
    from carried_items
    inner join story_coverage
        on
            carried_items.story_id = story_coverage.story_id
            and carried_items.article_id = story_coverage.article_id
    where carried_items.kind in ('speaker', 'label', 'fact')
    group by all
),

alone as (
    select
        story_id,
        kind,
        item_id,
        arg_max(outlet_id, strength) as outlet_id,
        arg_max(item_text, strength) as item_text,
        arg_max(prominence, strength) as prominence,
        arg_max(sentence_id, strength) as sentence_id,
        count(*) filter (where strength = 1) as touched_count
    from carried
    group by story_id, kind, item_id
    having count(*) filter (where strength > 1) = 1 and max(strength) = 3
),

uttered as (
    select
        story_coverage.story_id,
        'quote' as kind,
        quotes.quote_id as item_id,
        story_coverage.outlet_id,
        quotes.text as item_text,
        prominence_of(quotes.cue_char_start, story_coverage.text_length) as prominence,
        quotes.sentence_id,
        0 as touched_count
    from quotes
    inner join story_coverage using (article_id)
    anti join variant_pieces on quotes.quote_id = variant_pieces.quote_id
    where quotes.kind <> 'indirect' and quotes.word_count >= 5 and not story_coverage.is_wire
),

every_one as (
    from alone
    union all by name
    from uttered
)

select
    every_one.story_id,
    every_one.outlet_id,
    outlets.name as outlet_name,
    every_one.kind,
    every_one.item_id,
    every_one.item_text,
    every_one.prominence,
    every_one.touched_count,
    told.carrier_count - 1 as other_count,
    sentences.text as evidence_text
from every_one
inner join told using (story_id)
inner join outlets using (outlet_id)
left join sentences using (sentence_id);
