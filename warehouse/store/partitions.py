"""A table's rows as Parquet files, one a month, written in a single pass over the table.

A statement costs DuckDB some milliseconds whatever it copies, and a snapshot has a file for each table and month. So
each table is read once, in the order in which it is stored (by month, then by key), and cut where the month changes.
Pages carry checksums: a reader can tell a flipped bit from a value.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple, Self

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.contract.schema import Table

_HASH_DIGITS: Final = 16
_ROWS: Final = 8_192  # read at a time: of articles with their texts some 40 MB
_GROUP_ROWS: Final = 122_880  # of a row group, as DuckDB writes them: what a reader can skip
_GROUP_BYTES: Final = 64 << 20  # and no more than this in memory
_LEVEL: Final = 3  # of zstd: DuckDB's own; higher ones take twice the time for a few per cent


class Part(NamedTuple):
    """Rows ``first`` to ``last`` (row numbers) of a table, which belong into one file of the folder."""

    first: int
    last: int
    folder: Path


class Written(NamedTuple):
    """A file that was written."""

    path: Path
    sha256: str


def write_parts(connection: duckdb.DuckDBPyConnection, table: Table, parts: Iterable[Part]) -> Iterator[Written]:
    """Write each part's rows into a file of its own, named after the hash of its bytes.

    Args:
        connection: The assembled database, in use.
        table: A table of it, whose rows are stored in the order of their month and key.
        parts: In the order of their rows, without overlap. A part without rows gives a file with columns only.

    Yields:
        One file per part, in their order.
    """
    names = ", ".join(f'"{name}"' for name in table.column_names)
    rows = f"select {names} from {table.name} where rowid between $first and $last"
    schema = connection.sql(rows, params={"first": 0, "last": -1}).to_arrow_table().schema
    for run in _adjoining(parts):
        reader = connection.sql(rows, params={"first": run[0].first, "last": run[-1].last}).to_arrow_reader(_ROWS)
        pending = (batch for batch in reader if batch.num_rows)
        rest: pa.RecordBatch | None = None
        for part in run:
            with _File(part.folder, schema) as file:
                missing = part.last - part.first + 1
                while missing:
                    batch = rest if rest is not None else next(pending)
                    file.add(batch.slice(0, missing))
                    rest = batch.slice(missing) if batch.num_rows > missing else None
                    missing -= min(missing, batch.num_rows)
            yield file.written
        reader.close()


def _adjoining(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Runs of parts whose rows follow each other: one query reads each run."""
    run: list[Part] = []
    for part in parts:
        if run and part.first != run[-1].last + 1:
            yield run
            run = []
        run.append(part)
    if run:
        yield run


class _File:
    """A Parquet file under way: visible under its name once it is whole."""

    written: Written

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self._folder = folder
        self._draft = folder / "draft.parquet"
        self._schema = schema
        self._held: list[pa.RecordBatch] = []
        self._rows = self._bytes = 0

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._writer = pq.ParquetWriter(
            self._draft,
            self._schema,
            compression="zstd",
            compression_level=_LEVEL,
            store_schema=False,  # the Parquet types say it all, and the bytes depend on nothing else
            write_page_checksum=True,
        )
        return self

    def add(self, batch: pa.RecordBatch) -> None:
        """Take rows; a row group is written when enough are there."""
        self._held.append(batch)
        self._rows += batch.num_rows
        self._bytes += batch.get_total_buffer_size() if batch.num_rows == _ROWS else batch.nbytes
        if self._rows >= _GROUP_ROWS or self._bytes >= _GROUP_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._held:
            self._writer.write_table(pa.Table.from_batches(self._held, self._schema), row_group_size=_GROUP_ROWS)
        self._held, self._rows, self._bytes = [], 0, 0

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._flush()
        self._writer.close()
        if kind is not None:
            self._draft.unlink(missing_ok=True)
            return
        with self._draft.open("rb") as file:  # in pieces: a month of news may be larger than the memory
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        path = self._folder / f"part-{digest[:_HASH_DIGITS]}.parquet"
        os.replace(self._draft, path)  # noqa: PTH105  the file becomes visible whole or not at all
        self.written = Written(path, digest)
