-- With which kind of verb each outlet reports speech: said, claimed, denied, admitted, accused.
select
    outlet_name,
    cue_class,
    class_count as attributions,
    negated_count as negated,
    cue_count as all_attributions,
    round(class_share, 2) as class_share,
    verdict
from cue_stance_by_outlet
where class_count > 0
order by outlet_name, class_count desc, cue_class;
