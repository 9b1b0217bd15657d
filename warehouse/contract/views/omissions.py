"""What outlets of a story carry, leave out and disagree on."""

from typing import Final

from transforms.vocabulary import BASE_UNITS, CARRIED_IN_STORY, OMITTED_KINDS, OPENING_PARTS, REPORTED_AS
from warehouse.contract.schema import View, column
from warehouse.contract.views.carried import carried

_STORY: Final = (*carried("stories", "story_id", story_title="title"),)
_OUTLET: Final = (*carried("articles", "outlet_id"), *carried("outlets", outlet_name="name"))
_KIND: Final = column("kind", "VARCHAR", "What kind of item it is.", allowed=OMITTED_KINDS, required=True)
_PROMINENCE: Final = column("prominence", "DOUBLE", "How far up it stands: 1 in the title, then from .9 at the text's beginning to 0 at its end.", unit="0 to 1", required=True)  # fmt: skip
_OTHERS: Final = column("other_count", "BIGINT", "Others in the story.", unit="carriers", required=True)

VIEWS: Final[tuple[View, ...]] = (
    View(
        "story_coverage", ("story_id", "article_id"), (
            *carried("story_articles", "story_id", "article_id"), *carried("articles", "outlet_id", "outlet_name", "published_date", "word_count"),
            column("carrier_id", "VARCHAR", "Who decided on the words: the agency of a wire story, the outlet of a copy's original, else the outlet.", example="agency reuters", required=True),
            column("is_copy", "BOOLEAN", "Whether it is a copy.", required=True),
            column("is_wire", "BOOLEAN", "Whether it is a copy, or an agency's.", required=True),
            column("is_brief", "BOOLEAN", "Whether it is a brief.", required=True),
            column("is_opinion", "BOOLEAN", "Whether it is opinion, by its kind in the story or by what the outlet says of it.", required=True),
            column("text_length", "BIGINT", "Where its last sentence ends.", unit="code points", required=True),
        ),
    ),
    View(
        "reported_speakers", ("quote_id", "speaker_id"), (
            *carried("story_articles", "story_id", "article_id"), *carried("articles", "outlet_id"),
            *carried("quotes", "quote_id", "sentence_id", "kind"),
            column("quoted_word_count", "INTEGER", "Words in quotation marks; 0 where it has none.", unit="words", required=True),
            *carried("speakers", "speaker_id", speaker_name="name", speaker_kind="kind"),
            column("reported_as", "VARCHAR", "own: the quote's speaker; joint: named beside the speaker; described: whom an office, initials or a common noun mean in the story; unnamed: the institution whose unnamed spokesman or officials speak; spokesman: that for which somebody with a name speaks, or who speaks through an office or a tweet.", allowed=REPORTED_AS, required=True),
        ),
    ),
    View(
        "disagreeing_values", ("conflict_id", "article_id"), (
            *carried("conflicts", "conflict_id", "story_id"),
            column("base_unit", "VARCHAR", "Unit in which the values are compared.", allowed=BASE_UNITS, required=True),
            *carried("conflicts", "object_key"), *carried("articles", "article_id", "outlet_id", "published_date"),
            *carried("article_numbers", "number_index", "base_value", "text", "object_text", "qualifier", "sentence_id"),
            *carried("sentences", sentence_text="text"),
        ),
    ),
    View(
        "omitted_by_outlet", ("story_id", "outlet_id", "kind", "item_id"), (
            *_STORY, *_OUTLET, *carried("omissions", "kind", "item_id", "item_text", "status", "carrier_count", "other_count", "carrier_share", "prominence"),
            column("rank", "DOUBLE", "carrier_share times prominence.", unit="0 to 1", required=True),
            *carried("omissions", "evidence_article_id", "evidence_text", "outlet_word_count", "is_brief", "is_opinion", "is_wire"),
        ),
    ),
    View(
        "conflict_details", ("conflict_id", "article_id"), (
            *carried("conflicts", "conflict_id"), *_STORY, *carried("conflicts", "kind", "unit", "object_key", "least_value", "greatest_value"),
            *carried("articles", "article_id", "outlet_id", "outlet_name", "published_date"),
            *carried("conflict_values", "value", "text", "qualifier", "sentence_text"),
        ),
    ),
    View(
        "speakers_in_story", ("story_id", "outlet_id", "speaker_id"), (
            *carried("stories", "story_id"), *_OUTLET, *carried("speakers", "speaker_id", speaker_name="name", speaker_kind="kind"),
            column("carriage", "VARCHAR", "direct: quoted in quotation marks; indirect: in reported speech alone; named: named only; absent.", allowed=CARRIED_IN_STORY, required=True),
            column("direct_count", "BIGINT", "Quotes with quotation marks.", unit="quotes", required=True),
            column("indirect_count", "BIGINT", "Quotes without.", unit="quotes", required=True),
            column("quoted_word_count", "BIGINT", "Words in quotation marks.", unit="words", required=True),
            column("reporting_outlet_count", "BIGINT", "Outlets of the story that report the speaker's words.", unit="outlets", required=True),
        ),
    ),
    View(
        "openings_in_story", ("story_id", "article_id", "part"), (
            *carried("story_articles", "story_id", "article_id"), *carried("articles", "outlet_id", "outlet_name", "published_date", "title"),
            column("part", "VARCHAR", "title; lead, the first paragraph of prose; text, lead and body.", allowed=OPENING_PARTS, required=True),
            column("polarity", "DOUBLE", "Mean polarity of the part's acts; null where it has none.", unit="-1 conflict to 1 cooperation"),
            column("others_polarity", "DOUBLE", "The same, mean of the story's others that have acts there.", unit="-1 conflict to 1 cooperation"),
            column("only_here", "VARCHAR", "Names that no other article has in this part, joined by '; '."),
            column("missing_here", "VARCHAR", "Names that two others at least, and half of them, have in this part, joined by '; '; null in stories of two articles."),
            column("other_count", "BIGINT", "Other originals of the story.", unit="articles", required=True),
        ),
    ),
    View(
        "only_here_in_story", ("story_id", "outlet_id", "kind", "item_id"), (
            *carried("stories", "story_id"), *_OUTLET, _KIND,
            column("item_id", "VARCHAR", "The speaker, the quote, the label, the figure.", required=True),
            column("item_text", "VARCHAR", "Its name or words."),
            _PROMINENCE,
            column("touched_count", "BIGINT", "Others that touch it.", unit="carriers", required=True),
            _OTHERS,
            column("evidence_text", "VARCHAR", "A sentence that has it."),
        ),
    ),
)  # fmt: skip
