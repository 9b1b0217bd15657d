"""A database under way: opened beside the published one, and what older snapshots are read into it with."""

import contextlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeVar

import duckdb

try:
    import fcntl
except ModuleNotFoundError:  # Windows
    fcntl = None  # type: ignore[assignment]

from warehouse.contract.schema import Table
from warehouse.statements import literal
from warehouse.store.layout import CATALOG, DamagedError

_MEMORY: Final = 3 << 28  # bytes that DuckDB sorts and joins in, half of what a run may take; the rest goes to disk
_CLONE: Final = 0x40049409  # FICLONE of Linux: the new file shares the old one's blocks
_STORAGE: Final = "v1.2.0"  # files that DuckDB 1.2 and later can open; 2.0's own cannot be read by 1.x

Result = TypeVar("Result")


def open_database(database: Path, *, copied: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A connection that writes a database file, in UTC, in bounded memory, and spills beside the file.

    Args:
        database: The file, which is new.
        copied: Another database to begin with; its file stays as it is.
    """
    database.unlink(missing_ok=True)
    if copied is not None:
        copy_file(copied, database)
    connection = duckdb.connect(
        config={"autoinstall_known_extensions": "false", "temp_directory": str(database.parent / "spill")}
    )
    connection.execute("set TimeZone = 'UTC'")
    _limit_memory(connection)
    connection.execute(f"attach {literal(database)} as {CATALOG} (storage_version '{_STORAGE}')")
    connection.execute(f"use {CATALOG}")
    return connection


def open_again(connection: duckdb.DuckDBPyConnection) -> None:
    """Put what was committed into the file and open it again: then all of its rows can be read by their place.

    Args:
        connection: As :func:`open_database` gives it, in no transaction. Temporary tables and views stay.
    """
    execute = connection.execute
    execute("checkpoint")
    ((path,),) = execute(f"select path from duckdb_databases() where database_name = '{CATALOG}'").fetchall()
    execute("use memory")
    execute(f"detach {CATALOG}")
    execute(f"attach {literal(path)} as {CATALOG}")
    execute(f"use {CATALOG}")


def open_published(database: Path) -> duckdb.DuckDBPyConnection:
    """A connection that reads a published database, in UTC; temporary tables stay in memory."""
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
    connection.execute("set TimeZone = 'UTC'")
    connection.execute(f"attach {literal(database)} as {CATALOG} (read_only)")
    connection.execute(f"use {CATALOG}")
    return connection


def copy_file(source: Path, target: Path) -> None:
    """Copy a file, by reference where the file system can: then it costs nothing until one of the two is written to."""
    try:
        with source.open("rb") as old, target.open("wb") as new:
            fcntl.ioctl(new.fileno(), _CLONE, old.fileno())
    except (OSError, AttributeError):  # not this file system, or not Linux
        shutil.copyfile(source, target)


def _limit_memory(connection: duckdb.DuckDBPyConnection) -> None:
    """Take half of the machine's (or the container's) memory, and a fixed amount at most: no corpus sits in it."""
    if _half_of_machine(connection) > _MEMORY:
        connection.execute(f"set memory_limit = '{_MEMORY}B'")


def _half_of_machine(connection: duckdb.DuckDBPyConnection) -> int:
    """Let DuckDB take half of the memory that there is, and say how many bytes that are."""
    connection.execute("set memory_limit = '50%'")
    return _limit(connection)


def _limit(connection: duckdb.DuckDBPyConnection) -> int:
    ((limit,),) = connection.execute("select parse_formatted_bytes(current_setting('memory_limit'))").fetchall()
    return int(limit)


def with_room(connection: duckdb.DuckDBPyConnection, step: Callable[[], Result]) -> Result:
    """Do a step, and again in twice the memory where DuckDB cannot do it in what it may take.

    Some operators keep more than they can put on disk. So a run over a very large warehouse takes more than it would
    like to for a while, up to half of the machine, and ends.

    Args:
        connection: As :func:`open_database` gives it.
        step: What is done; it leaves nothing behind where it fails.

    Raises:
        duckdb.OutOfMemoryException: Half of the machine is not enough.
    """
    usual = limit = 0  # not asked for before it is wanted: there are hundreds of steps
    try:
        while True:
            try:
                return step()
            except duckdb.OutOfMemoryException:
                usual = usual or _limit(connection)
                limit = max(limit, usual)
                most = _half_of_machine(connection)
                if limit >= most:
                    raise
                limit = min(2 * limit, most)
                connection.execute(f"set memory_limit = '{limit}B'")
    finally:
        if limit > usual:
            with contextlib.suppress(duckdb.OutOfMemoryException):  # what is held still needs more
                connection.execute(f"set memory_limit = '{usual}B'")


@contextlib.contextmanager
def at_once(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Statements as one transaction: by itself, each of the hundreds would wait for the disk."""
    connection.execute("begin")
    try:
        yield
    except duckdb.Error:
        with contextlib.suppress(duckdb.Error):  # what broke the database has ended it
            connection.execute("rollback")
        raise
    connection.execute("commit")


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
        raise DamagedError(f"a file of the published snapshot is damaged: {error}") from error
    present = {column[0] for column in described}
    return ", ".join(
        f'"{c.name}"' if c.name in present else f'cast({c.older or "null"} as {c.type}) as "{c.name}"'
        for c in table.columns
    )
