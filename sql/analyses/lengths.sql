-- How long are articles and headlines, and whose are longer than others'?
-- Grain: outlet_id, article or headline.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query lengths --param topic=politics
select
    outlet_name,
    of_what as part,
    total as counted,
    round(rate, 1) as mean_words,
    round(other_count / other_total, 1) as mean_words_of_others,
    round(ratio, 2) as ratio,
    round(ratio_low, 2) as ratio_low,
    round(ratio_high, 2) as ratio_high,
    verdict
from
    contrasts_by_outlet(
        'length',
        only_outlet := $outlet,
        only_topic := $topic,
        only_story := $story,
        first_day := $from,
        last_day := $to
    )
order by part, mean_words desc, outlet_name;
