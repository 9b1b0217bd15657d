"""A table's rows as Parquet files, one a period, written in a single pass over the table.

A statement costs DuckDB some milliseconds whatever it copies, so each table is read once, in order, and cut where the
period changes. Files of rows that belong to articles have a column more than the table: ``month`` of publication.
Pages carry checksums: a reader can tell a flipped bit from a value.
"""

import hashlib
import os
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple, Self

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse.contract.schema import MONTH, Table
from warehouse.statements import literal
from warehouse.store.changes import columns

_HASH_DIGITS: Final = 16
_ROWS: Final = 8_192  # read at a time: of articles with their texts some 40 MB
_GROUP_ROWS: Final = 122_880  # of a row group, as DuckDB writes them: what a reader can skip
_GROUP_BYTES: Final = 64 << 20  # and no more than this in memory
_LEVEL: Final = 3  # of zstd: DuckDB's own; higher ones take twice the time for a few per cent
_LONG: Final = frozenset({"text", "terms"})  # columns whose values can be long
_OF_ARTICLE: Final = "of_article"  # the article of a row, beside the table's own columns


class Written(NamedTuple):
    """A file that was written; ``period`` is null where the table is not cut by period."""

    period: str | None
    rows: int
    path: Path
    sha256: str


class Months:
    """The months of articles by period, which are put beside rows that say their article.

    Args:
        connection: A database in use, which has the temporary table ``periods`` (:mod:`warehouse.store.periods`).
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        sql = f"select period, {_OF_ARTICLE}, {MONTH} from periods order by period"
        known = connection.sql(sql).to_arrow_table().combine_chunks()
        self._of_period: dict[str, tuple[pa.Array, pa.Array]] = {}
        start = 0
        for entry in pc.value_counts(known.column("period")).to_pylist():
            own = known.slice(start, entry["counts"]).combine_chunks()
            self._of_period[entry["values"]] = own.column(_OF_ARTICLE).chunk(0), own.column(MONTH).chunk(0)
            start += entry["counts"]

    @property
    def periods(self) -> frozenset[str]:
        """All periods in which there are articles."""
        return frozenset(self._of_period)

    def beside(self, rows: pa.Table, period: str) -> pa.Table:
        """Rows of a period with their month in the place of their article."""
        articles, months = self._of_period.get(period, (pa.array([], pa.string()), pa.array([], pa.string())))
        place = rows.schema.get_field_index(_OF_ARTICLE)
        of_rows = months.take(pc.index_in(rows.column(place).combine_chunks(), articles))
        return rows.remove_column(place).append_column(MONTH, of_rows)


def write_files(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    folder: Path,
    months: Months,
    *,
    periods: Collection[str] | None = None,
    in_order: bool = False,
) -> Iterator[Written]:
    """Write a table's rows below a folder: ``period=…/part-….parquet``, named after the hash of the bytes.

    Args:
        connection: A database in use, which has the temporary table ``periods`` (:mod:`warehouse.store.periods`).
        table: A table of it.
        folder: The table's folder.
        months: Of its articles.
        periods: Those to write, where the table is cut by period; all by default.
        in_order: Whether the rows are stored by period and key, so that they need not be sorted.

    Yields:
        One file per period that has rows; of an empty table one with the columns only.
    """
    names, key = columns(table.column_names), columns(table.key)
    counts: dict[str | None, int]
    rows, order = f"select {names} from {table.name}", f"order by {key}"
    if not table.is_partitioned:
        ((count,),) = connection.execute(f"select count(*) from {table.name}").fetchall()
        counts = {None: count}
    else:
        wanted = "" if periods is None else f"where period in ({', '.join(map(literal, sorted(periods)))})"
        counts = _counts(connection, table, wanted)
        rows = f"select {names}, {table.article_key} as {_OF_ARTICLE} from {table.name}"
        if wanted or not in_order:
            rows = f"select {names}, {_OF_ARTICLE} from ({rows}) join periods using ({_OF_ARTICLE}) {wanted}"
            order = f"order by period, {key}"
        if not counts and periods is None:
            counts = {"all": 0}
    reader = connection.sql(rows if in_order else f"{rows} {order}").to_arrow_reader(_ROWS)
    batches = (batch for batch in reader if batch.num_rows)
    rest: pa.RecordBatch | None = None
    for period, count in counts.items():
        place = folder if period is None else folder / f"period={period}"
        with _File(place, reader.schema, None if period is None else partial(months.beside, period=period)) as file:
            missing = count
            while missing:
                batch = rest if rest is not None else next(batches)
                file.add(batch.slice(0, missing))
                rest = batch.slice(missing) if batch.num_rows > missing else None
                missing -= min(missing, batch.num_rows)
        yield Written(period, count, file.path, file.sha256)
    reader.close()


def _counts(connection: duckdb.DuckDBPyConnection, table: Table, wanted: str) -> dict[str | None, int]:
    """Rows by period, in the order of storage."""
    key = table.article_key
    of_article = f"select {key} as {_OF_ARTICLE}, count(*) as n from {table.name} group by {key}"
    by_period = f"from ({of_article}) join periods using ({_OF_ARTICLE}) {wanted} group by period order by period"
    return dict(connection.execute(f"select period, sum(n)::bigint {by_period}").fetchall())


class _File:
    """A Parquet file under way: visible under its name once it is whole."""

    path: Path
    sha256: str

    def __init__(self, folder: Path, schema: pa.Schema, finish: Callable[[pa.Table], pa.Table] | None) -> None:
        self._folder = folder
        self._draft = folder / "draft.parquet"
        self._schema, self._finish = schema, finish
        self._texts = [place for place, name in enumerate(schema.names) if name in _LONG]
        self._held: list[pa.RecordBatch] = []
        self._rows = self._bytes = 0

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._writer = pq.ParquetWriter(
            self._draft,
            self._finished([]).schema,
            compression="zstd",
            compression_level=_LEVEL,
            store_schema=False,  # the Parquet types say it all, and the bytes depend on nothing else
            write_page_checksum=True,
        )
        return self

    def add(self, batch: pa.RecordBatch) -> None:
        """Take rows; a row group is written when enough are there.

        Where it ends depends on the rows alone, not on how they are handed over: the same rows give the same bytes.
        """
        while batch.num_rows:
            some = batch.slice(0, _ROWS - self._rows % _ROWS)
            batch = batch.slice(some.num_rows)
            self._held.append(some)
            self._rows += some.num_rows
            self._bytes += sum(pc.sum(pc.binary_length(some.column(place))).as_py() or 0 for place in self._texts)
            if self._rows % _ROWS == 0 and (self._rows >= _GROUP_ROWS or self._bytes >= _GROUP_BYTES):
                self._flush()

    def _flush(self) -> None:
        if self._held:
            self._writer.write_table(self._finished(self._held), row_group_size=_GROUP_ROWS)
        self._held, self._rows, self._bytes = [], 0, 0

    def _finished(self, batches: list[pa.RecordBatch]) -> pa.Table:
        """Rows as they are written: in one piece, since pages end where pieces do."""
        rows = pa.Table.from_batches(batches, self._schema).combine_chunks()
        return rows if self._finish is None else self._finish(rows)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._flush()
        self._writer.close()
        if kind is not None:
            self._draft.unlink(missing_ok=True)
            return
        with self._draft.open("rb") as file:  # in pieces: a period of news may be larger than the memory
            self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        self.path = self._folder / f"part-{self.sha256[:_HASH_DIGITS]}.parquet"
        os.replace(self._draft, self.path)  # noqa: PTH105  the file becomes visible whole or not at all
