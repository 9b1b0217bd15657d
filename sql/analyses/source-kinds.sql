-- What kinds of sources each outlet relies on: named people, institutions, crowds, documents, the unnamed.
select
    outlet_name,
    speaker_kind,
    kind_count as attributions,
    attribution_count as all_attributions,
    round(kind_share, 2) as kind_share,
    verdict
from source_kinds_by_outlet
where kind_count > 0
order by outlet_name, kind_count desc, speaker_kind;
