-- With which kind of verb each outlet lets one person speak: --param name=NAME.
-- Grain: outlet_id, cue_class; of the speaker of that name, or whose name has it and who is quoted most.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query cues-of-speaker --param name=Varn
with chosen as (
    select
        speakers.speaker_id,
        speakers.name as speaker_name
    from speakers
    left join quotes using (speaker_id)
    where contains(lower(speakers.name), lower($name))
    group by speakers.speaker_id, speakers.name
    order by lower(speakers.name) = lower($name) desc, count(quotes.quote_id) desc, speakers.name, speakers.speaker_id
    limit 1
),

contrasted as (
    from
        contrasts_by_outlet(
            'cue_of_speaker',
            only_of_what := (select chosen.speaker_id from chosen),
            only_outlet := $outlet,
            only_topic := $topic,
            only_story := $story,
            first_day := $from,
            last_day := $to
        )
),

negated as (
    select
        asked.outlet_id,
        quotes.cue_class,
        count(*) as negated
    from asked_articles($outlet, $topic, $story, $from, $to) as asked
    inner join quotes using (article_id)
    inner join chosen using (speaker_id)
    where quotes.is_negated
    group by asked.outlet_id, quotes.cue_class
)

select
    chosen.speaker_name,
    contrasted.outlet_name,
    contrasted.item as cue_class,
    contrasted.n as attributions,
    coalesce(negated.negated, 0) as negated,
    contrasted.total as all_attributions,
    round(contrasted.rate, 2) as class_share,
    contrasted.verdict
from contrasted
cross join chosen
left join negated on contrasted.outlet_id = negated.outlet_id and contrasted.item = negated.cue_class
order by contrasted.outlet_name, attributions desc, cue_class;
