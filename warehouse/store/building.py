"""A database built anew: every table created and filled in the order of its periods, then macros, views and marts.

Rows of a period lie together: a snapshot is written as they lie, and queries by date read less.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import duckdb
import polars as pl

from warehouse.contract.ddl import comments, create_table
from warehouse.contract.frames import conform
from warehouse.contract.schema import Table
from warehouse.contract.tables import TABLES
from warehouse.store.changes import columns, columns_of
from warehouse.store.database import at_once, open_again, read_parquet, with_room
from warehouse.store.handed import Cells, Filed, Handed, Overrides, Replaced, cells
from warehouse.store.marts import fill_marts
from warehouse.store.periods import create_periods
from warehouse.store.views import create_views


def build(connection: duckdb.DuckDBPyConnection, handed: Handed, overrides: Overrides) -> None:
    """Fill an empty database.

    Args:
        connection: The database, with the views of an assembly.
        handed: Rows of tables that are not made of single articles.
        overrides: Columns that were decided across articles, by table.
    """
    with at_once(connection):
        for table in TABLES:
            for statement in (create_table(table), *comments(table)):
                connection.execute(statement)
    create_periods(connection, "source_articles")
    connection.execute(
        "create or replace temp table places as select of_article, period, "
        "row_number() over (order by period, of_article)::integer as place from periods"
    )
    for table in TABLES:
        if table.origin in {"batch", "run"}:
            with_room(connection, partial(_fill, connection, table, cells(overrides.get(table.name))))
        if table.origin not in {"batch", "mart"}:
            with_room(connection, partial(_insert, connection, table, handed.get(table.name)))
    with at_once(connection):
        create_views(connection)
    open_again(connection)
    fill_marts(connection)
    connection.execute("drop table places")
    open_again(connection)


def _fill(connection: duckdb.DuckDBPyConnection, table: Table, overrides: Sequence[Cells]) -> None:
    """Rows of a table that old and new articles have."""
    with override(connection, overrides) as (joins, decided):
        chosen = chosen_columns(table, decided)
        source, order = f"source_{table.name} t", f"order by {columns_of('t', table.key)}"
        if table.is_partitioned:
            source = f"(select *, {table.article_key} as of_article from source_{table.name}) t"
            source += " left join places using (of_article)"
            order = order_in_place(table)
        names = columns(table.column_names)
        connection.execute(f"insert into {table.name} ({names}) select {chosen} from {source} {joins} {order}")


def chosen_columns(table: Table, decided: Mapping[str, str]) -> str:
    """The SQL of a table's columns over its rows ``t``, with what was decided across articles in their places."""
    return ", ".join(f'{decided.get(name, columns_of("t", [name]))} as "{name}"' for name in table.column_names)


def order_in_place(table: Table) -> str:
    """The SQL that sorts a table's rows ``t`` by period and key; an integer is cheaper to sort by than two texts."""
    if table.origin != "batch":  # whose keys all begin with the article
        return f"order by period, {columns_of('t', table.key)}"
    rest = table.key[1:] if table.key[0] == "article_id" else table.key
    return f"order by {', '.join(filter(None, ['place', columns_of('t', rest)]))}"


def _insert(
    connection: duckdb.DuckDBPyConnection, table: Table, handed: pl.DataFrame | Filed | Replaced | None
) -> None:
    """Rows of a table that were handed over, and beside them those which they leave as they are."""
    key = columns(table.key)
    frame = handed.rows if isinstance(handed, Replaced) else handed
    with contextlib.ExitStack() as frames:
        parts = []
        if frame is not None:
            frames.enter_context(registered(connection, "incoming", frame, table=table.name))
            parts.append("from incoming")
        if table.origin in {"resolve", "state"} and not isinstance(handed, pl.DataFrame | Filed):
            stay = f"from published_{table.name}"
            if frame is not None:
                stay += f" anti join incoming using ({key})"
            if isinstance(handed, Replaced) and handed.scope.height:
                frames.enter_context(registered(connection, "of_scope", handed.scope))
                stay = f"from ({stay}) anti join of_scope using ({columns(handed.scope.columns)})"
            connection.execute(f"create or replace temp table rows_to_stay as {stay}")
            parts.append("from rows_to_stay")
        if parts:
            rows, order = f"({' union all by name '.join(parts)}) t", f"order by {key}"
            if table.is_partitioned:
                rows = (
                    f"(select *, {table.article_key} as of_article from {rows}) t left join places using (of_article)"
                )
                order = order_in_place(table)
            names = columns(table.column_names)
            chosen = columns_of("t", table.column_names)
            connection.execute(f"insert into {table.name} ({names}) select {chosen} from {rows} {order}")


@contextlib.contextmanager
def override(
    connection: duckdb.DuckDBPyConnection, overrides: Sequence[Cells]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Joins of a table ``t`` to what was decided across articles, and the SQL of the columns that were."""
    joins: list[str] = []
    decided: dict[str, str] = {}
    with contextlib.ExitStack() as frames:
        for number, of_columns in enumerate(overrides):
            key, *names = of_columns.rows.columns
            name = frames.enter_context(registered(connection, f"override_{number}", of_columns.rows))
            joins.append(f'left join {name} on {name}."{key}" = t."{key}"')
            for column in names:
                value = f'{name}."{column}"'
                if not of_columns.is_whole:
                    before = decided.get(column, f't."{column}"')
                    value = f'case when {name}."{key}" is not null then {value} else {before} end'
                decided[column] = value
        yield " ".join(joins), decided


@contextlib.contextmanager
def registered(
    connection: duckdb.DuckDBPyConnection, name: str, rows: pl.DataFrame | Filed, *, table: str | None = None
) -> Iterator[str]:
    """Rows under a name in SQL.

    Args:
        connection: The database.
        name: The name.
        rows: A frame, or the files in which they wait.
        table: The table whose columns and types a frame gets; rows in files have them.
    """
    if isinstance(rows, Filed):
        connection.execute(f"create or replace temp view {name} as from {read_parquet(rows.paths)}")
        yield name
        connection.execute(f"drop view temp.{name}")
        return
    connection.register(name, (rows if table is None else conform(rows, table)).to_arrow())
    try:
        yield name
    finally:
        connection.unregister(name)
