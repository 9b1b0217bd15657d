-- Who is quoted in which outlet of one event: direct, indirect, only named, absent.
-- Grain: speaker_id, outlet_id; every speaker whom any outlet of the story reports, in every outlet of it.
-- Reads: speakers_in_story.
select
    speaker_id,
    speaker_name,
    speaker_kind,
    outlet_id,
    outlet_name,
    carriage,
    direct_count,
    indirect_count,
    quoted_word_count,
    reporting_outlet_count
from speakers_in_story
where story_id = $story
order by
    reporting_outlet_count desc,
    sum(direct_count + indirect_count) over (partition by speaker_id) desc,
    speaker_name,
    speaker_id,
    outlet_name,
    outlet_id;
