"""The same utterance in several articles of a story: who carries it, and what each made of it."""

from typing import Final

from transforms.vocabulary import CARRIAGES, EDIT_KINDS, EDIT_POSITIONS
from warehouse.contract.schema import ARTICLE_ID, CHAR_END, CHAR_START, TO_ARTICLE, Table, column

_VARIANT_ID: Final = column("variant_id", "VARCHAR", "The utterance; it keeps its id while it grows.", example="var_3a1f09c2d4e5b678", required=True)  # fmt: skip
_TO_VARIANT: Final = ("variant_id", "quote_variants", "variant_id")

TABLES: Final[tuple[Table, ...]] = (
    Table(
        "quote_variants", "one row per utterance that several articles of a story carry", "Of a story's originals two at least have the same words, one of them at least as a quotation of somebody, a clause at a time: a sentence, or what stands of one between ellipses. Copies carry no variants: they repeat what their original's desk decided.",
        ("variant_id",), (
            _VARIANT_ID,
            column("story_id", "VARCHAR", "The story.", required=True),
            column("speaker_id", "VARCHAR", "Who said it: whom most of the articles name; null where none names anybody."),
            column("canonical_text", "VARCHAR", "The fullest carrying stretch, its parts joined by ' … '; of equally full ones, the earliest.", required=True),
            column("canonical_article_id", "VARCHAR", "The article that has it.", required=True),
            column("outlet_count", "INTEGER", "Outlets that carry it and are known.", unit="outlets", required=True),
            column("article_count", "INTEGER", "Originals that carry it.", unit="articles", required=True),
            column("named_speaker_count", "INTEGER", "Different speakers whom the articles name for it; people, institutions, documents, unnamed sources. Two people are a finding of warn__variants_disagree_on_speaker.", unit="speakers", required=True),
        ), "state", (("story_id", "stories", "story_id"), ("speaker_id", "speakers", "speaker_id"), ("canonical_article_id", "articles", "article_id")),
    ),
    Table(
        "variant_pieces", "one row per stretch of an article that carries a variant", "A clause, or a part of one on either side of who said it: one quote can carry several variants.",
        ("variant_id", "article_id", "char_start"), (
            _VARIANT_ID, ARTICLE_ID,
            column("outlet_id", "VARCHAR", "The outlet of the article.", required=True),
            CHAR_START, CHAR_END,
            column("quote_id", "VARCHAR", "The quote that carries it; null where nobody is said to speak."),
            column("text", "VARCHAR", "The stretch as it stands.", required=True),
            column("carriage", "VARCHAR", "How the words stand there: in quotation marks (direct); in quotation marks as a part of the outlet's sentence (partial); reported without marks (indirect); in the outlet's own voice or in marks of nobody (unattributed).", allowed=CARRIAGES, required=True),
            column("kept_share", "DOUBLE", "Words of the canonical text that the stretch keeps, in their order; those of an article's stretches add up.", unit="0 to 1", required=True),
            column("match_score", "DOUBLE", "Words in common with the canonical text over the words of the shorter one.", unit="0 to 1", required=True),
            column("speaker_id", "VARCHAR", "Who says it, by this article or, where that tells it better, by the story (quotes.story_speaker_id); null where neither names anybody."),
            column("is_canonical", "BOOLEAN", "Whether it is the canonical text, or a part of it.", required=True),
        ), "state", (TO_ARTICLE, _TO_VARIANT, ("quote_id", "quotes", "quote_id"), ("speaker_id", "speakers", "speaker_id"), ("outlet_id", "outlets", "outlet_id")),
    ),
    Table(
        "variant_edits", "one row per edit of a quotation against the canonical text", "Who cut the condition, who changed a word: of each article that quotes a variant in quotation marks, what its fullest rendering does to the canonical text.",
        ("variant_id", "article_id", "edit_index"), (
            _VARIANT_ID, ARTICLE_ID,
            column("char_start", "BIGINT", "Where the stretch begins that was edited, as in variant_pieces.", unit="code points", required=True),
            column("edit_index", "INTEGER", "Position among the edits of the variant in the article, from 0.", required=True),
            column("edit_kind", "VARCHAR", "cut: words of the canonical text are left out; added: words that it has not; replaced: other words; spelling: the same words spelled otherwise; punctuation: other marks between the same words.", allowed=EDIT_KINDS, required=True),
            column("position", "VARCHAR", "Where in the canonical text: before the first word kept, behind the last, or between.", allowed=EDIT_POSITIONS, required=True),
            column("canonical_text", "VARCHAR", "The words, or marks, of the canonical text; null where they were added."),
            column("outlet_text", "VARCHAR", "Those of the outlet; null where they were cut."),
            column("canonical_char_start", "BIGINT", "Where canonical_text begins in the text of the canonical article; of added words, where they would stand.", unit="code points", required=True),
            column("canonical_char_end", "BIGINT", "Where it ends (exclusive).", unit="code points", required=True),
            column("outlet_char_start", "BIGINT", "Where outlet_text begins in the article's text; of cut words, where they stood.", unit="code points", required=True),
            column("outlet_char_end", "BIGINT", "Where it ends (exclusive).", unit="code points", required=True),
            column("touches_negation", "BOOLEAN", "Whether a negation is among the words that were cut, added or replaced.", required=True),
            column("touches_condition", "BOOLEAN", "Whether a condition is: 'if', 'unless', or a relative clause with a modal ('anything that would help').", required=True),
            column("touches_hedge", "BOOLEAN", "Whether a hedge is: 'I think', 'perhaps', 'could'.", required=True),
            column("touches_number", "BOOLEAN", "Whether a figure is, in digits or letters.", required=True),
            column("is_condition_lost", "BOOLEAN", "Whether the cut begins with a condition, so that the words kept beside it stand without theirs.", required=True),
            column("is_marked", "BOOLEAN", "Whether the outlet shows the edit: by an ellipsis or by brackets.", required=True),
            column("is_outside_quotes", "BOOLEAN", "Whether words that were cut stand in the same sentence, outside the quotation marks.", required=True),
        ), "state", (TO_ARTICLE, _TO_VARIANT),
    ),
)  # fmt: skip
