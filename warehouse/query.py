"""Queries that are not ours: on the published database, read-only, and cut off from files and network."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from warehouse.layout import WarehouseError


class QueryError(WarehouseError):
    """The SQL is wrong, or asks for what the sandbox forbids."""


class Result(NamedTuple):
    """Columns and rows of a query."""

    columns: list[str]
    rows: Sequence[tuple[Any, ...]]


def open_sandboxed(database: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection without access to files, network, extensions or settings."""
    connection = duckdb.connect(
        str(database),
        read_only=True,
        config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"},
    )
    connection.execute("set TimeZone = 'UTC'")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


def run_query(database: Path, sql: str, parameters: Mapping[str, str]) -> Result:
    """Rows of a query on the published database.

    Args:
        database: The published file.
        sql: One statement, or several of which the last one's rows count; ``$name`` stands for a parameter.
        parameters: Values by name; numbers and dates are cast by the query itself.

    Raises:
        QueryError: DuckDB refuses the query; the message is DuckDB's own.
    """
    with open_sandboxed(database) as connection:
        try:
            statements = connection.extract_statements(sql)
            if not statements:
                raise QueryError("the query is empty")
            for statement in statements:
                wanted = {name: parameters[name] for name in statement.named_parameters if name in parameters}
                missing = sorted(set(statement.named_parameters) - set(wanted))
                if missing:
                    raise QueryError(f"the query needs --param {missing[0]}=VALUE")
                cursor = connection.execute(statement, wanted or None)
            columns = [column[0] for column in cursor.description or ()]
            return Result(columns, cursor.fetchall())
        except duckdb.Error as error:
            raise QueryError(str(error)) from error
