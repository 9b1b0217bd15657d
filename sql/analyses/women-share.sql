-- How often are women the source, among sources whose gender is known?
-- Grain: outlet_id.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query women-share --param topic=politics
select
    outlet_name,
    n as attributions_to_women,
    total as of_known_gender,
    round(rate, 2) as women_share,
    round(ratio, 2) as ratio,
    round(ratio_low, 2) as ratio_low,
    round(ratio_high, 2) as ratio_high,
    verdict
from
    contrasts_by_outlet(
        'gender',
        only_outlet := $outlet,
        only_topic := $topic,
        only_story := $story,
        first_day := $from,
        last_day := $to
    )
where item = 'f'
order by women_share desc, of_known_gender desc, outlet_name;
