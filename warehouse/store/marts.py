"""Tables that are made from others by one ``select`` each, ``sql/marts/<name>.sql``.

A mart's row depends on the rows of one article or of one story alone (its ``scope``). So a run that touched some of
them makes those rows again and no others: the ``select`` is run where the names of the tables stand for the touched
articles' rows (temporary tables of the same names, which DuckDB finds first, also from within views).
"""

import contextlib
import graphlib
import re
from collections.abc import Iterator
from importlib import resources
from typing import Final

import duckdb

from warehouse.contract.schema import Table
from warehouse.contract.tables import TABLE, TABLES
from warehouse.store.layout import CATALOG

_WORD: Final = re.compile(r"\w+")


def mart_sql(name: str) -> str:
    """The ``select`` of a mart."""
    sql = resources.files("sql").joinpath("marts", f"{name}.sql").read_text(encoding="utf-8")
    return sql.strip().rstrip(";")


def marts() -> list[tuple[Table, str]]:
    """Every mart with its ``select``, each after those that it reads."""
    made = {table.name: mart_sql(table.name) for table in TABLES if table.origin == "mart"}
    code = {name: "\n".join(line for line in sql.splitlines() if line[:2] != "--") for name, sql in made.items()}
    used = {name: {word for word in _WORD.findall(text) if word in made} - {name} for name, text in code.items()}
    return [(TABLE[name], made[name]) for name in graphlib.TopologicalSorter(used).static_order()]


def fill_mart(connection: duckdb.DuckDBPyConnection, table: Table, sql: str) -> None:
    """Make all rows of a mart whose table is empty."""
    names = ", ".join(f'"{name}"' for name in table.column_names)
    key = ", ".join(f'"{name}"' for name in table.key)
    connection.execute(f"insert into {CATALOG}.{table.name} ({names}) select {names} from (\n{sql}\n) order by {key}")


@contextlib.contextmanager
def only_rows_of(connection: duckdb.DuckDBPyConnection, articles: str) -> Iterator[None]:
    """Let the names of the tables that hold rows of articles stand for the rows of some.

    Args:
        connection: A database in use.
        articles: A temporary table with their ``article_id``.
    """
    shadowed = [table for table in TABLES if table.has_articles]
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
