"""A published database brought up to date: in a copy, in two transactions, at the cost of what changed.

Rows of articles that came again go, new ones are added at the end, and only those cells are written that differ. So the
rows lie in the order of runs; a database that is built anew has them in the order of their periods again. Marts are
renewed once the other tables are in the file, for then the few rows that they are made of need not be looked for in
all that there is.
"""

import contextlib
from collections.abc import Mapping
from typing import Any, Final

import duckdb
import polars as pl

from warehouse.contract.schema import Table
from warehouse.contract.tables import TABLE, TABLES
from warehouse.store.building import chosen_columns, override, registered
from warehouse.store.changes import Changes, columns, columns_of
from warehouse.store.database import at_once, open_again, with_room
from warehouse.store.handed import Filed, Handed, Overrides, Replaced, cells
from warehouse.store.layout import CATALOG, Layout
from warehouse.store.marts import renew_marts
from warehouse.store.periods import create_periods
from warehouse.store.verification import run_of_database
from warehouse.store.views import relations_hash

_SHARE: Final = 0.25  # of the articles touched since all was built: beyond it, building costs less than the disorder
_FEW: Final = 500  # articles that are brought up to date whatever their share: a second either way


def can_be_updated(layout: Layout, manifest: Mapping[str, Any], *, touched: int) -> bool:
    """Whether the published database can be brought up to date, and whether that costs less than to build it anew.

    Args:
        layout: The warehouse.
        manifest: Of the published snapshot.
        touched: Articles' worth of rows that the run makes or takes away.
    """
    is_same = (manifest.get("duckdb_version"), manifest.get("relations_hash")) == (duckdb.__version__, relations_hash())
    touched += manifest.get("articles_since_build", 0)
    is_little = touched <= max(_FEW, _SHARE * manifest["row_counts"]["articles"])
    return is_same and is_little and run_of_database(layout) == manifest["run_id"]


def update(connection: duckdb.DuckDBPyConnection, handed: Handed, overrides: Overrides) -> Changes:
    """Bring a copy of the published database up to date.

    Args:
        connection: The copy, with the views of an assembly.
        handed: Rows of tables that are not made of single articles.
        overrides: Columns that were decided across articles, by table.

    Returns:
        What was changed. The temporary table ``moved_periods`` names the ``period`` of every article that is gone or
        has another date, the old one and the new one.
    """
    connection.execute(
        f"create or replace temp table old_articles as select article_id, published_date from {CATALOG}.articles "
        "where article_id in (select article_id from touched_articles)"
    )
    connection.execute(
        f"create or replace temp table stories_before as select article_id, story_id from {CATALOG}.articles"
    )
    changes = Changes(connection)

    def bring() -> None:
        with at_once(connection):
            _bring_rows(connection, changes, handed, overrides)

    def renew() -> None:
        with at_once(connection):
            renew_marts(connection, changes)
            create_periods(connection, f"{CATALOG}.articles", old="old_articles")

    for step in (bring, renew):
        with_room(connection, step)
        open_again(connection)
        changes.unsettled.clear()
    return changes


def _bring_rows(connection: duckdb.DuckDBPyConnection, changes: Changes, handed: Handed, overrides: Overrides) -> None:
    """Rows of all tables but marts."""
    for table in TABLES:
        if table.origin == "batch":
            _replace(connection, changes, table, overrides)
        elif table.name in handed or table.origin == "run":
            _hand_over(connection, changes, table, handed.get(table.name))
    for name, of_table in overrides.items():
        for decided in cells(of_table):
            with registered(connection, "decided", decided.rows) as relation:
                changes.decide(TABLE[name], decided, relation)


def _replace(connection: duckdb.DuckDBPyConnection, changes: Changes, table: Table, overrides: Overrides) -> None:
    """Rows of the run's articles in the place of their old ones."""
    with override(connection, cells(overrides.get(table.name))) as (joins, decided):
        chosen = chosen_columns(table, decided)
        order = columns_of("t", table.key)
        changes.replace_articles(
            table,
            old=f"select article_id from replaced where coalesce(of_table, '{table.name}') = '{table.name}'",
            new=f"select {chosen} from incoming_{table.name} t {joins} order by {order}",
            made=f"select article_id from made_{table.name}",
        )


def _hand_over(
    connection: duckdb.DuckDBPyConnection,
    changes: Changes,
    table: Table,
    handed: pl.DataFrame | Filed | Replaced | None,
) -> None:
    """Rows that were handed over in the place of those that they replace; of a ``run`` table beside the old ones."""
    frame = handed.rows if isinstance(handed, Replaced) else handed
    with contextlib.ExitStack() as frames:
        if frame is not None:
            frames.enter_context(registered(connection, "handed_frame", frame, table=table.name))
        if table.origin == "run":
            if table.has_articles:
                gone = f"select article_id from replaced where of_table = '{table.name}'"
                changes.drop(table, f"{table.article_key} in ({gone})")
            beside = "" if frame is None else " union all by name from handed_frame"
            changes.add(table, f"from incoming_{table.name}{beside}")
            return
        connection.execute("create or replace temp table handed as from handed_frame")
        scope = "true"
        if isinstance(handed, Replaced):
            names = columns(handed.scope.columns)
            frames.enter_context(registered(connection, "of_scope", handed.scope))
            scope = f"({names}) in (select ({names}) from of_scope)" if handed.scope.width else "false"
        changes.replace_rows(table, "handed", scope=scope)
        connection.execute("drop table handed")
