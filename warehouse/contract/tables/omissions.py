"""What outlets of a story carry in common and leave out, and figures on which its articles disagree."""

from typing import Final

from transforms.vocabulary import BASE_UNITS, CONFLICT_KINDS, ITEM_STATUSES, OMISSION_STATUSES, OMITTED_KINDS
from warehouse.contract.schema import ARTICLE_ID, TO_ARTICLE, TO_SENTENCE, Table, column

_STORY_ID: Final = column("story_id", "VARCHAR", "The story.", required=True)
_TO_STORY: Final = ("story_id", "stories", "story_id")
_CONFLICT_ID: Final = column("conflict_id", "VARCHAR", "The disagreement.", example="con_3a1f09c2d4e5b678", required=True)  # fmt: skip
_OUTLET_ID: Final = column("outlet_id", "VARCHAR", "The outlet that is asked.", required=True)
_KIND: Final = column("kind", "VARCHAR", "What it is: somebody's words (speaker), an utterance (quote), a contested word in the outlet's own voice (label), an act with who acts or is acted upon (act), a figure with what it counts (fact).", allowed=OMITTED_KINDS, required=True)  # fmt: skip
_ITEM_ID: Final = column("item_id", "VARCHAR", "The speaker, the variant, the label; act and parties; unit, object and value of a figure.", required=True)  # fmt: skip
_ITEM_TEXT: Final = column("item_text", "VARCHAR", "Its name or words.")
_STATUS: Final = "absent: nothing of it stands in the outlet's articles; mentioned: they touch it (name the speaker, have the words unattributed, the label in quotation marks, the act between others, another figure for the thing, the figure for something else); indirect_only: they have it in reported speech alone, while the carriers quote."
_CARRIERS: Final = (
    column("carrier_count", "INTEGER", "Others that carry it.", unit="carriers", required=True),
    column("other_count", "INTEGER", "Others in the story.", unit="carriers", required=True),
)
_PROMINENCE: Final = column("prominence", "DOUBLE", "How far up the carriers have it, on average: 1 in the title, then from .9 at the text's beginning to 0 at its end.", unit="0 to 1", required=True)  # fmt: skip
_EVIDENCE: Final = (
    column("evidence_article_id", "VARCHAR", "The article that has it furthest up.", required=True),
    column("evidence_sentence_id", "VARCHAR", "The sentence there; null where the words are in no quote."),
)
_OUTLET: Final = (
    column("outlet_word_count", "INTEGER", "Words of the outlet's articles in the story.", unit="words", required=True),
    column("is_brief", "BOOLEAN", "Whether they are briefs, which leave out for want of room.", required=True),
    column("is_opinion", "BOOLEAN", "Whether they are opinion.", required=True),
    column("is_wire", "BOOLEAN", "Whether they are copies or an agency's: the agency decided.", required=True),
)
_REFERENCES: Final = (
    _TO_STORY,
    ("outlet_id", "outlets", "outlet_id"),
    ("evidence_article_id", "articles", "article_id"),
    ("evidence_sentence_id", "sentences", "sentence_id"),
)

TABLES: Final[tuple[Table, ...]] = (
    Table(
        "carried_items", "one row per item that an article of a story carries or touches", "What each article of a story has that others may leave out: whose words, which utterance, label, act, figure.",
        ("article_id", "kind", "item_id"), (
            _STORY_ID, ARTICLE_ID, _KIND, _ITEM_ID, _ITEM_TEXT,
            column("strength", "INTEGER", "3 carried; 2 in reported speech alone; 1 touched (the speaker is named, the words are nobody's, the label stands in quotation marks, the act between others, another figure for the thing).", unit="rank", required=True),
            column("prominence", "DOUBLE", "How far up it stands: 1 in the title, then from .9 at the text's beginning to 0 at its end.", unit="0 to 1", required=True),
            column("sentence_id", "VARCHAR", "A sentence that has it; null where none is known."),
        ), "mart", (TO_ARTICLE, _TO_STORY, TO_SENTENCE), scope="story_id",
    ),
    Table(
        "common_items", "one row per outlet of a story and item that two others of it carry", "What others of the story carry, and whether the outlet has it, too: the whole that omissions are a part of. A carrier is who decided on the words: one wire story in five outlets is one.",
        ("story_id", "outlet_id", "kind", "item_id"), (
            _STORY_ID, _OUTLET_ID, _KIND, _ITEM_ID, _ITEM_TEXT,
            column("status", "VARCHAR", f"carried: the outlet has it; {_STATUS}", allowed=ITEM_STATUSES, required=True),
            *_CARRIERS,
            column("story_carrier_count", "INTEGER", "Carriers of the story that carry it, the outlet's own among them.", unit="carriers", required=True),
            _PROMINENCE,
            column("article_id", "VARCHAR", "The longest of the outlet's articles in the story, no copy if there is another: where comparisons count it.", required=True),
            *_EVIDENCE, *_OUTLET,
        ), "mart", (TO_ARTICLE, *_REFERENCES), scope="story_id",
    ),
    Table(
        "omissions", "one row per outlet of a story and item that it leaves out", "What at least two others of the story carry and the outlet does not: of common_items those that are not carried, with evidence.",
        ("story_id", "outlet_id", "kind", "item_id"), (
            _STORY_ID, _OUTLET_ID, _KIND, _ITEM_ID, _ITEM_TEXT,
            column("status", "VARCHAR", _STATUS, allowed=OMISSION_STATUSES, required=True),
            *_CARRIERS,
            column("carrier_share", "DOUBLE", "Share of the others that carry it.", unit="0 to 1", required=True),
            _PROMINENCE, *_EVIDENCE, column("evidence_text", "VARCHAR", "Its text."), *_OUTLET,
        ), "mart", _REFERENCES, scope="story_id",
    ),
    Table(
        "conflicts", "one row per figure on which articles of a story disagree", "Outlets of a story give different values for one thing, none more than half as much again as another.",
        ("conflict_id",), (
            _CONFLICT_ID, _STORY_ID,
            column("unit", "VARCHAR", "Unit in which the values are compared.", allowed=BASE_UNITS, required=True),
            column("object_key", "VARCHAR", "What is counted or measured, in one form.", required=True),
            column("object_text", "VARCHAR", "The same as one article has it."),
            column("kind", "VARCHAR", "rounding: one value is the other, rounded; update: the articles that disagree are of different days; conflict: else.", allowed=CONFLICT_KINDS, required=True),
            column("least_value", "DOUBLE", "The least value.", unit="unit", required=True),
            column("greatest_value", "DOUBLE", "The greatest.", unit="unit", required=True),
            column("outlet_count", "INTEGER", "Outlets that give a value.", unit="outlets", required=True),
        ), "mart", (_TO_STORY,), scope="story_id",
    ),
    Table(
        "conflict_values", "one row per article that gives a value in a conflict", "The value that each article gives first, with its sentence.",
        ("conflict_id", "article_id"), (
            _CONFLICT_ID, _STORY_ID, ARTICLE_ID,
            column("outlet_id", "VARCHAR", "Its outlet.", required=True),
            column("number_index", "INTEGER", "The figure, as in article_numbers.", required=True),
            column("value", "DOUBLE", "The value in the conflict's unit.", unit="unit of the conflict", required=True),
            column("text", "VARCHAR", "The figure as it stands.", required=True),
            column("qualifier", "VARCHAR", "How exact the text says it is."),
            column("sentence_id", "VARCHAR", "The sentence.", required=True),
            column("sentence_text", "VARCHAR", "Its text.", required=True),
        ), "mart", (TO_ARTICLE, _TO_STORY, ("sentence_id", "sentences", "sentence_id")), scope="story_id",
    ),
)  # fmt: skip
