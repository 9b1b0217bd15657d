"""Whether offsets reproduce their text, in one pass over the texts.

SQL would take a substring for each span, and a substring of UTF-8 is counted from the start of the text: a text of some
megabytes with its thousands of sentences then takes minutes and gigabytes. Here each text is read once, followed by
the rows of its article.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import duckdb

from warehouse.contract.tables import TABLE

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


def mismatches(connection: duckdb.DuckDBPyConnection, spans: Sequence[Span] = SPANS) -> Iterator[tuple[Span, Mismatch]]:
    """Rows whose offsets do not reproduce their text.

    Args:
        connection: A database in use.
        spans: Which columns.

    Yields:
        The offending rows by article; ``found`` is null where the row's article is not there.
    """
    parts = ["select article_id, -1 as number, 0::bigint as char_start, 0::bigint as char_end, text from articles"]
    parts += [
        f'select {TABLE[span.table].article_key}, {number}, "{span.start}", "{span.end}", "{span.text}" '
        f'from {span.table} where "{span.start}" is not null and "{span.text}" is not null'
        for number, span in enumerate(spans)
    ]
    rows = connection.sql(f"{' union all '.join(parts)} order by article_id, number, char_start")
    at, text = None, ""
    for some in rows.to_arrow_reader(_ROWS):
        listed = (column.to_pylist() for column in some.columns)  # half of the time of fetchmany
        for article_id, number, start, end, own in zip(*listed, strict=True):
            if number < 0:
                at, text = article_id, own
            elif article_id != at:
                yield spans[number], Mismatch(article_id, start, end, own, None)
            elif text[start:end] != own:
                yield spans[number], Mismatch(article_id, start, end, own, text[start:end])
