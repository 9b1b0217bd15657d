"""A table's rows as Parquet files, one a period, written in a single pass over the table.

A statement costs DuckDB some milliseconds whatever it copies, so each table is read once, in order, and cut where the
period changes. Files of rows that belong to articles have a column more than the table: ``month`` of publication.
Pages carry checksums: a reader can tell a flipped bit from a value.
"""

import hashlib
import itertools
import operator
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple, Self

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse.contract.schema import MONTH, Table
from warehouse.statements import literal
from warehouse.store.changes import FEW, columns, rows_where

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
        self._of_period: dict[str, pa.Table] = {}
        start = 0
        for entry in pc.value_counts(known.column("period")).to_pylist():
            self._of_period[entry["values"]] = known.slice(start, entry["counts"])
            start += entry["counts"]

    @property
    def periods(self) -> frozenset[str]:
        """All periods in which there are articles."""
        return frozenset(self._of_period)

    def share_of(self, periods: Collection[str]) -> float:
        """What part of all articles lies in some periods."""
        sizes: dict[str, int] = {period: rows.num_rows for period, rows in self._of_period.items()}
        own = sum(size for period, size in sizes.items() if period in periods)
        return own / max(1, sum(sizes.values()))

    def of(self, period: str) -> dict[str, str]:
        """Months of a period's articles."""
        own = self._of_period[period]
        return dict(zip(own.column(_OF_ARTICLE).to_pylist(), own.column(MONTH).to_pylist(), strict=True))

    def cut(
        self, batches: Iterable[pa.RecordBatch], periods: Collection[str] | None = None
    ) -> Iterator[tuple[str, pa.RecordBatch]]:
        """Rows in the order of their periods, cut where the period changes, with their month instead of their article.

        Rows of an article lie together, so that what is looked up is articles and not rows.

        Args:
            batches: The rows.
            periods: Those in which they are; some of all by default.

        Raises:
            ValueError: A row's article is in no period, or in one that is past.
        """
        ahead = iter(sorted(self._of_period if periods is None else self._of_period.keys() & periods))
        known: dict[str, str] = {}
        period = ""
        for batch in batches:
            place = batch.schema.get_field_index(_OF_ARTICLE)
            runs = pc.run_end_encode(batch.column(place))
            months: list[str] = []
            parts = [(period, 0)]
            start = 0
            for article, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
                while article not in known:
                    period = next(ahead, "")
                    if not period:
                        raise ValueError(f"{article}: its rows are not in the order of periods")
                    known = self.of(period)
                if period != parts[-1][0]:
                    parts.append((period, start))
                months.append(known[article])
                start = end
            of_rows = pc.run_end_decode(pa.RunEndEncodedArray.from_arrays(runs.run_ends, pa.array(months, pa.string())))
            rows = batch.remove_column(place).append_column(MONTH, of_rows)
            ends = [begin for _, begin in parts[1:]] + [rows.num_rows]
            for (name, begin), end in zip(parts, ends, strict=True):
                if end > begin:
                    yield name, rows.slice(begin, end - begin)


def write_files(  # noqa: PLR0913 - what is written, where, and how its rows are found, by name
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    folder: Path,
    months: Months,
    *,
    periods: Collection[str] | None = None,
    in_order: bool = False,
    is_settled: bool = False,
) -> Iterator[Written]:
    """Write a table's rows below a folder: ``period=…/part-….parquet``, named after the hash of the bytes.

    Args:
        connection: A database in use, which has the temporary table ``periods`` (:mod:`warehouse.store.periods`).
        table: A table of it.
        folder: The table's folder.
        months: Of its articles.
        periods: Those to write, where the table is cut by period; all by default.
        in_order: Whether the rows are stored by period and key, so that they need not be sorted.
        is_settled: Whether all rows are in the database's file, so that few can be read by their place.

    Yields:
        One file per period that has rows; of an empty table one with the columns only.
    """
    names, key = columns(table.column_names), columns(table.key)
    rows, order = f"select {names} from {table.name}", f"order by {key}"
    if table.is_partitioned:
        every = table.name
        if periods is not None:
            wanted = f"select {_OF_ARTICLE} from periods where period in ({', '.join(map(literal, sorted(periods)))})"
            of_wanted = f"{table.article_key} in ({wanted})"
            by_place = is_settled and months.share_of(periods) <= FEW
            every = f"({rows_where(table.name, of_wanted, by_place=by_place)})"
        rows = f"select {names}, {table.article_key} as {_OF_ARTICLE} from {every}"
        if periods is not None or not in_order:
            rows = f"select {names}, {_OF_ARTICLE} from ({rows}) join periods using ({_OF_ARTICLE})"
            order = f"order by period, {key}"
    reader = connection.sql(rows if in_order else f"{rows} {order}").to_arrow_reader(_ROWS)
    batches = (batch for batch in reader if batch.num_rows)
    schema = reader.schema
    parts: Iterator[tuple[str | None, pa.RecordBatch]] = ((None, batch) for batch in batches)
    if table.is_partitioned:
        schema = schema.remove(schema.get_field_index(_OF_ARTICLE)).append(pa.field(MONTH, pa.string()))
        parts = months.cut(batches, periods)
    is_empty = True
    for period, of_period in itertools.groupby(parts, key=operator.itemgetter(0)):
        is_empty = False
        yield _written(folder, period, schema, (batch for _, batch in of_period))
    if is_empty and periods is None:
        yield _written(folder, "all" if table.is_partitioned else None, schema, ())
    reader.close()


def _written(folder: Path, period: str | None, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Written:
    place = folder if period is None else folder / f"period={period}"
    count = 0
    with _File(place, schema) as file:
        for batch in batches:
            file.add(batch)
            count += batch.num_rows
    return Written(period, count, file.path, file.sha256)


class _File:
    """A Parquet file under way: visible under its name once it is whole."""

    path: Path
    sha256: str

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self._folder = folder
        self._draft = folder / "draft.parquet"
        self._schema = schema
        self._texts = [place for place, name in enumerate(schema.names) if name in _LONG]
        self._held: list[pa.RecordBatch] = []
        self._rows = self._bytes = 0

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._sink = pa.OSFile(str(self._draft), "wb")
        self._writer = pq.ParquetWriter(
            self._sink,
            self._schema,
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
        if self._held:  # in one piece, since pages end where pieces do
            rows = pa.Table.from_batches(self._held, self._schema).combine_chunks()
            self._writer.write_table(rows, row_group_size=_GROUP_ROWS)
        self._held, self._rows, self._bytes = [], 0, 0

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._flush()
        self._writer.close()
        self._sink.close()
        if kind is not None:
            self._draft.unlink(missing_ok=True)
            return
        with self._draft.open("rb") as file:  # in pieces: a period of news may be larger than the memory
            self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        self.path = self._folder / f"part-{self.sha256[:_HASH_DIGITS]}.parquet"
        os.replace(self._draft, self.path)  # noqa: PTH105  the file becomes visible whole or not at all
