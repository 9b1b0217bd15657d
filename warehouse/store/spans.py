"""Whether offsets reproduce their text, in one pass over the texts.

SQL would take a substring for each span, and a substring of UTF-8 is counted from the start of the text: a text of some
megabytes with its thousands of sentences then takes minutes and gigabytes. Here each text is read once, followed by
the rows of its article.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import duckdb

from warehouse.contract.tables import TABLE
from warehouse.store.changes import rows_where

_ARTICLES: Final = 20_000  # looked at at once, some hundred MB
_ROWS: Final = 10_000  # read at a time


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


def mismatches(
    connection: duckdb.DuckDBPyConnection, spans: Sequence[Span] = SPANS, *, by_place: bool = True
) -> Iterator[tuple[Span, Mismatch]]:
    """Rows whose offsets do not reproduce their text.

    Texts and spans are sorted together by article, those of some thousand articles at a time: a sort of all takes
    more than what DuckDB is given.

    Args:
        connection: A database in use.
        spans: Which columns.
        by_place: Whether all rows are in the database's file, so that those of some articles can be read by their place
            (see :func:`warehouse.store.changes.rows_where`).

    Yields:
        The offending rows by article; ``found`` is null where the row's article is not there.
    """
    ((last,),) = connection.execute("select coalesce(max(rowid), 0) from articles").fetchall()
    starts = range(0, last + 1, _ARTICLES)
    for start in starts:
        own = None
        if len(starts) > 1:
            own = f"select article_id from articles where rowid between {start} and {start + _ARTICLES - 1}"
        yield from _mismatches(connection, spans, own, is_last=start == starts[-1], by_place=by_place)


def _mismatches(
    connection: duckdb.DuckDBPyConnection, spans: Sequence[Span], own: str | None, *, is_last: bool, by_place: bool
) -> Iterator[tuple[Span, Mismatch]]:
    """Those of some articles; of the last ones, and of rows of no article."""

    def rows_of(table: str, key: str) -> str:
        if own is None:
            return table
        of_none = f" or {key} not in (select article_id from articles)" if is_last else ""
        return f"({rows_where(table, f'{key} in ({own}){of_none}', by_place=by_place)})"

    texts = rows_of("articles", "article_id")
    parts = [f"select article_id, -1 as number, 0::bigint as char_start, 0::bigint as char_end, text from {texts}"]
    for number, span in enumerate(spans):
        key = TABLE[span.table].article_key
        parts.append(
            f'select {key}, {number}, "{span.start}", "{span.end}", "{span.text}" from {rows_of(span.table, key)} '
            f'where "{span.start}" is not null and "{span.text}" is not null'
        )
    rows = connection.sql(f"{' union all '.join(parts)} order by article_id, number, char_start")
    at, text = None, ""
    for some in rows.to_arrow_reader(_ROWS):
        listed = (column.to_pylist() for column in some.columns)  # half of the time of fetchmany
        for article_id, number, start, end, said in zip(*listed, strict=True):
            if number < 0:
                at, text = article_id, said
            elif article_id != at:
                yield spans[number], Mismatch(article_id, start, end, said, None)
            elif text[start:end] != said:
                yield spans[number], Mismatch(article_id, start, end, said, text[start:end])
