"""Every table of the warehouse, by subject: each module here declares the tables that it is named after.

The Polars schemas, the DuckDB tables with their comments, the ``data_dictionary`` table and the generated page
``docs/data-dictionary.md`` all come from here. Columns named in :data:`CONTRACT` are relied upon by users: they may gain
company, they may not go.
"""

from typing import Final

from warehouse.contract.schema import Table
from warehouse.contract.tables import (
    acts,
    articles,
    frames,
    marts,
    omissions,
    quotes,
    runs,
    speakers,
    stories,
    topics,
    variants,
    words,
)

TABLES: Final[tuple[Table, ...]] = (
    *articles.TABLES,
    *quotes.TABLES,
    *speakers.TABLES,
    *topics.TABLES,
    *frames.TABLES,
    *acts.TABLES,
    *words.TABLES,
    *stories.TABLES,
    *variants.TABLES,
    *omissions.TABLES,
    *runs.TABLES,
    *marts.TABLES,
)

TABLE: Final[dict[str, Table]] = {table.name: table for table in TABLES}

# The columns that users rely on (DESIGN section 4, in bold). A test holds every release to them.
CONTRACT: Final[dict[str, tuple[str, ...]]] = {
    "outlets": ("outlet_id", "name"),
    "articles": (
        "article_id", "source_id", "outlet_id", "outlet_name", "outlet_method", "title", "byline", "published_at",
        "published_date", "text", "topic_id", "story_id",
    ),
    "blocks": ("role",),
    "credits": ("article_id", "agency_name", "credit_kind"),
    "sentences": ("sentence_id", "article_id", "sentence_index", "role", "char_start", "char_end", "text"),
    "quotes": (
        "quote_id", "article_id", "kind", "text", "speaker_id", "speaker_name", "speaker_text", "speaker_char_start",
        "speaker_char_end", "cue_text", "cue_char_start", "cue_char_end",
    ),
    "quote_pieces": ("quote_id", "piece_index", "char_start", "char_end"),
    "speakers": ("speaker_id", "name", "kind"),
    "topics": ("topic_id", "top_topic_id"),
    "article_frames": ("article_id", "frame_id", "score"),
    "acts": ("polarity",),
    "sentence_acts": ("sentence_id", "act_id", "polarity"),
    "labels": ("label_id", "term"),
    "label_mentions": ("article_id", "sentence_id", "label_id", "voice"),
    "stories": ("story_id", "title", "first_date", "last_date", "article_count", "outlet_count", "method"),
    "variant_pieces": ("variant_id", "article_id", "char_start", "char_end"),
}  # fmt: skip
