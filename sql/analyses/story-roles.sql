-- Which kinds of sources does each outlet of a story quote (D), paraphrase (i) or omit (–): --param story=STORY_ID
-- Grain: speaker_role, affiliation_class; those that the story has: officials, experts, witnesses, with their names.
-- marks are in the order of the outlets' names, which the columns beside spell out.
-- Without outlet, topic, from, to: one event is asked, its outlets side by side.
-- Example: newsprism query story-roles --param story=STORY_ID
-- Reads: story_coverage, quotes.
with reported as (
    select
        coalesce(quotes.speaker_role, 'unknown') as speaker_role,
        coalesce(quotes.speaker_affiliation_class, 'unknown') as affiliation_class,
        story_coverage.outlet_id,
        coalesce(quotes.speaker_name, quotes.speaker_text) as speaker_name,
        quotes.kind <> 'indirect' as is_direct,
        coalesce(quotes.quoted_word_count, 0) as quoted_word_count
    from story_coverage
    inner join quotes using (article_id)
    where story_coverage.story_id = $story and (quotes.speaker_name is not null or quotes.speaker_text is not null)
),

kinds as (
    select
        speaker_role,
        affiliation_class,
        string_agg(distinct speaker_name, '; ' order by speaker_name) as speakers,
        sum(quoted_word_count)::bigint as quoted_words
    from reported
    group by speaker_role, affiliation_class
),

reported_in as (
    select
        speaker_role,
        affiliation_class,
        outlet_id,
        case when bool_or(is_direct) then 'D' else 'i' end as mark
    from reported
    group by speaker_role, affiliation_class, outlet_id
),

outlets_of_story as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name
    from story_coverage
    where story_id = $story
    group by outlet_id
),

placed as (
    select
        kinds.*,
        outlets_of_story.outlet_id,
        outlets_of_story.outlet_name,
        coalesce(reported_in.mark, '–') as mark
    from kinds
    cross join outlets_of_story
    left join reported_in using (speaker_role, affiliation_class, outlet_id)
)

select
    speaker_role,
    affiliation_class,
    string_agg(mark, ' ' order by outlet_name, outlet_id) as marks,
    string_agg(outlet_name, '; ' order by outlet_name) filter (where mark = 'D') as quoted_in,
    string_agg(outlet_name, '; ' order by outlet_name) filter (where mark = 'i') as paraphrased_in,
    string_agg(outlet_name, '; ' order by outlet_name) filter (where mark = '–') as absent_in,
    speakers,
    quoted_words
from placed
group by speaker_role, affiliation_class, speakers, quoted_words
order by
    speaker_role = 'unknown' and affiliation_class = 'unknown',
    count(*) filter (where mark = 'D') desc,
    count(*) filter (where mark = 'i') desc,
    quoted_words desc,
    speaker_role,
    affiliation_class;
