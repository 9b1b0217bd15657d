"""The next state of the warehouse: rows of the published snapshot, less what a run replaces, plus what it made.

An assembly is a new DuckDB file beside the published one. Until it is published nothing that readers see has changed.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from warehouse.contract.ddl import comments, create_table, data_dictionary
from warehouse.contract.frames import conform
from warehouse.contract.schema import Table
from warehouse.contract.tables import TABLES
from warehouse.store.database import carried_columns, open_database, read_parquet
from warehouse.store.layout import Layout, WarehouseError
from warehouse.store.views import create_views

_STORAGE_ERRORS: Final = (
    duckdb.IOException,
    duckdb.OutOfMemoryException,
    duckdb.TransactionException,  # a commit that the disk refuses
    duckdb.FatalException,
)

_NOTHING: Final = "select '' as article_id where false"


@contextlib.contextmanager
def storage_errors(layout: Layout) -> Iterator[None]:
    """Say in one line what the disk or the memory could not do.

    Raises:
        WarehouseError: DuckDB could not read or write a file, or ran out of memory.
    """
    try:
        yield
    except _STORAGE_ERRORS as error:
        first = str(error).partition("\n")[0]
        raise WarehouseError(
            f"{layout.root}: the warehouse could not be read or written ({first}). "
            "Look at free disk and memory; the published state is as it was"
        ) from error


class Assembly:
    """Rows old and new, ready to be resolved, written and checked.

    Args:
        layout: The warehouse.
        database: File to build.
        previous: Manifest of the published snapshot; None for the first, and for a full refresh.
        batches: Folders of Parquet files that the run's tasks wrote, one file per table.
        replaced: By table, ids of articles whose published rows of it are out of date; under None, of every table.
        run_id: The run that makes the new articles.
    """

    def __init__(
        self,
        layout: Layout,
        database: Path,
        *,
        previous: Mapping[str, Any] | None,
        batches: Sequence[Path],
        replaced: Mapping[str | None, pl.Series],
        run_id: str,
    ) -> None:
        self._layout = layout
        self._run_id = run_id
        self.database = database
        self.connection = open_database(database)
        gone = [_gone(ids, name) for name, ids in replaced.items()]
        self.connection.register("replaced_frame", pl.concat(gone).to_arrow())
        self.connection.execute("create temp table replaced as select article_id, of_table from replaced_frame")
        self.connection.unregister("replaced_frame")
        for table in TABLES:
            if table.origin in {"batch", "run", "state"}:
                self._create_source(table, previous, batches)

    def close(self) -> None:
        """Close the file; it can be moved afterwards."""
        self.connection.close()
        del self.connection  # a failed run's traceback may outlive us; DuckDB complains of connections left at exit

    def _create_source(self, table: Table, previous: Mapping[str, Any] | None, batches: Sequence[Path]) -> None:
        """Views over a table: ``source_<table>`` of old and new rows, ``made_<table>`` of whose rows are new."""
        names = ", ".join(f'"{name}"' for name in table.column_names)
        parts = []
        old = [self._layout.root / f["path"] for f in (previous or {}).get("files", ()) if f["table"] == table.name]
        if old:
            stale = ""
            if table.origin == "batch":
                gone = f"select article_id from replaced where coalesce(of_table, '{table.name}') = '{table.name}'"
                stale = f"where {table.article_key} not in ({gone})"
            columns = carried_columns(self.connection, table, old)
            parts.append(f"select {columns} from {read_parquet(old)} {stale}")
            if table.name == "articles":
                self.connection.execute(
                    f"create temp view published_articles as select {columns} from {read_parquet(old)}"
                )
        new = [folder / f"{table.name}.parquet" for folder in batches]
        new = [file for file in new if file.is_file()]
        if new:
            run_id = f"case run_id when '' then '{self._run_id}' else run_id end as run_id"
            made = names.replace('"run_id"', run_id) if table.name == "articles" else names
            parts.append(f"select {made} from {read_parquet(new)}")
        if table.origin == "batch":
            made = f"select distinct {table.article_key} as article_id from {read_parquet(new)}" if new else _NOTHING
            self.connection.execute(f"create temp view made_{table.name} as {made}")
        if table.name == "articles":
            if not old:
                columns = ", ".join(f'cast(null as {c.type}) as "{c.name}"' for c in table.columns)
                self.connection.execute(f"create temp view published_articles as select {columns} where false")
            # rows that were only made again keep the run that made them
            ids = f"select article_id from {read_parquet(new)} where run_id = ''" if new else _NOTHING
            self.connection.execute(f"create temp view new_articles as {ids}")
        if not parts:
            columns = ", ".join(f'cast(null as {c.type}) as "{c.name}"' for c in table.columns)
            parts.append(f"select {columns} where false")
        self.connection.execute(f"create temp view source_{table.name} as {' union all '.join(parts)}")

    def frame(self, sql: str) -> pl.DataFrame:
        """Result of a query over ``source_<table>`` views, as a Polars frame."""
        return pl.DataFrame(self.connection.sql(sql).to_arrow_table())

    def write(
        self, resolved: Mapping[str, pl.DataFrame], overrides: Mapping[str, pl.DataFrame], *, run: pl.DataFrame
    ) -> None:
        """Create and fill every table, then the macros and views.

        Args:
            resolved: Rows of the tables that are made across articles, of the static ones and of the run's own.
            overrides: For a table, columns that were decided across articles: a frame of the table's key (or of
                ``quote_id``) and those columns. Rows without a match get null.
            run: The row of this run in ``runs``.
        """
        execute = self.connection.execute
        execute(
            "create or replace temp table source_months as select article_id as of_article, "
            "strftime(published_date, '%Y-%m') as month from source_articles"
        )
        with _at_once(self.connection):
            for table in TABLES:
                for statement in (create_table(table), *comments(table)):
                    execute(statement)
        for table in TABLES:
            names = ", ".join(f'"{name}"' for name in table.column_names)
            key = ", ".join(f'"{name}"' for name in table.key)
            if table.origin in {"batch", "run"}:
                with self._override(overrides.get(table.name)) as (join, replaced):
                    columns = ", ".join(replaced.get(name, f't."{name}"') for name in table.column_names)
                    source, month = f"source_{table.name}", ""
                    if table.is_partitioned:  # rows of a month lie together: a snapshot and queries by date read less
                        on = f"m.of_article = {table.article_key}"
                        source = f"(select s.*, m.month as in_month from {source} s left join source_months m on {on})"
                        month = "t.in_month, "
                    execute(
                        f"insert into {table.name} ({names}) select {columns} "
                        f"from {source} t {join} order by {month}{_t(key)}"
                    )
            if table.name in resolved:
                self._insert(table, conform(resolved[table.name], table.name))
            elif table.name == "runs":
                self._insert(table, run)
            elif table.name == "data_dictionary":
                self._insert(table, data_dictionary())
        execute("drop table source_months")
        with _at_once(self.connection):
            create_views(self.connection)
        execute("checkpoint")

    def _insert(self, table: Table, frame: pl.DataFrame) -> None:
        self.connection.register("incoming", frame.to_arrow())
        key = ", ".join(f'"{name}"' for name in table.key)
        self.connection.execute(f"insert into {table.name} by name select * from incoming order by {key}")
        self.connection.unregister("incoming")

    @contextlib.contextmanager
    def _override(self, frame: pl.DataFrame | None) -> Iterator[tuple[str, dict[str, str]]]:
        if frame is None:
            yield "", {}
            return
        key, *columns = frame.columns
        self.connection.register("override_frame", frame.to_arrow())
        try:
            yield (
                f'left join override_frame o on o."{key}" = t."{key}"',
                {name: f'o."{name}" as "{name}"' for name in columns},
            )
        finally:
            self.connection.unregister("override_frame")


def _gone(articles: pl.Series, table: str | None) -> pl.DataFrame:
    return pl.DataFrame({"article_id": articles.cast(pl.String)}).with_columns(of_table=pl.lit(table, pl.String))


def _t(key: str) -> str:
    return ", ".join(f"t.{name.strip()}" for name in key.split(","))


@contextlib.contextmanager
def _at_once(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Statements as one transaction: by itself, each of the hundreds would wait for the disk."""
    connection.execute("begin")
    yield
    connection.execute("commit")
