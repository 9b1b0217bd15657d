-- What each outlet calls the ten actors it names most: its own voice, reported, and inside quotation marks.
-- Grain: outlet_id, head; the ten commonest of each outlet.
select
    outlet_name,
    head,
    phrases,
    outlet_voice_count as own_voice,
    indirect_count as reported,
    quoted_count as quoted
from actor_names_by_outlet
where outlet_voice_count + indirect_count + quoted_count > 1
qualify
    row_number() over (
        partition by outlet_id order by outlet_voice_count + indirect_count + quoted_count desc, head
    ) <= 10
order by outlet_name, outlet_voice_count + indirect_count + quoted_count desc, head;
