"""What an older version of newsprism left otherwise than today's contract says: tables, columns and types.

A run carries old rows on whatever is missing; this says beforehand what it will do.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import duckdb

from warehouse.contract.schema import MONTH, Table
from warehouse.contract.tables import TABLE, TABLES
from warehouse.store.database import read_parquet
from warehouse.store.layout import DamagedError, Layout

_NAMED: Final = 4  # columns of a table in a line; the data dictionary has all


def differences(layout: Layout, manifest: Mapping[str, Any]) -> list[str]:
    """Lines about tables of a snapshot that are not as today's contract has them; none where all are.

    Raises:
        WarehouseError: A file is damaged.
    """
    files: dict[str, list[Path]] = {}
    for entry in manifest["files"]:
        files.setdefault(entry["table"], []).append(layout.root / entry["path"])
    new = [table.name for table in TABLES if table.name not in files]
    lines = [f"new tables: {', '.join(new)}"] if new else []
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
        for table in TABLES:
            if table.name in files:
                lines += _of_table(connection, table, files[table.name])
    gone = sorted(files.keys() - TABLE.keys())
    return [*lines, f"tables that go: {', '.join(gone)}"] if gone else lines


def _of_table(connection: duckdb.DuckDBPyConnection, table: Table, files: list[Path]) -> Iterator[str]:
    try:
        rows = connection.execute(f"describe select * from {read_parquet(files)}").fetchall()
    except duckdb.Error as error:
        raise DamagedError(f"a file of the published snapshot is damaged: {error}") from error
    there = {name: type_ for name, type_, *_ in rows}
    added = [column.name for column in table.columns if column.name not in there]
    if added:
        more = f" and {len(added) - _NAMED} more" if len(added) > _NAMED else ""
        yield f"{table.name}: new columns {', '.join(added[:_NAMED])}{more}"
    for column in table.columns:
        if column.name in there and there[column.name] != str(column.type):
            yield f"{table.name}.{column.name}: {there[column.name]} becomes {column.type}"
    own = {*table.column_names, MONTH} if table.is_partitioned else set(table.column_names)
    if gone := [name for name in there if name not in own]:
        yield f"{table.name}: columns that go: {', '.join(gone)}"
