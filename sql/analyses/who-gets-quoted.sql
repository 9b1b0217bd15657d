-- Who gets the floor: the ten most quoted speakers of each outlet, their share of its words, the mean share.
-- Grain: outlet_id, speaker_id; the ten first of each outlet.
select
    outlet_name,
    speaker_name,
    quote_count as quotes,
    speaker_word_count as words,
    outlet_word_count as all_words,
    round(quoted_share, 2) as floor_share,
    round(quoted_share_minus_mean, 2) as minus_mean,
    quoting_outlet_count as quoted_by,
    outlet_count as of_outlets,
    verdict
from speaker_share_by_outlet
where speaker_word_count > 0
qualify row_number() over (partition by outlet_id order by speaker_word_count desc, speaker_name, speaker_id) <= 10
order by outlet_name, speaker_word_count desc, speaker_name;
