"""Published rows of some articles, as the stages read them again: what needs no source to be done anew."""

import contextlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from warehouse.contract.frames import empty
from warehouse.contract.tables import TABLE
from warehouse.store.database import carried_columns, read_parquet
from warehouse.store.layout import DamagedError

_IN_TEXT: Final = {"sentences": "sentence_index", "quotes": "quote_index"}  # ids that end in numbers sort as words


class StoredRows:
    """The rows of a snapshot, by article.

    Args:
        files: Files of its tables: ``table``, ``period`` (null where the table has none) and ``path``, below ``root``.
        root: Folder of the warehouse.
    """

    def __init__(self, files: Sequence[Mapping[str, Any]], root: Path) -> None:
        self._files, self._root = files, root

    @classmethod
    def noted(cls, note: Path) -> "StoredRows":
        """Those that a note names (see :meth:`write_note`)."""
        said = json.loads(note.read_bytes())
        return cls(said["files"], Path(said["root"]))

    def write_note(self, note: Path) -> None:
        """Write down where the rows lie, for other processes."""
        files = [{name: file[name] for name in ("table", "period", "path")} for file in self._files]
        note.write_text(json.dumps({"root": str(self._root.resolve()), "files": files}), encoding="utf-8")

    def periods(self) -> list[str]:
        """Periods in which there are articles, in their order."""
        return sorted({str(file["period"]) for file in self._files if file["table"] == "articles"})

    def periods_of(self, articles: pl.Series) -> list[str]:
        """Periods in which some articles lie, in their order.

        Args:
            articles: Their ids.

        Raises:
            WarehouseError: A file is damaged.
        """
        found = set()
        for file in self._files:
            if file["table"] == "articles":
                try:
                    ids = pl.read_parquet(self._root / file["path"], columns=["article_id"], hive_partitioning=False)
                except (OSError, pl.exceptions.PolarsError) as error:
                    raise DamagedError(f"a file of the published snapshot is damaged: {error}") from error
                if ids["article_id"].is_in(articles.implode()).any():
                    found.add(str(file["period"]))
        return sorted(found)

    def query(self, sql: str, *names: str, **frames: pl.DataFrame) -> pl.DataFrame:
        """Result of a query over whole tables; DuckDB reads no more of them than it names.

        Args:
            sql: A query over ``stored_<table>``.
            names: The tables.
            frames: Tables that it names beside them.

        Raises:
            WarehouseError: A file is damaged.
        """
        with contextlib.closing(duckdb.connect(config={"autoinstall_known_extensions": "false"})) as connection:
            connection.execute("set TimeZone = 'UTC'")
            try:
                for name in names:
                    rows = self._rows(connection, name, self._of(name))
                    connection.execute(f"create temp view stored_{name} as {rows}")
                for name, frame in frames.items():
                    connection.register(name, frame.to_arrow())
                return pl.DataFrame(connection.sql(sql).to_arrow_table())
            except duckdb.IOException as error:
                raise DamagedError(f"a file of the published snapshot is damaged: {error}") from error

    def _of(self, name: str, periods: Sequence[str] | None = None) -> list[Path]:
        return [
            self._root / file["path"]
            for file in self._files
            if file["table"] == name and (periods is None or str(file["period"]) in periods)
        ]

    def _rows(self, connection: duckdb.DuckDBPyConnection, name: str, files: Sequence[Path]) -> str:
        if not files:
            columns = ", ".join(f'cast(null as {c.type}) as "{c.name}"' for c in TABLE[name].columns)
            return f"select {columns} where false"
        return f"select {carried_columns(connection, TABLE[name], files)} from {read_parquet(files)}"

    def frame(self, name: str, articles: pl.Series, *, periods: Sequence[str]) -> pl.DataFrame:
        """All rows of some articles, each article's in the order of its text.

        Args:
            name: Table, of those that hold rows of single articles.
            articles: Their ids.
            periods: Periods in which they lie.

        Raises:
            WarehouseError: A file is damaged.
        """
        table = TABLE[name]
        files = self._of(name, periods)
        if not files:
            return empty(name)
        with contextlib.closing(duckdb.connect(config={"autoinstall_known_extensions": "false"})) as connection:
            connection.execute("set TimeZone = 'UTC'")
            connection.register("wanted", pl.DataFrame({"of_article": articles.cast(pl.String)}).to_arrow())
            order = ", ".join(f'"{key}"' for key in (_IN_TEXT.get(name), *table.key) if key)
            columns = carried_columns(connection, table, files)
            try:
                rows = connection.sql(
                    f"select {columns} from {read_parquet(files)} "
                    f"where {table.article_key} in (select of_article from wanted) "
                    f"order by {table.article_key}, {order}"
                ).to_arrow_table()
            except duckdb.Error as error:
                raise DamagedError(f"a file of the published snapshot is damaged: {error}") from error
        return pl.DataFrame(rows)
