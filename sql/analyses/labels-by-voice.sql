-- Which words each outlet uses for the same people and things: its own voice, reported, and inside quotation marks.
-- Grain: outlet_id, label_id; what an outlet has.
select
    outlet_name,
    concept,
    term,
    outlet_voice_count as own_voice,
    indirect_count as reported,
    quoted_count as quoted,
    outlet_voice_concept_count as own_of_concept,
    round(outlet_voice_share, 2) as own_share,
    verdict
from label_use_by_outlet
where outlet_voice_count + indirect_count + quoted_count > 0
order by concept, term, outlet_name;
