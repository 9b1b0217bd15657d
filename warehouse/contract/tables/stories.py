"""What is found across articles: copies, stories, variants of quotes, omissions."""

from typing import Final

from transforms.vocabulary import EDIT_KINDS, OMITTED_KINDS
from warehouse.contract.schema import ARTICLE_ID, CHAR_END, CHAR_START, TO_ARTICLE, Table, column

TABLES: Final[tuple[Table, ...]] = (
    Table(
        "article_signatures", "one row per article", "By what copies are found: a hash of the words and a MinHash signature of the word shingles (Broder 1997). Of use to the next run, not to analyses.",
        ("article_id",), (
            ARTICLE_ID,
            column("text_hash", "VARCHAR", "Hash of the body's words, case and punctuation aside; null without words."),
            column("shingle_count", "BIGINT", "Different word shingles.", unit="shingles", required=True),
            column("signature", "VARCHAR", "128 little-endian 32-bit integers in Base64; null where the text is too short to compare."),
            column("signature_scheme", "VARCHAR", "How the signature was made; different schemes are not compared.", required=True),
        ), "batch", (TO_ARTICLE,),
    ),
    Table(
        "stories", "one row per event covered across outlets", "Articles of several outlets about the same event. Filled by a later release.",
        ("story_id",), (
            column("story_id", "VARCHAR", "The story.", required=True),
            column("title", "VARCHAR", "Title of its most central article."),
            column("first_date", "DATE", "First day of coverage."),
            column("last_date", "DATE", "Last day of coverage."),
            column("article_count", "INTEGER", "Articles.", required=True),
            column("outlet_count", "INTEGER", "Outlets.", required=True),
            column("method", "VARCHAR", "How the articles were brought together."),
        ), "resolve",
    ),
    Table(
        "quote_variants", "one row per utterance across outlets", "The same utterance as several outlets carry it. Filled by a later release.",
        ("variant_id",), (
            column("variant_id", "VARCHAR", "The utterance.", required=True),
            column("story_id", "VARCHAR", "The story."),
            column("speaker_id", "VARCHAR", "Who said it."),
            column("canonical_text", "VARCHAR", "The fullest carrying stretch.", required=True),
            column("outlet_count", "INTEGER", "Outlets that carry it.", required=True),
        ), "resolve", (("story_id", "stories", "story_id"), ("speaker_id", "speakers", "speaker_id")),
    ),
    Table(
        "variant_pieces", "one row per stretch of a quote that carries a variant", "A clause: one quote can carry several variants. Filled by a later release.",
        ("variant_id", "article_id", "char_start"), (
            column("variant_id", "VARCHAR", "The utterance.", required=True),
            column("quote_id", "VARCHAR", "The quote that carries it.", required=True),
            ARTICLE_ID, CHAR_START, CHAR_END,
            column("text", "VARCHAR", "The stretch.", required=True),
            column("kept_share", "DOUBLE", "Words kept of the canonical text.", unit="0 to 1"),
        ), "resolve", (TO_ARTICLE, ("variant_id", "quote_variants", "variant_id"), ("quote_id", "quotes", "quote_id")),
    ),
    Table(
        "variant_edits", "one row per edit of a carrying stretch against the canonical text", "Who cut the condition, who changed a word. Filled by a later release.",
        ("variant_id", "article_id", "edit_index"), (
            column("variant_id", "VARCHAR", "The utterance.", required=True),
            ARTICLE_ID,
            column("edit_index", "INTEGER", "Position among the edits, from 0.", required=True),
            column("edit_kind", "VARCHAR", "What was done.", allowed=EDIT_KINDS, required=True),
            column("canonical_text", "VARCHAR", "Words of the canonical text."),
            column("outlet_text", "VARCHAR", "Words of the outlet."),
        ), "resolve", (TO_ARTICLE, ("variant_id", "quote_variants", "variant_id")),
    ),
    Table(
        "omissions", "one row per item that several outlets of a story carry and this article's outlet does not", "What was left out. Filled by a later release.",
        ("story_id", "outlet_id", "item_kind", "item_id"), (
            column("story_id", "VARCHAR", "The story.", required=True),
            column("outlet_id", "VARCHAR", "The outlet that leaves it out.", required=True),
            column("item_kind", "VARCHAR", "What is left out.", allowed=OMITTED_KINDS, required=True),
            column("item_id", "VARCHAR", "The speaker, variant, label or fact.", required=True),
            column("item_name", "VARCHAR", "Its name or text."),
            column("carrier_count", "INTEGER", "Outlets of the story that carry it.", required=True),
            column("outlet_count", "INTEGER", "Outlets of the story.", required=True),
        ), "resolve", (("story_id", "stories", "story_id"), ("outlet_id", "outlets", "outlet_id")),
    ),
)  # fmt: skip
