"""Tables that are made from others by one ``select`` each, ``sql/marts/<name>.sql``.

A mart's row depends on the rows of one article or of one story alone (its ``scope``). So a run that changed some of
them makes those rows again and no others: the ``select`` is run where the names of the tables stand for the rows of
those articles (temporary tables of the same names, which DuckDB finds first, also from within views).
"""

import contextlib
import graphlib
import re
from collections.abc import Collection, Iterator
from typing import Final

import duckdb

from warehouse.contract.schema import Table
from warehouse.contract.tables import TABLE, TABLES
from warehouse.statements import mart_sql, view_files
from warehouse.store.changes import Changes, columns, columns_of
from warehouse.store.layout import CATALOG

_WORD: Final = re.compile(r"\w+")


def marts() -> list[tuple[Table, str]]:
    """Every mart with its ``select``, each after those that it reads."""
    made = {table.name: mart_sql(table.name) for table in TABLES if table.origin == "mart"}
    views = dict(view_files()) if made else {}
    used = {name: (tables_of(sql, views) & made.keys()) - {name} for name, sql in made.items()}
    return [(TABLE[name], made[name]) for name in graphlib.TopologicalSorter(used).static_order()]


def tables_of(sql: str, views: dict[str, str]) -> set[str]:
    """Tables that a query names, by itself or through views."""
    found: set[str] = set()
    met: set[str] = set()
    pending = [sql]
    while pending:
        code = "\n".join(line for line in pending.pop().splitlines() if line[:2] != "--")
        words = set(_WORD.findall(code)) - met
        met |= words
        found |= words & TABLE.keys()
        pending += [views[name] for name in words & views.keys()]
    return found


def fill_mart(connection: duckdb.DuckDBPyConnection, table: Table, sql: str) -> None:
    """Make all rows of a mart whose table is empty, in the order of their periods (table ``periods``) and keys."""
    names, rows, order = columns(table.column_names), f"(\n{sql}\n) m", columns_of("m", table.key)
    if table.is_partitioned:
        rows, order = f"{rows} left join periods on of_article = m.article_id", f"period, {order}"
    chosen = columns_of("m", table.column_names)
    connection.execute(f"insert into {CATALOG}.{table.name} ({names}) select {chosen} from {rows} order by {order}")


def renew_mart(connection: duckdb.DuckDBPyConnection, table: Table, sql: str, changes: Changes) -> None:
    """Make those rows of a mart again that depend on what was changed.

    Args:
        connection: The database, in a transaction; the temporary table ``stories_before`` says which ``article_id`` was
            in which ``story_id``.
        table: The mart.
        sql: Its ``select``.
        changes: What was changed, and gets what is changed here.
    """
    read = tables_of(sql, dict(view_files()))
    if not read & changes.tables:
        return
    parts = [_articles_that_lead_to(TABLE[name]) for name in sorted(read & changes.tables)]
    if None in parts:  # it hangs on something that belongs to no article
        fresh = f"fresh_{table.name}"
        connection.execute(f"create temp table {fresh} as select {columns(table.column_names)} from (\n{sql}\n)")
        changes.replace_rows(table, fresh)
        connection.execute(f"drop table {fresh}")
        return
    connection.execute(f"create or replace temp table articles_again as {' union '.join(filter(None, parts))}")
    scope = "article_id"
    if table.scope == "story_id":
        scope = "story_id"
        connection.execute(
            "create or replace temp table stories_again as "
            "select story_id from stories_before where article_id in (from articles_again) union "
            f"select story_id from {CATALOG}.articles where article_id in (from articles_again)"
        )
        connection.execute(
            "create or replace temp table articles_again as "
            f"select article_id from {CATALOG}.articles where story_id in (from stories_again)"
        )
    again = "articles_again" if scope == "article_id" else "stories_again"
    with only_rows_of(connection, "articles_again", read):
        rows = f"select {columns(table.column_names)} from (\n{sql}\n) where {scope} in (from {again})"
        connection.execute(f"create temp table fresh as {rows}")
    changes.replace_rows(table, "fresh", scope=f"{scope} in (from {again})")
    connection.execute("drop table fresh")


def _articles_that_lead_to(table: Table) -> str | None:
    """The SQL of articles whose marts depend on what was changed of a table; None where that is none in particular."""
    if table.is_partitioned:
        return f"select article_id from changed_articles where of_table = '{table.name}'"
    leading = [
        f"select {other.article_key} as article_id from {CATALOG}.{other.name} "
        f'where "{column}" in (select "{key}" from changed_{table.name})'
        for other in TABLES
        if other.is_partitioned
        for column, name, key in other.references
        if name == table.name and key in table.key
    ]
    return " union ".join(leading) or None


@contextlib.contextmanager
def only_rows_of(
    connection: duckdb.DuckDBPyConnection, articles: str, tables: Collection[str] = TABLE.keys()
) -> Iterator[None]:
    """Let the names of the tables that hold rows of articles stand for the rows of some.

    Args:
        connection: A database in use.
        articles: A temporary table with their ``article_id``.
        tables: Which tables; all by default.
    """
    shadowed = [table for table in TABLES if table.has_articles and table.name in tables]
    for table in shadowed:
        connection.execute(
            f"create temp table {table.name} as select * from {CATALOG}.{table.name} "
            f"where {table.article_key} in (select article_id from {articles})"
        )
    try:
        yield
    finally:
        for table in shadowed:
            connection.execute(f"drop table temp.{table.name}")
