-- What has each outlet of one event more or less of than the others of it, and does it hold: --param story=STORY_ID.
-- Grain: outlet_id, measure, of_what, item. Counts, totals, statistics and verdict are those of contrasts over the
-- articles of the story alone; copies are left out. One event has few articles: most rows are too small to tell, which
-- is the answer. Speakers, phrases, headlines and topics are left out: other analyses of a story show them one by one.
-- Without outlet, topic, from, to: one event is asked, its outlets side by side.
-- Example: newsprism query story-measures --param story=STORY_ID
-- Reads: contrasts, outlets.
select
    contrasts.measure,
    contrasts.of_what,
    contrasts.item,
    contrasts.item_name,
    contrasts.group_name as outlet_id,
    outlets.name as outlet_name,
    contrasts.n,
    contrasts.total,
    contrasts.rate,
    contrasts.other_n,
    contrasts.other_total,
    contrasts.other_rate,
    contrasts.ratio,
    contrasts.ratio_low,
    contrasts.ratio_high,
    contrasts.p_corrected,
    contrasts.item_article_count,
    contrasts.verdict
from contrasts(only_story := $story) as contrasts
inner join outlets on contrasts.group_name = outlets.outlet_id
where contrasts.measure in ('source_kind', 'affiliation', 'gender', 'cue', 'frame', 'label')
order by contrasts.measure, contrasts.of_what, contrasts.item_name, contrasts.item, outlets.name, outlets.outlet_id;
