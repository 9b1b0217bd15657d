"""What articles and sentences are about."""

from typing import Final

from warehouse.contract.schema import ARTICLE_ID, IS_RETIRED, MATCHED_TERMS, TO_ARTICLE, TO_SENTENCE, Table, column

_SHARE: Final = column(
    "score", "DOUBLE", "Share of the text's topical evidence that the topic and those below it carry.", unit="0 to 1"
)

TABLES: Final[tuple[Table, ...]] = (
    Table(
        "topics", "one row per topic of the taxonomy", "IPTC Media Topics (NewsCodes, CC BY 4.0).",
        ("topic_id",), (
            column("topic_id", "VARCHAR", "The topic.", example="medtop:20000593", required=True),
            column("name", "VARCHAR", "IPTC's name of it.", required=True),
            column("parent_topic_id", "VARCHAR", "The topic above; null at the top."),
            column("top_topic_id", "VARCHAR", "The topic of the first level above, or itself.", required=True),
            column("level", "INTEGER", "Level in the taxonomy, from 1.", required=True),
            IS_RETIRED,
        ), "static", (("parent_topic_id", "topics", "topic_id"), ("top_topic_id", "topics", "topic_id")),
    ),
    Table(
        "article_topics", "one row per topic of an article", "Topics with the terms that caused them.",
        ("article_id", "topic_id"), (
            ARTICLE_ID, column("topic_id", "VARCHAR", "The topic.", required=True), _SHARE, MATCHED_TERMS,
        ), "batch", (TO_ARTICLE, ("topic_id", "topics", "topic_id")),
    ),
    Table(
        "sentence_topics", "one row per topic of a sentence", "Topics of single sentences, with the terms that caused them.",
        ("sentence_id", "topic_id"), (
            column("sentence_id", "VARCHAR", "The sentence.", required=True),
            column("topic_id", "VARCHAR", "The topic.", required=True), _SHARE, MATCHED_TERMS,
        ), "batch", (TO_SENTENCE, ("topic_id", "topics", "topic_id")),
    ),
)  # fmt: skip
