"""How a table and a column are declared, and the columns that many tables share.

Types are those that every reader of Parquet understands alike: no nested types, no categoricals, no HUGEINT.
Suffixes say what a column holds: ``_id`` key, ``_name`` shown to people, ``_text`` as it stands in the source,
``_count`` whole number, ``_share`` 0 to 1, ``_at`` moment in UTC, ``_date`` day; booleans begin with ``is_``, of an
edit with ``touches_``.
``char_start`` and ``char_end`` are code points into ``articles.text``:
``substring(text, char_start + 1, char_end - char_start)``.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

Type = Literal["VARCHAR", "BIGINT", "INTEGER", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP WITH TIME ZONE"]
Origin = Literal["batch", "resolve", "state", "mart", "static", "run"]
Scope = Literal["article_id", "story_id", "all"]

MONTH: Final = "month"  # column of the Parquet files of articles' rows, beside the table's: month of publication


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, in which unit, and which values it may take.

    ``older`` is the SQL that fills the column over rows of a snapshot that has it not yet; null by default.
    """

    name: str
    type: Type
    description: str
    unit: str | None = None
    allowed: Collection[str] = ()  # a closed list of transforms.vocabulary
    example: str | None = None
    is_required: bool = False
    older: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``key`` is unique and gives the sort order; ``origin`` says which stage makes its rows.

    Tables of origin ``batch`` hold rows of single articles (they carry ``article_id``, or ids that begin with it);
    ``resolve`` tables are made across articles, and so are ``state`` ones, whose rows a full refresh keeps in sight;
    ``mart`` tables are made from others by ``sql/marts/<name>.sql``; ``static`` ones come from bundled lists, ``run``
    ones from the run itself.

    ``scope`` is, for a mart, what its rows depend on: the rows of one article (``article_id``) or of one story
    (``story_id``) come from the rows of that article, or of that story's articles, and from nothing else. A mart of
    few rows that depends on all articles (``all``) is made again as a whole.
    """

    name: str
    grain: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    origin: Origin
    references: tuple[tuple[str, str, str], ...] = ()  # (column, table, column)
    scope: Scope = "article_id"

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def article_key(self) -> str:
        """SQL for the article that a row belongs to: ids of sentences and quotes begin with their article's."""
        if "article_id" in self.column_names:
            return "article_id"
        return f"split_part({self.key[0]}, '.', 1)"

    @property
    def has_articles(self) -> bool:
        """Whether each row belongs to one article."""
        return self.origin == "batch" or "article_id" in self.column_names

    @property
    def is_partitioned(self) -> bool:
        """Whether the table's Parquet files are cut by period of publication (:mod:`warehouse.store.periods`)."""
        return self.has_articles and self.origin != "run"


@dataclass(frozen=True, slots=True)
class View:
    """One view: ``key`` is unique (nulls counting as a value), ``columns`` are those of its SQL, in order."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


def column(  # noqa: PLR0913 - what is said of a column, by name
    name: str,
    type_: Type,
    description: str,
    *,
    unit: str | None = None,
    allowed: Collection[str] = (),
    example: str | None = None,
    required: bool = False,
    older: str | None = None,
) -> Column:
    """One column; a closed list (``allowed``) is one of :mod:`transforms.vocabulary`."""
    return Column(name, type_, description, unit, allowed, example, required, older)


ARTICLE_ID: Final = column("article_id", "VARCHAR", "The article.", example="art_5f0c2a9b7d1e4c38", required=True)
CHAR_START: Final = column(
    "char_start", "BIGINT", "Where the stretch begins in articles.text.", unit="code points", required=True
)
CHAR_END: Final = column(
    "char_end", "BIGINT", "Where the stretch ends in articles.text (exclusive).", unit="code points", required=True
)
IS_RETIRED: Final = column(
    "is_retired",
    "BOOLEAN",
    "Whether the list no longer has it: rows that could not be made again still name it.",
    required=True,
    older="false",
)
TO_ARTICLE: Final = ("article_id", "articles", "article_id")
TO_RUN: Final = ("run_id", "runs", "run_id")
TO_SENTENCE: Final = ("sentence_id", "sentences", "sentence_id")
MATCHED_TERMS: Final = column(
    "matched_terms",
    "VARCHAR",
    "The terms that caused the row, strongest first, joined by '; '.",
    example="ceasefire; truce",
)
