-- With which kind of verb each outlet lets one person speak: --param name=NAME.
-- Grain: outlet_id, speaker_id, cue_class.
select
    speaker_name,
    outlet_name,
    cue_class,
    class_count as attributions,
    negated_count as negated,
    cue_count as all_attributions,
    round(class_share, 2) as class_share,
    verdict
from cue_stance_by_speaker
where contains(lower(speaker_name), lower($name))
order by speaker_name, outlet_name, class_count desc, cue_class;
