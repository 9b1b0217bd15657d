"""Comparisons of outlets: a row an outlet and thing, with count, denominator, share and verdict; copies are left out."""

from typing import Final

from transforms.vocabulary import HEADLINE_READINGS, RENDERINGS, VERDICTS
from warehouse.contract.schema import View, column
from warehouse.contract.views.carried import carried

_OUTLET: Final = carried("articles", "outlet_id", "outlet_name")
_CONTRAST: Final = (
    column("other_count", "BIGINT", "The same count in all other outlets together, those of unknown name aside.", unit="as the outlet's count"),
    column("other_total", "BIGINT", "The denominator of the others.", unit="as the outlet's denominator"),
    column("item_article_count", "BIGINT", "Articles of the outlet that have it.", unit="articles", required=True),
    column("ratio", "DOUBLE", "The outlet's share over that of the others (Mantel and Haenszel 1959, within the stories that several outlets cover); null where the others have none, or too few articles have it.", unit="ratio"),
    column("ratio_low", "DOUBLE", "Lower end of its 95 % interval; null where there are too few articles for one.", unit="ratio"),
    column("ratio_high", "DOUBLE", "Upper end of its 95 % interval.", unit="ratio"),
    column("p_value", "DOUBLE", "How probable so great a difference is by chance, had any of these articles come from any outlet; within stories. Null where fewer than five articles have it, or the outlet has fewer than five in which it could be.", unit="0 to 1"),
    column("p_corrected", "DOUBLE", "p_value corrected for the number of rows of the view that have one (Benjamini and Hochberg 1995).", unit="0 to 1"),
    column("margin", "DOUBLE", "The ratio up to which two shares are called the same.", unit="ratio"),
    column("verdict", "VARCHAR", "more or less than the others where p_corrected is at most 0.05 and three articles carry it; same where the interval of the ratio lies within the margin; else too small to tell.", allowed=VERDICTS, required=True),
)  # fmt: skip
_ARTICLE_COUNT: Final = column(
    "article_count", "BIGINT", "Articles of the outlet that are looked at.", unit="articles", required=True
)

VIEWS: Final[tuple[View, ...]] = (
    View(
        "outlet_coverage", ("outlet_id",), (
            *_OUTLET,
            column("article_count", "BIGINT", "Articles of the outlet that are no copies.", unit="articles", required=True),
            column("copy_count", "BIGINT", "Its articles that are copies of other articles.", unit="articles", required=True),
            column("word_count", "BIGINT", "Words of lead, body and headings of its articles that are no copies.", unit="words", required=True),
            column("analysed_word_count", "BIGINT", "Of these, words of articles whose quotes are looked for; null where there is no such article.", unit="words"),
            column("quoted_word_count", "BIGINT", "Of these, words inside the quotation marks of attributed quotes; null where no article's quotes are looked for.", unit="words"),
            column("quoted_share", "DOUBLE", "quoted_word_count out of analysed_word_count.", unit="0 to 1"),
            column("quoted_count", "BIGINT", "Direct and mixed quotes; null where quotes are not looked for.", unit="quotes"),
            column("indirect_count", "BIGINT", "Indirect quotes; null where quotes are not looked for.", unit="quotes"),
            column("anonymous_count", "BIGINT", "Quotes of any kind whose source is unnamed; null where quotes are not looked for.", unit="quotes"),
            column("speaker_count", "BIGINT", "Different speakers that the quotes lead to; null where quotes are not looked for.", unit="speakers"),
            column("first_date", "DATE", "Day of the earliest of its dated articles that are no copies."),
            column("last_date", "DATE", "Day of the latest of them."),
        ),
    ),
    View(
        "wire_share_by_outlet", ("outlet_id",), (
            *_OUTLET,
            column("article_count", "BIGINT", "Articles of the outlet, copies included.", unit="articles", required=True),
            column("wire_count", "BIGINT", "Of these, articles whose credits name an agency for the whole.", unit="articles", required=True),
            column("copy_count", "BIGINT", "Of the rest, copies of another outlet's article.", unit="articles", required=True),
            column("own_count", "BIGINT", "The rest.", unit="articles", required=True),
            column("agency_credited_count", "BIGINT", "Articles with any credit that names an agency, pictures and additional reporting included.", unit="articles", required=True),
            column("credit_visible_count", "BIGINT", "Articles in which a credit could be seen: whole pages, and texts with a byline or any credit.", unit="articles", required=True),
            column("wire_or_copy_share", "DOUBLE", "wire_count and copy_count out of article_count.", unit="0 to 1", required=True),
            column("wire_share", "DOUBLE", "wire_count out of credit_visible_count.", unit="0 to 1"),
            *_CONTRAST,
        ),
    ),
    View(
        "speaker_share_by_outlet", ("outlet_id", "speaker_id"), (
            *_OUTLET, *carried("speakers", "speaker_id", speaker_name="name", speaker_kind="kind"),
            column("quote_count", "BIGINT", "Direct and mixed quotes of the speaker in the outlet.", unit="quotes", required=True),
            column("indirect_count", "BIGINT", "Indirect quotes of the speaker in the outlet.", unit="quotes", required=True),
            column("outlet_quote_count", "BIGINT", "Direct and mixed quotes of known speakers in the outlet.", unit="quotes", required=True),
            column("speaker_word_count", "BIGINT", "Words of the speaker in quotation marks in the outlet.", unit="words", required=True),
            column("outlet_word_count", "BIGINT", "Words of known speakers in quotation marks in the outlet.", unit="words", required=True),
            column("quoting_outlet_count", "BIGINT", "Outlets that quote the speaker directly.", unit="outlets", required=True),
            column("outlet_count", "BIGINT", "Outlets that quote any known speaker directly.", unit="outlets", required=True),
            column("quoted_share", "DOUBLE", "speaker_word_count out of outlet_word_count.", unit="0 to 1"),
            column("quoted_share_minus_mean", "DOUBLE", "Distance of that share from the mean over all these outlets, in which an outlet without a quote of the speaker counts as 0.", unit="-1 to 1"),
            *_CONTRAST,
        ),
    ),
    View(
        "source_kinds_by_outlet", ("outlet_id", "speaker_kind"), (
            *_OUTLET, *carried("quotes", "speaker_kind"),
            column("kind_count", "BIGINT", "The outlet's quotes whose source is of this kind.", unit="quotes", required=True),
            column("attribution_count", "BIGINT", "Its quotes whose source is of a known kind.", unit="quotes", required=True),
            column("kind_share", "DOUBLE", "kind_count out of attribution_count.", unit="0 to 1", required=True),
            column("attributed_word_count", "BIGINT", "Words of the quotes whose source is of this kind.", unit="words", required=True),
            *_CONTRAST,
        ),
    ),
    View(
        "renderings_by_outlet", ("outlet_id", "rendering"), (
            *_OUTLET,
            column("rendering", "VARCHAR", "whole: every word of the fullest rendering in quotation marks; reworded: words added or replaced, none cut; cut: words left out that do not stand beside the marks; unquoted: without quotation marks.", allowed=RENDERINGS, required=True),
            column("rendering_count", "BIGINT", "Utterances that the outlet's articles render so, article by article.", unit="utterances", required=True),
            column("variant_count", "BIGINT", "Utterances that they carry and another article of the story does, too (quote_variants).", unit="utterances", required=True),
            column("rendering_share", "DOUBLE", "rendering_count out of variant_count.", unit="0 to 1", required=True),
            column("condition_cut_count", "BIGINT", "Utterances in quotation marks that the outlet's articles quote without the condition.", unit="utterances", required=True),
            *_CONTRAST,
        ),
    ),
    View(
        "omission_share_by_outlet", ("outlet_id", "kind", "status"), (
            *_OUTLET, *carried("omissions", "kind", "status"),
            column("omitted_count", "BIGINT", "Items of which this is what the outlet has.", unit="items", required=True),
            column("common_count", "BIGINT", "Items of the kind that three carriers of a story have, in the stories of the outlet.", unit="items", required=True),
            column("omitted_share", "DOUBLE", "omitted_count out of common_count.", unit="0 to 1", required=True),
            *_CONTRAST,
        ),
    ),
    View(
        "cue_stance_by_outlet", ("outlet_id", "cue_class"), (
            *_OUTLET, *carried("quotes", "cue_class"),
            column("class_count", "BIGINT", "The outlet's quotes whose cue is of this class.", unit="quotes", required=True),
            column("negated_count", "BIGINT", "Of these, quotes whose cue is negated.", unit="quotes", required=True),
            column("cue_count", "BIGINT", "The outlet's quotes with a cue.", unit="quotes", required=True),
            column("class_share", "DOUBLE", "class_count out of cue_count.", unit="0 to 1", required=True),
            *_CONTRAST,
        ),
    ),
    View(
        "cue_stance_by_speaker", ("outlet_id", "speaker_id", "cue_class"), (
            *_OUTLET, *carried("speakers", "speaker_id", speaker_name="name"), *carried("quotes", "cue_class"),
            column("class_count", "BIGINT", "The speaker's quotes in the outlet whose cue is of this class.", unit="quotes", required=True),
            column("negated_count", "BIGINT", "Of these, quotes whose cue is negated.", unit="quotes", required=True),
            column("cue_count", "BIGINT", "The speaker's quotes in the outlet with a cue.", unit="quotes", required=True),
            column("class_share", "DOUBLE", "class_count out of cue_count.", unit="0 to 1", required=True),
            *_CONTRAST,
        ),
    ),
    View(
        "label_use_by_outlet", ("outlet_id", "label_id"), (
            *_OUTLET, *carried("labels", "concept", "label_id", "term", "register"),
            column("outlet_voice_count", "BIGINT", "Uses of the label in the outlet's own voice in news, without distance; captions aside.", unit="uses", required=True),
            column("distanced_count", "BIGINT", "Uses in scare quotes or after so-called and the like; not among outlet_voice_count.", unit="uses", required=True),
            column("opinion_count", "BIGINT", "Uses in the outlet's own voice in opinion pieces; not among outlet_voice_count.", unit="uses", required=True),
            column("indirect_count", "BIGINT", "Uses in what others are reported to say, outside quotation marks.", unit="uses", required=True),
            column("quoted_count", "BIGINT", "Uses inside the quotation marks of quotes.", unit="uses", required=True),
            column("outlet_voice_concept_count", "BIGINT", "Uses of any label for the concept in the outlet's own voice.", unit="uses", required=True),
            column("outlet_voice_share", "DOUBLE", "outlet_voice_count out of outlet_voice_concept_count; null where the outlet has no use of its own.", unit="0 to 1"),
            column("word_count", "BIGINT", "Words of the outlet's articles in which labels are looked for.", unit="words", required=True),
            column("outlet_voice_rate", "DOUBLE", "outlet_voice_count for each 1,000 of word_count.", unit="per 1,000 words"),
            *_CONTRAST,
        ),
    ),
    View(
        "actor_names_by_outlet", ("outlet_id", "head"), (
            *_OUTLET, *carried("actor_mentions", "head"),
            column("phrases", "VARCHAR", "The commonest forms in the outlet, in lower case with what stands before the head, at most three, joined by '; '.", example="islamist fighters; fighters", required=True),
            column("outlet_voice_count", "BIGINT", "Mentions in the outlet's own voice in news, without distance.", unit="mentions", required=True),
            column("distanced_count", "BIGINT", "Mentions in scare quotes or after so-called and the like.", unit="mentions", required=True),
            column("opinion_count", "BIGINT", "Mentions in the outlet's own voice in opinion pieces.", unit="mentions", required=True),
            column("indirect_count", "BIGINT", "Mentions in what others are reported to say, outside quotation marks.", unit="mentions", required=True),
            column("quoted_count", "BIGINT", "Mentions inside the quotation marks of quotes.", unit="mentions", required=True),
            column("word_count", "BIGINT", "Words of the outlet's articles in which names are looked for.", unit="words", required=True),
            column("outlet_voice_rate", "DOUBLE", "outlet_voice_count for each 1,000 of word_count.", unit="per 1,000 words"),
            *_CONTRAST,
        ),
    ),
    View(
        "frames_by_outlet", ("outlet_id", "frame_id"), (
            *_OUTLET, *carried("frames", "frame_id", frame_name="name"),
            column("framed_article_count", "BIGINT", "The outlet's articles that lean on the frame.", unit="articles", required=True),
            _ARTICLE_COUNT,
            column("framed_share", "DOUBLE", "framed_article_count out of article_count.", unit="0 to 1", required=True),
            *_CONTRAST,
        ),
    ),
    View(
        "topics_by_outlet", ("outlet_id", "top_topic_id"), (
            *_OUTLET,
            column("top_topic_id", "VARCHAR", "The topic of the first level; null for the articles without a topic.", example="medtop:11000000"),
            column("topic_name", "VARCHAR", "IPTC's name of it; null for the articles without a topic.", example="politics and government"),
            column("topic_article_count", "BIGINT", "The outlet's articles whose primary topic lies below it.", unit="articles", required=True),
            _ARTICLE_COUNT,
            column("topic_share", "DOUBLE", "topic_article_count out of article_count.", unit="0 to 1", required=True),
            *_CONTRAST,
        ),
    ),
    View(
        "headline_readings_by_outlet", ("outlet_id", "reading"), (
            *_OUTLET,
            column("reading", "VARCHAR", "What the headline's acts make of it: open (cooperation), closed (conflict) or neither; unsure where confidence is too low.", allowed=HEADLINE_READINGS, required=True),
            column("reading_count", "BIGINT", "The outlet's headlines that read so.", unit="headlines", required=True),
            column("title_count", "BIGINT", "The outlet's headlines.", unit="headlines", required=True),
            column("reading_share", "DOUBLE", "reading_count out of title_count.", unit="0 to 1", required=True),
            *_CONTRAST,
        ),
    ),
)  # fmt: skip
