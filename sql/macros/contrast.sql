-- How do two groups of articles differ, or one from all others: whom they quote, which words, frames, topics, verbs?
-- Grain: measure, of_what, item. a and b are outlets, or groups of a relation of one's own, named in groups
-- (article_id, group_name; an article in one group); without b, a is compared with all the rest. Measures are those
-- of observations, statistics and verdict those of contrasts; p_corrected is over the rows of this call. Null for the
-- measure asks for all but terms and the verbs of single speakers, of which there are too many.
-- Reads: contrasts.
create or replace macro contrast(
    only_measure,
    a,
    b := null,
    groups := 'outlet_groups',
    only_story := null,
    only_topic := null,
    first_day := null,
    last_day := null,
    only_kind := null,
    only_speaker := null,
    among := 'articles',
    only_of_what := null,
    only_item := null,
    same_margin := 1.25,
    include_copies := false
) as table
    from contrasts(
        only_measure := only_measure,
        asked_group := a,
        other_group := b,
        groups := groups,
        only_story := only_story,
        only_topic := only_topic,
        first_day := first_day,
        last_day := last_day,
        only_kind := only_kind,
        only_speaker := only_speaker,
        among := among,
        only_of_what := only_of_what,
        only_item := only_item,
        same_margin := same_margin,
        include_copies := include_copies
    );
