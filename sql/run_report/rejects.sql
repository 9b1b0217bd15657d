-- What a run rejected, by reason, the commonest first, each with an example.
-- Grain: one reason.
-- Reads: rejects.
select
    reason,
    count(*) as document_count,
    any_value(source_uri order by source_uri) as example,
    any_value(detail order by source_uri) as detail
from rejects
where run_id = $run_id
group by reason
order by document_count desc, reason;
