-- Which outlets of one event keep the same sentence, and what did they change: --param story=STORY_ID.
-- Grain: variant_id, outlet_id, article_id; sentences that several outlets carry, in every outlet of the story.
-- carriage: in quotation marks (direct, partial), in paraphrase (indirect), in nobody's mouth (unattributed); absent,
-- without article_id, where no original of the outlet has it. An article that has it twice is shown by its fullest.
-- edits: - cut, + added, > replaced, in the order of the sentence. touches: what edits take away or change of a
-- negation, condition, hedge or number.
-- Without outlet, topic, from, to: one event is asked, its outlets side by side.
-- Example: newsprism query story-sentences --param story=STORY_ID
-- Reads: quote_variants, variant_pieces, variant_edits, story_articles, articles, quotes, speakers.
with outlets_of_story as (
    select
        articles.outlet_id,
        min(articles.outlet_name) as outlet_name
    from story_articles
    inner join articles using (article_id)
    where story_articles.story_id = $story and articles.duplicate_of is null
    group by articles.outlet_id
),

variants as (
    select *
    from quote_variants
    where story_id = $story and outlet_count > 1
),

stretches as (
    select
        variant_pieces.*,
        sum(variant_pieces.kept_share) over (
            partition by variant_pieces.variant_id, variant_pieces.article_id, variant_pieces.quote_id
        ) as quote_share
    from variants
    inner join variant_pieces using (variant_id)
),

fullest as (
    select *
    from stretches
    qualify rank() over (partition by variant_id, article_id order by quote_share desc, quote_id) = 1
),

renderings as (
    select
        fullest.variant_id,
        fullest.outlet_id,
        fullest.article_id,
        any_value(fullest.quote_id) as quote_id,
        any_value(speakers.name) as speaker_name,
        any_value(quotes.cue_text) as cue_text,
        min(fullest.carriage) as carriage,
        round(least(sum(fullest.kept_share), 1), 2) as kept_share,
        string_agg(fullest.text, ' … ' order by fullest.char_start) as carried_text,
        min(fullest.char_start) as char_start,
        max(fullest.char_end) as char_end,
        bool_or(fullest.is_canonical) as is_canonical
    from fullest
    left join quotes using (quote_id)
    left join speakers on fullest.speaker_id = speakers.speaker_id
    group by fullest.variant_id, fullest.outlet_id, fullest.article_id
),

changes as (
    select
        variant_edits.variant_id,
        variant_edits.article_id,
        string_agg(
            case variant_edits.edit_kind
                when 'cut' then '- ' || variant_edits.canonical_text
                when 'added' then '+ ' || variant_edits.outlet_text
                else variant_edits.canonical_text || ' > ' || variant_edits.outlet_text
            end,
            '; '
            order by variant_edits.edit_index
        ) as edits,
        concat_ws(
            ', ',
            case when bool_or(variant_edits.touches_negation) then 'negation' end,
            case when bool_or(variant_edits.touches_condition) then 'condition' end,
            case when bool_or(variant_edits.touches_hedge) then 'hedge' end,
            case when bool_or(variant_edits.touches_number) then 'number' end
        ) as touches
    from variants
    inner join variant_edits using (variant_id)
    where variant_edits.edit_kind in ('cut', 'added', 'replaced')
    group by variant_edits.variant_id, variant_edits.article_id
),

touched as (
    select
        variant_id,
        count(*) filter (where touches <> '') as touched_count
    from changes
    group by variant_id
)

select
    variants.variant_id,
    speakers.name as speaker_name,
    variants.canonical_text,
    variants.outlet_count,
    outlets_of_story.outlet_id,
    outlets_of_story.outlet_name,
    renderings.article_id,
    coalesce(renderings.carriage, 'absent') as carriage,
    coalesce(renderings.kept_share, 0) as kept_share,
    renderings.speaker_name as said_by,
    renderings.cue_text,
    renderings.carried_text,
    changes.edits,
    nullif(changes.touches, '') as touches,
    coalesce(renderings.is_canonical, false) as is_canonical,
    renderings.quote_id,
    renderings.char_start,
    renderings.char_end
from variants
cross join outlets_of_story
left join renderings
    on variants.variant_id = renderings.variant_id and outlets_of_story.outlet_id = renderings.outlet_id
left join changes on renderings.variant_id = changes.variant_id and renderings.article_id = changes.article_id
left join speakers on variants.speaker_id = speakers.speaker_id
left join touched on variants.variant_id = touched.variant_id
order by
    variants.outlet_count desc,
    touched.touched_count desc nulls last,
    variants.variant_id,
    renderings.is_canonical desc nulls last,
    renderings.kept_share desc nulls last,
    outlets_of_story.outlet_name,
    outlets_of_story.outlet_id,
    renderings.article_id;
