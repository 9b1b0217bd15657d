"""Whether offsets reproduce their text, in one pass over the texts.

SQL would take a substring for each span, and a substring of UTF-8 is counted from the start of the text: a text of some
megabytes with its thousands of sentences then takes minutes and gigabytes. Articles and their rows are stored in one
order (by month, then by article), so that they can be read side by side, each once.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import duckdb

from warehouse.contract.tables import TABLE

_ARTICLES: Final = 200  # read at a time: some megabytes of text
_ROWS: Final = 10_000  # of spans read at a time
_END: Final[tuple[str, int, int, str]] = ("", 0, 0, "")


class Span(NamedTuple):
    """Columns that say where a stretch of an article's text stands, and what stands there."""

    table: str
    start: str = "char_start"
    end: str = "char_end"
    text: str = "text"

    @property
    def check(self) -> str:
        """Name of the check that holds the span to its text."""
        return f"fail__{self.table}_{self.text}_reproduced"


SPANS: Final = (
    Span("sentences"),
    Span("credits"),
    Span("quotes", "speaker_char_start", "speaker_char_end", "speaker_text"),
    Span("quotes", "cue_char_start", "cue_char_end", "cue_text"),
    Span("quotes", "via_char_start", "via_char_end", "via_text"),
    Span("quote_pieces"),
    Span("label_mentions"),
    Span("actor_mentions", text="phrase"),
    Span("article_numbers"),
)


class Mismatch(NamedTuple):
    """A span whose characters are not those of its row."""

    article_id: str
    start: int
    end: int
    text: str
    found: str | None


def mismatches(connection: duckdb.DuckDBPyConnection, span: Span) -> Iterator[Mismatch]:
    """Rows of a table whose offsets do not reproduce their text.

    Args:
        connection: A database whose tables are stored by month and article.
        span: Which columns.

    Yields:
        The offending rows in their order; ``found`` is null where the row's article is not there.
    """
    article = TABLE[span.table].article_key
    columns = f'{article}, "{span.start}", "{span.end}", "{span.text}"'
    rows = _beside(connection).execute(
        f'select {columns} from {span.table} where "{span.start}" is not null and "{span.text}" is not null'
    )
    spans = iter(lambda: rows.fetchmany(_ROWS), [])
    pending = (row for some in spans for row in some)
    at = next(pending, _END)
    texts = _beside(connection).execute("select article_id, text from articles")
    for some in iter(lambda: texts.fetchmany(_ARTICLES), []):
        for article_id, text in some:
            while at[0] == article_id:
                _, start, end, own = at
                if text[start:end] != own:
                    yield Mismatch(article_id, start, end, own, text[start:end])
                at = next(pending, _END)
    if at is not _END:  # its article is not there, or not where its place is
        yield Mismatch(at[0], at[1], at[2], at[3], None)


def _beside(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A cursor on the same database: two results are read side by side."""
    ((catalog,),) = connection.execute("select current_catalog()").fetchall()
    cursor = connection.cursor()
    cursor.execute(f'use "{catalog}"')
    return cursor
