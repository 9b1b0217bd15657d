-- Who is quoted (D), paraphrased (i), named (·) or absent (–) in each outlet of a story: --param story=STORY_ID
-- Grain: speaker of a story, sources without a name included.
-- marks are in the order of the outlets' names, which the columns beside spell out.
-- Without outlet, topic, from, to: one event is asked, its outlets side by side.
-- Example: newsprism query speaker-matrix --param story=STORY_ID
-- Reads: speakers_in_story.
select
    speaker_name,
    speaker_kind as kind,
    string_agg(
        case carriage when 'direct' then 'D' when 'indirect' then 'i' when 'named' then '·' else '–' end,
        ' ' order by outlet_name, outlet_id
    ) as marks,
    string_agg(outlet_name, '; ' order by outlet_name) filter (where carriage = 'direct') as quoted_in,
    string_agg(outlet_name, '; ' order by outlet_name) filter (where carriage = 'indirect') as paraphrased_in,
    string_agg(outlet_name, '; ' order by outlet_name) filter (where carriage = 'named') as only_named_in,
    string_agg(outlet_name, '; ' order by outlet_name) filter (where carriage = 'absent') as absent_in,
    sum(quoted_word_count)::bigint as quoted_words
from speakers_in_story
where story_id = $story
group by speaker_id, speaker_name, speaker_kind
order by
    count(*) filter (where carriage = 'direct') desc,
    count(*) filter (where carriage = 'indirect') desc,
    quoted_words desc,
    speaker_name,
    speaker_id;
