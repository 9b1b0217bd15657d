-- With which kind of verb does each outlet let one speaker speak: who says, who claims, who admits?
-- Grain: outlet_id, speaker_id, cue_class; every class that any outlet uses for the speaker, for every outlet that
-- reports the speaker, 0 where it does not use it. An outlet that never reports the speaker has no row. The verdict
-- compares the share with that of all other outlets for the same speaker; statistics of contrasts, p_corrected over the
-- rows of this view. Copies are left out.
-- Reads: contrasts_by_outlet, articles, quotes, speakers, is_counted.
create or replace view cue_stance_by_speaker as
with negated as (
    select
        articles.outlet_id,
        quotes.speaker_id,
        quotes.cue_class,
        count(*) as negated_count
    from quotes
    inner join articles using (article_id)
    where quotes.is_negated and is_counted(articles.duplicate_of is not null)
    group by articles.outlet_id, quotes.speaker_id, quotes.cue_class
)

select
    contrasted.outlet_id,
    contrasted.outlet_name,
    contrasted.of_what as speaker_id,
    speakers.name as speaker_name,
    contrasted.item as cue_class,
    contrasted.n as class_count,
    coalesce(negated.negated_count, 0) as negated_count,
    contrasted.total as cue_count,
    contrasted.rate as class_share,
    contrasted.other_count,
    contrasted.other_total,
    contrasted.item_article_count,
    contrasted.ratio,
    contrasted.ratio_low,
    contrasted.ratio_high,
    contrasted.p_value,
    contrasted.p_corrected,
    contrasted.margin,
    contrasted.verdict
from contrasts_by_outlet('cue_of_speaker') as contrasted
inner join speakers on contrasted.of_what = speakers.speaker_id
left join negated
    on
        contrasted.outlet_id = negated.outlet_id
        and contrasted.of_what = negated.speaker_id
        and contrasted.item = negated.cue_class;
