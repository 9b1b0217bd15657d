-- Who gets the floor: quoted words per speaker and outlet, with the outlet's share beside the mean of all outlets.
select
    outlet_name,
    speaker_name,
    quote_count as quotes,
    speaker_word_count as words,
    round(quoted_share, 2) as floor_share,
    round(quoted_share_minus_mean, 2) as minus_mean,
    quoting_outlet_count as outlets,
    verdict
from speaker_share_by_outlet
where speaker_word_count > 0
order by outlet_name, speaker_word_count desc, speaker_name
limit 40;
