"""The next state of the warehouse: rows of the published snapshot, less what a run replaces, plus what it made.

An assembly is a DuckDB file beside the published one: a new one that is built (:mod:`warehouse.store.building`), or a
copy that is brought up to date (:mod:`warehouse.store.updating`). Until it is published nothing that readers see has
changed.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from warehouse.contract.ddl import data_dictionary
from warehouse.contract.schema import Table
from warehouse.contract.tables import TABLE, TABLES
from warehouse.statements import literal
from warehouse.store.building import build
from warehouse.store.changes import Changes, columns, rows_where
from warehouse.store.database import carried_columns, open_database, read_parquet, with_room
from warehouse.store.handed import Filed, Handed, Overrides
from warehouse.store.layout import CATALOG, DamagedError, Layout, WarehouseError
from warehouse.store.updating import update

_STORAGE_ERRORS: Final = (
    OSError,
    duckdb.IOException,
    duckdb.OutOfMemoryException,
    duckdb.TransactionException,  # a commit that the disk refuses
    duckdb.FatalException,
)

_CORRUPT: Final = "Corrupt database"  # how DuckDB says that a checksum does not fit
_NOTHING: Final = "select '' as article_id where false"
_TOUCHED: Final = """
create temp table touched_articles as
with met as (
    select article_id, true as is_made, false as is_renewed from new_articles
    union all
    select article_id, false as is_made, true as is_renewed from made_articles
    union all
    select article_id, false as is_made, of_table is not null as is_renewed from replaced
),

of_article as (
    select
        article_id,
        bool_or(is_made) as is_made,
        bool_or(is_renewed) as is_renewed,
        article_id in (select article_id from published_articles) as is_published
    from met
    group by article_id
)

select
    article_id,
    case
        when is_made and is_published then 'changed'
        when is_made then 'new'
        when is_renewed then 'renewed'
        else 'gone'
    end as change
from of_article
where is_made or is_published
"""


class DamagedDatabaseError(DamagedError):
    """A block of the published database is not what was written."""


@contextlib.contextmanager
def storage_errors(layout: Layout) -> Iterator[None]:
    """Say in one line what the disk or the memory could not do.

    Raises:
        DamagedDatabaseError: A block of the published database is damaged; its Parquet files may be whole.
        WarehouseError: A file could not be copied, read or written, or DuckDB ran out of memory.
    """
    try:
        yield
    except (OSError, duckdb.Error) as error:
        first = str(error).partition("\n")[0]
        if _CORRUPT in first:
            raise DamagedDatabaseError(f"{layout.database}: damaged ({first})") from error
        if not isinstance(error, _STORAGE_ERRORS):
            raise
        raise WarehouseError(
            f"{layout.root}: the warehouse could not be read or written ({first}). "
            "Look at free disk and memory; the published state is as it was"
        ) from error


class Assembly:
    """Rows old and new, ready to be resolved, written and checked.

    Its connection has, of every table that is not ``static``, the view ``published_<table>``: the rows that readers see
    now. ``source_<table>`` are the rows as far as they are known before :meth:`write`: of ``batch`` tables old ones,
    less what the run replaces, and new ones; of the others those that are published. ``made_<table>`` lists articles of
    which the run made rows. ``touched_articles`` says what became of which article (see :meth:`touched`).

    Args:
        layout: The warehouse.
        database: File to build.
        previous: Manifest of the published snapshot; None for the first, and for a full refresh.
        batches: Folders of Parquet files that the run's tasks wrote, one file per table.
        replaced: By table, ids of articles whose published rows of it are out of date; under None, of every table.
        run_id: The run that makes the new articles.
        is_update: Whether the published database is copied and brought up to date. It has to be whole, of the run that
            ``previous`` names, and made by this version; else a new one is built.

    Attributes:
        changes: After the write of an update, what it changed; None where all was built anew.
    """

    def __init__(  # noqa: PLR0913 - what is old, what is new, and where it goes, by name
        self,
        layout: Layout,
        database: Path,
        *,
        previous: Mapping[str, Any] | None,
        batches: Sequence[Path],
        replaced: Mapping[str | None, pl.Series],
        run_id: str,
        is_update: bool = False,
    ) -> None:
        self._layout = layout
        self._run_id = run_id
        self.is_update = is_update
        self.changes: Changes | None = None
        self.database = database
        self.connection = open_database(database, copied=layout.database if is_update else None)
        gone = [_gone(ids, name) for name, ids in replaced.items()]
        self.connection.register("replaced_frame", pl.concat(gone).to_arrow())
        self.connection.execute("create temp table replaced as select article_id, of_table from replaced_frame")
        self.connection.unregister("replaced_frame")
        for table in TABLES:
            if table.origin != "static":
                self._create_views_of(table, previous, batches)
        self.connection.execute(_TOUCHED)

    def close(self) -> None:
        """Close the file; it can be moved afterwards."""
        self.connection.close()
        del self.connection  # a failed run's traceback may outlive us; DuckDB complains of connections left at exit

    def _create_views_of(self, table: Table, previous: Mapping[str, Any] | None, batches: Sequence[Path]) -> None:
        execute = self.connection.execute
        execute(f"create temp view published_{table.name} as {self._published(table, previous)}")
        source = f"select * from published_{table.name}"
        if table.origin == "batch" or (table.origin == "run" and table.has_articles):
            of_table = f"coalesce(of_table, '{table.name}')" if table.origin == "batch" else "of_table"
            gone = f"select article_id from replaced where {of_table} = '{table.name}'"
            source += f" where {table.article_key} not in ({gone})"
        new = [file for folder in batches if (file := folder / f"{table.name}.parquet").is_file()]
        rows = f"select * from published_{table.name} where false"
        if new:
            run_id = f"case run_id when '' then '{self._run_id}' else run_id end as run_id"
            names = columns(table.column_names)
            made = names.replace('"run_id"', run_id) if table.name == "articles" else names
            rows = f"select {made} from {read_parquet(new)}"
            source += f" union all from incoming_{table.name}"
        execute(f"create temp view incoming_{table.name} as {rows}")
        execute(f"create temp view source_{table.name} as {source}")
        if table.origin == "batch":
            made = f"select distinct {table.article_key} as article_id from {read_parquet(new)}" if new else _NOTHING
            execute(f"create temp view made_{table.name} as {made}")
        if table.name == "articles":  # rows that were only made again keep the run that made them
            ids = f"select article_id from {read_parquet(new)} where run_id = ''" if new else _NOTHING
            execute(f"create temp view new_articles as {ids}")

    def _published(self, table: Table, previous: Mapping[str, Any] | None) -> str:
        """The SQL of a table's published rows."""
        if self.is_update:
            return f"select * from {CATALOG}.{table.name}"
        files = [self._layout.root / f["path"] for f in (previous or {}).get("files", ()) if f["table"] == table.name]
        if files:
            return f"select {carried_columns(self.connection, table, files)} from {read_parquet(files)}"
        nothing = ", ".join(f'cast(null as {c.type}) as "{c.name}"' for c in table.columns)
        return f"select {nothing} where false"

    def frame(self, sql: str) -> pl.DataFrame:
        """Result of a query over the views, as a Polars frame."""
        return pl.DataFrame(with_room(self.connection, lambda: self.connection.sql(sql).to_arrow_table()))

    def touched(self) -> pl.DataFrame:
        """Articles that the run makes, makes again or takes away.

        Returns:
            ``article_id`` and ``change``: ``new``; ``changed`` (another version is published); ``renewed`` (only some
            of its rows are made again, because a rule was changed); ``gone``. Of a full refresh all are ``new``.
        """
        return self.frame("select article_id, change from touched_articles order by article_id")

    def keep(self, name: str, sql: str, *, given: pl.DataFrame | None = None) -> None:
        """Keep the result of a query as a table of this connection, on disk where it is large.

        Args:
            name: Of the table.
            sql: The query; ``given`` in it are the rows of that frame.
            given: Rows to query.
        """
        if given is not None:
            self.connection.register("given", given.to_arrow())
        with_room(self.connection, partial(self.connection.execute, f"create or replace temp table {name} as {sql}"))
        if given is not None:
            self.connection.unregister("given")

    def file(self, sql: str, path: Path) -> Filed:
        """Put the result of a query into a file; none of it is held."""
        path.parent.mkdir(parents=True, exist_ok=True)
        copy = f"copy ({sql}) to {literal(path)} (format parquet)"
        with_room(self.connection, partial(self.connection.execute, copy))
        return Filed((path,), self.connection.sql(f"from {read_parquet([path])}").columns)

    def drop(self, *names: str) -> None:
        """Let go of tables that were kept, as far as they are there."""
        for name in names:
            self.connection.execute(f"drop table if exists temp.{name}")

    def published_rows_of(self, table: str, articles: str) -> str:
        """The SQL of the published rows of some articles, at the cost of these.

        Args:
            table: A table of rows of articles.
            articles: SQL of their ids.
        """
        own = f"{TABLE[table].article_key} in ({articles})"
        return (
            rows_where(f"{CATALOG}.{table}", own, by_place=True)
            if self.is_update
            else f"from published_{table} where {own}"
        )

    def rows_of(self, table: str, articles: str) -> str:
        """The SQL of the rows of some articles, old and new as in ``source_<table>``, at the cost of these.

        Args:
            table: A table of origin ``batch``.
            articles: SQL of their ids.
        """
        key = TABLE[table].article_key
        gone = f"select article_id from replaced where coalesce(of_table, '{table}') = '{table}'"
        old = self.published_rows_of(table, f"select * from ({articles}) except ({gone})")
        return f"select * from ({old}) union all from incoming_{table} where {key} in ({articles})"

    def write(self, resolved: Handed, overrides: Overrides, *, run: pl.DataFrame) -> None:
        """Bring every table to what is published next.

        Args:
            resolved: Rows of the tables that are made across articles (whole, or the part that was looked at) and of
                the static ones (whole); of ``run`` tables the rows of this run, which come to those of earlier ones.
                A table that is not named keeps its rows.
            overrides: Columns of other tables that were decided across articles, by table.
            run: The row of this run in ``runs``.
        """
        every = {**resolved, "runs": run, "data_dictionary": data_dictionary()}
        if self.is_update:
            self.changes = update(self.connection, every, overrides)
        else:
            build(self.connection, every, overrides)


def _gone(articles: pl.Series, table: str | None) -> pl.DataFrame:
    return pl.DataFrame({"article_id": articles.cast(pl.String)}).with_columns(of_table=pl.lit(table, pl.String))
