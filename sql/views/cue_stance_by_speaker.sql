-- With which kind of verb does each outlet let one speaker speak: who says, who claims, who admits?
-- Grain: outlet_id, speaker_id, cue_class; every class that any outlet uses for the speaker, for every outlet that
-- reports the speaker, 0 where it does not use it. An outlet that never reports the speaker has no row. The verdict
-- compares the share with that of all other outlets for the same speaker: thresholds of difference_verdict. Copies
-- are left out.
-- Reads: quotes, articles, speakers, difference_verdict, is_counted.
create or replace view cue_stance_by_speaker as
with cued as (
    select
        articles.outlet_id,
        articles.outlet_name,
        quotes.speaker_id,
        quotes.article_id,
        quotes.cue_class,
        quotes.is_negated
    from quotes
    inner join articles using (article_id)
    where
        quotes.cue_class is not null
        and quotes.speaker_id is not null
        and is_counted(articles.duplicate_of is not null)
),

cues_of_speaker as (
    select
        outlet_id,
        speaker_id,
        any_value(outlet_name) as outlet_name,
        count(*) as cue_count
    from cued
    group by outlet_id, speaker_id
),

classes_of_speaker as (
    select distinct
        speaker_id,
        cue_class
    from cued
),

counted as (
    select
        outlet_id,
        speaker_id,
        cue_class,
        count(*) as class_count,
        count(*) filter (where is_negated) as negated_count,
        count(distinct article_id) as article_count
    from cued
    group by outlet_id, speaker_id, cue_class
),

spread as (
    select
        cues_of_speaker.outlet_id,
        cues_of_speaker.outlet_name,
        cues_of_speaker.speaker_id,
        classes_of_speaker.cue_class,
        coalesce(counted.class_count, 0) as class_count,
        coalesce(counted.negated_count, 0) as negated_count,
        coalesce(counted.article_count, 0) as article_count,
        cues_of_speaker.cue_count
    from cues_of_speaker
    inner join classes_of_speaker using (speaker_id)
    left join counted using (outlet_id, speaker_id, cue_class)
),

placed as (
    select
        outlet_id,
        outlet_name,
        speaker_id,
        cue_class,
        class_count,
        negated_count,
        article_count,
        cue_count,
        (sum(class_count) over same_class)::bigint - class_count as other_class_count,
        (sum(article_count) over same_class)::bigint - article_count as other_article_count,
        (sum(cue_count) over same_class)::bigint - cue_count as other_cue_count
    from spread
    window same_class as (partition by speaker_id, cue_class)
)

select
    placed.outlet_id,
    placed.outlet_name,
    placed.speaker_id,
    speakers.name as speaker_name,
    placed.cue_class,
    placed.class_count,
    placed.negated_count,
    placed.cue_count,
    placed.class_count / placed.cue_count as class_share,
    difference_verdict(
        placed.class_count,
        placed.cue_count,
        placed.other_class_count,
        placed.other_cue_count,
        placed.article_count,
        placed.other_article_count
    ) as verdict
from placed
inner join speakers using (speaker_id);
