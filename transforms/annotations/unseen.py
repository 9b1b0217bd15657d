"""Characters that do not show: taken out before anything is read, put back into what was found.

``articles.text`` is the given text, whatever it holds. All that reads it, from cleaning to labels, reads the text as it
is seen; the rows that come of it get the offsets, and the stretches, of the text as it is.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import polars as pl

from transforms.text.visible import HINT, Visible, visible, visible_text

_VERBATIM: Final = ("raw_text", "text")  # of a page the text is what was extracted, as it is seen
_FIELDS: Final = ("title", "outlet", "authors")
_START: Final = "char_start"
_END: Final = "char_end"
_STRETCH: Final = {"actor_mentions": "phrase"}  # the column of a span's characters, where it is not called text

Tables = Mapping[str, pl.DataFrame]


class _Text(NamedTuple):
    """A text as it is stored, and as it is seen."""

    stored: str
    shown: Visible


Seen = Mapping[str, _Text]  # by article_id; only of texts that differ


def text_as_seen(column: pl.Series) -> pl.Series:
    """A column of texts as they are seen."""
    if not column.str.contains(HINT).any():
        return column
    return pl.Series(
        column.name, [value if value is None else visible_text(value) for value in column.to_list()], pl.String
    )


def documents_as_seen(documents: pl.DataFrame) -> tuple[pl.DataFrame, Seen]:
    """The documents as they are seen.

    Args:
        documents: As for :func:`transforms.documents.articles.make_articles`.

    Returns:
        The same rows, and the texts of those that were given otherwise.
    """
    documents = documents.with_columns(text_as_seen(documents[name]) for name in _FIELDS)
    seen = _seen(documents.filter(pl.col("source_kind").is_in(_VERBATIM)).select("article_id", "content"))
    return _with_shown(documents, "content", seen), seen


def tables_as_seen(tables: Tables) -> tuple[dict[str, pl.DataFrame], Seen]:
    """Stored tables as they are seen, for what reads them again.

    Args:
        tables: Frames by table name; without ``articles`` they stay as they are.

    Returns:
        The same rows and columns, and the texts of the articles that are stored otherwise.
    """
    seen = _seen(tables["articles"].select("article_id", "text")) if "articles" in tables else {}
    if not seen:
        return dict(tables), seen
    return {name: _shown(name, table, seen) for name, table in tables.items()}, seen


def tables_as_stored(tables: Tables, seen: Seen) -> dict[str, pl.DataFrame]:
    """The tables with the offsets and the stretches of the texts as they are stored.

    Args:
        tables: What was found in texts as they are seen.
        seen: Those texts.

    Returns:
        The same tables. Blocks tile the text as it is stored: what does not show belongs to the block before it. Any
        other stretch begins and ends with characters that show.
    """
    return {name: _stored(name, table, seen) for name, table in tables.items()} if seen else dict(tables)


def _seen(texts: pl.DataFrame) -> Seen:
    """The texts, of two columns with the article's id, that are not stored as they are seen."""
    hinted = texts.filter(pl.nth(1).str.contains(HINT))
    return {article_id: _Text(text, visible(text)) for article_id, text in hinted.iter_rows()}


def _with_shown(frame: pl.DataFrame, column: str, seen: Seen) -> pl.DataFrame:
    if not seen:
        return frame
    texts = [
        seen[article_id].shown.text if article_id in seen else text
        for article_id, text in frame.select("article_id", column).iter_rows()
    ]
    return frame.with_columns(pl.Series(column, texts, pl.String))


def _owners(table: pl.DataFrame) -> pl.Series | None:
    """The article of each row: ids of sentences and quotes begin with their article's."""
    if "article_id" in table.columns:
        return table["article_id"]
    for key in ("quote_id", "sentence_id"):
        if key in table.columns:
            return table[key].str.split_exact(".", 1).struct.field("field_0")
    return None


def _shown(name: str, table: pl.DataFrame, seen: Seen) -> pl.DataFrame:
    if name == "articles":
        return _with_shown(table, "text", seen)
    owners = _owners(table)
    if owners is None:
        return table
    rows = owners.is_in(list(seen)).arg_true()
    texts = [seen[owner].shown for owner in owners.gather(rows).to_list()]
    for column in [column for column in table.columns if column.endswith((_START, _END))] if texts else ():
        offsets = [
            None if offset is None else shown.seen(offset)
            for offset, shown in zip(table[column].gather(rows).to_list(), texts, strict=True)
        ]
        table = _scattered(table, column, rows, offsets)
    return table.with_columns(text_as_seen(table[stretch]) for _, _, stretch in _spans(name, table))


def _stored(name: str, table: pl.DataFrame, seen: Seen) -> pl.DataFrame:
    owners = _owners(table)
    if owners is None:
        return table
    rows = owners.is_in(list(seen)).arg_true()  # most articles are stored as they are seen
    texts = [seen[owner] for owner in owners.gather(rows).to_list()]
    if not texts:
        return table
    if name == "articles":
        return _scattered(table, "text", rows, [text.stored for text in texts])
    for column in [column for column in table.columns if column.endswith((_START, _END))]:
        offsets = [
            _moved(offset, text.shown, column, is_tiling=name == "blocks")
            for offset, text in zip(table[column].gather(rows).to_list(), texts, strict=True)
        ]
        table = _scattered(table, column, rows, offsets)
    for start, end, stretch in _spans(name, table):
        spans = zip(*(table[column].gather(rows).to_list() for column in (start, end, stretch)), texts, strict=True)
        own = [value if low is None else text.stored[low:high] for low, high, value, text in spans]
        table = _scattered(table, stretch, rows, own)
    return table


def _scattered(table: pl.DataFrame, column: str, rows: pl.Series, values: Sequence[int | str | None]) -> pl.DataFrame:
    """The table with other values in some rows of a column."""
    return table.with_columns(table[column].scatter(rows, pl.Series(values, dtype=table[column].dtype)))


def _moved(offset: int | None, shown: Visible, column: str, *, is_tiling: bool) -> int | None:
    if offset is None or (is_tiling and offset == 0):
        return offset
    return shown.stored_start(offset) if is_tiling or column.endswith(_START) else shown.stored_end(offset)


def _spans(name: str, table: pl.DataFrame) -> list[tuple[str, str, str]]:
    """Columns of start, end and characters of each span of a table's rows."""
    spans = []
    for start in [column for column in table.columns if column.endswith(_START)]:
        prefix = start.removesuffix(_START)
        stretch = f"{prefix}text" if prefix else _STRETCH.get(name, "text")
        if stretch in table.columns and prefix + _END in table.columns:
            spans.append((start, prefix + _END, stretch))
    return spans
