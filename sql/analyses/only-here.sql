-- Who is quoted by one outlet alone, although several outlets quote people.
select
    outlet_name,
    speaker_name,
    speaker_kind,
    quote_count as quotes,
    speaker_word_count as words
from speaker_share_by_outlet
where quoting_outlet_count = 1 and quote_count > 0
order by outlet_name, speaker_word_count desc, speaker_name;
