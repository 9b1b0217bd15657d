"""A database under way: opened beside the published one, and what older snapshots are read into it with."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import duckdb

from warehouse.contract.schema import Table
from warehouse.statements import literal
from warehouse.store.layout import CATALOG, WarehouseError

_MEMORY: Final = 2 << 30  # bytes that DuckDB sorts and joins in; what needs more goes to disk and takes longer
_STORAGE: Final = "v1.2.0"  # files that DuckDB 1.2 and later can open; 2.0's own cannot be read by 1.x


def open_database(database: Path) -> duckdb.DuckDBPyConnection:
    """A connection that writes a new database file, in UTC, in bounded memory, and spills beside the file."""
    database.unlink(missing_ok=True)
    connection = duckdb.connect(
        config={"autoinstall_known_extensions": "false", "temp_directory": str(database.parent / "spill")}
    )
    connection.execute("set TimeZone = 'UTC'")
    _limit_memory(connection)
    connection.execute(f"attach {literal(database)} as {CATALOG} (storage_version '{_STORAGE}')")
    connection.execute(f"use {CATALOG}")
    return connection


def _limit_memory(connection: duckdb.DuckDBPyConnection) -> None:
    """Take half of the machine's (or the container's) memory, and a fixed amount at most: no corpus sits in it."""
    connection.execute("set memory_limit = '50%'")
    ((limit,),) = connection.execute("select parse_formatted_bytes(current_setting('memory_limit'))").fetchall()
    if limit > _MEMORY:
        connection.execute(f"set memory_limit = '{_MEMORY}B'")


def read_parquet(files: Sequence[Path]) -> str:
    """SQL that reads the rows of files, in their order; a column that some of them lack is null there."""
    listed = ", ".join(literal(file) for file in files)
    return f"read_parquet([{listed}], hive_partitioning = false, union_by_name = true)"


def carried_columns(connection: duckdb.DuckDBPyConnection, table: Table, files: Sequence[Path]) -> str:
    """SQL of a table's columns over files that an older version may have written.

    Raises:
        WarehouseError: A file cannot be read.
    """
    try:
        described = connection.execute(f"describe select * from {read_parquet(files)}").fetchall()
    except duckdb.Error as error:
        raise WarehouseError(f"a file of the published snapshot is damaged: {error}") from error
    present = {column[0] for column in described}
    return ", ".join(
        f'"{c.name}"' if c.name in present else f'cast({c.older or "null"} as {c.type}) as "{c.name}"'
        for c in table.columns
    )
