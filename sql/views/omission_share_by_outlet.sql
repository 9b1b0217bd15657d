-- Of what three carriers of a story have, how much does each outlet leave out?
-- Grain: outlet_id, kind, status; every status in use, for every outlet that was asked for something of the kind, 0
-- where it has none. The share is of the outlet's common items (common_items): those that three carriers of the story
-- have, its own among them, and others no later than its last article. Briefs and opinion are left out: they leave out
-- for other reasons. The verdict compares shares with all other outlets; statistics of contrasts, p_corrected over the
-- rows of this view. Copies are left out.
-- Reads: contrasts_by_outlet.
create or replace view omission_share_by_outlet as
select
    contrasted.outlet_id,
    contrasted.outlet_name,
    contrasted.of_what as kind,
    contrasted.item as status,
    contrasted.n as omitted_count,
    contrasted.total as common_count,
    contrasted.rate as omitted_share,
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
from contrasts_by_outlet('omission') as contrasted;
