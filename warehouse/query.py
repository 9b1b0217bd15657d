"""Queries that are not ours: on the published database, read-only, and cut off from files and network.

The sandbox has three walls. The database is opened read-only; the connection has no access to files, network and
extensions, and its settings are locked; and only statements that read (or make temporary tables) are run at all.
"""

import contextlib
import datetime as dt
import difflib
import itertools
import os
import re
import tempfile
import threading
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import duckdb

from warehouse.statements import literal, optional_parameters
from warehouse.store.layout import CATALOG, WarehouseError

_BATCH: Final = 10_000  # rows held at a time: small beside DuckDB's own memory, large beside the cost of a call
_MESSAGE: Final = 400  # characters: DuckDB lists every candidate of a function, which fills screens
_GUESSED: Final = 4  # parameters that are tried as text and as a number: 2 ** 4 tries at most
_ALLOWED: Final = frozenset(
    {"SELECT", "EXPLAIN", "CREATE", "INSERT", "UPDATE", "DELETE", "DROP", "SET"}
)  # all but the first two: for temporary tables and variables; DuckDB refuses them on a read-only database
_REFUSALS: Final = (
    (duckdb.PermissionException, "a query reads the warehouse alone: no files, no network, no extensions"),
    (duckdb.InvalidInputException, "a query reads: the warehouse cannot be changed and its settings are locked"),
)
_FORBIDDEN: Final = re.compile(r"read-only mode|configuration has been locked|disabled (?:by|through) configuration")
_TYPED: Final = (
    (re.compile(r"-?(?:0|[1-9]\d{0,17})"), int),
    (re.compile(r"-?(?:0|[1-9]\d*)\.\d+(?:[eE][-+]?\d+)?"), float),
    (re.compile(r"\d{4}-\d{2}-\d{2}"), dt.date.fromisoformat),
    (re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*"), dt.datetime.fromisoformat),
    (re.compile(r"(?i)true|false"), lambda text: text.lower() == "true"),
)


class QueryError(WarehouseError):
    """The SQL is wrong, or asks for what the sandbox forbids."""


class ParameterError(QueryError):
    """A parameter that the query needs is missing, or one is given that it does not know."""


class Bounds(NamedTuple):
    """What a query may cost.

    Attributes:
        seconds: Time, its rows being written included.
        memory: Memory, as DuckDB writes sizes: ``4GB``, or a share of the machine's.
        spill: Disk, for what does not fit into the memory.
    """

    seconds: float = 600.0  # an analysis takes seconds, a join that lacks its condition for ever
    memory: str = "50%"  # the rest is for a run, which may be under way
    spill: str = "20GB"  # less than a temporary folder has on most machines


class Result(NamedTuple):
    """Columns and rows of a query."""

    columns: list[str]
    rows: Sequence[tuple[Any, ...]]


class Answer:
    """The rows of a query, not yet fetched. Use it inside the ``with`` of :func:`open_query`."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor
        self.columns = _distinct([column[0] for column in cursor.description or ()])

    def rows(self, limit: int | None = None) -> list[tuple[Any, ...]]:
        """All rows, or the next ``limit`` of them."""
        return self._cursor.fetchall() if limit is None else self._cursor.fetchmany(limit)

    def batches(self) -> Iterator[list[tuple[Any, ...]]]:
        """Rows by the ten thousand, so that a result larger than the memory can be written."""
        while rows := self._cursor.fetchmany(_BATCH):
            yield rows

    def write_parquet(self, path: Path) -> None:
        """Write the rows as one Parquet file, with the types that DuckDB gives them; the file is there whole or not."""
        import pyarrow as pa  # noqa: PLC0415  a fifth of the start of every command that reads, and wanted here alone
        import pyarrow.parquet as pq  # noqa: PLC0415  as above

        draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
        try:
            with warnings.catch_warnings():  # it copies the rows batch by batch, which is what memory wants
                warnings.filterwarnings("ignore", "Arrow output on a DB-API result", UserWarning)
                reader: Any = self._cursor.to_arrow_reader(_BATCH)
            schema = pa.schema([field.with_name(name) for field, name in zip(reader.schema, self.columns, strict=True)])
            with pq.ParquetWriter(draft, schema, compression="zstd") as writer:
                for batch in reader:
                    writer.write_batch(batch.rename_columns(self.columns))
            os.replace(draft, path)  # noqa: PTH105  whole or not at all
        finally:
            draft.unlink(missing_ok=True)


def open_sandboxed(database: Path, bounds: Bounds | None = None) -> duckdb.DuckDBPyConnection:
    """A read-only connection without access to files, network, extensions or settings.

    The file is attached to a DuckDB of its own: two connections to one file in one process would share their settings,
    and the second could not set its time zone any more.

    Args:
        database: The published file.
        bounds: Memory and disk that queries may take; for ours, what DuckDB takes by itself.
    """
    connection = duckdb.connect(
        config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"},
    )
    try:
        connection.execute(f"attach {literal(database)} as {CATALOG} (read_only)")
        connection.execute(f"use {CATALOG}")
        connection.execute("set TimeZone = 'UTC'")
        spill = (
            Path(tempfile.gettempdir()) / f"newsprism-query-{os.getpid()}"
        )  # the warehouse may not be ours to write to
        connection.execute(f"set temp_directory = {literal(spill)}")
        if bounds is not None:
            connection.execute(f"set memory_limit = {literal(bounds.memory)}")
            connection.execute(f"set max_temp_directory_size = {literal(bounds.spill)}")
        connection.execute("set python_enable_replacements = false")  # no variable of this process is a table
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def open_query(
    database: Path,
    sql: str,
    parameters: Mapping[str, str],
    *,
    include_copies: bool = False,
    bounds: Bounds | None = None,
) -> Iterator[Answer]:
    """Run a query on the published database and give its rows while the ``with`` lasts.

    Args:
        database: The published file.
        sql: One statement, or several of which the last one's rows count; ``$name`` stands for a parameter.
        parameters: Values by name, as text. DuckDB takes the text for what the place wants (a number, a date, a name);
            where it cannot tell, as in ``$n + 1``, what looks like a number, date or truth value is taken for one.
            Those that the comment of an analysis calls optional are null where they are not given.
        include_copies: Whether comparisons count articles that are copies of others.
        bounds: What it may cost.

    Raises:
        ParameterError: A parameter is missing or unknown.
        QueryError: DuckDB refuses the query, with a message of its own in one line; or it costs more than it may.
    """
    bounds = bounds or Bounds()
    try:
        with (
            contextlib.closing(open_sandboxed(database, bounds)) as connection,
            _interrupted_after(bounds.seconds, connection),
        ):
            if include_copies:
                connection.execute("set variable include_copies = true")  # what the macro is_counted asks
            yield Answer(_run(connection, sql, parameters))
    except duckdb.InterruptException as error:
        raise QueryError(f"stopped after {bounds.seconds:g} seconds; --timeout gives a query more") from error
    except duckdb.OutOfMemoryException as error:
        raise QueryError(
            f"needs more than {bounds.memory} of memory and {bounds.spill} of disk; --memory and --spill give a query "
            "more, a condition or a limit makes it less"
        ) from error
    except duckdb.Error as error:
        raise QueryError(_message(error)) from error


@contextlib.contextmanager
def _interrupted_after(seconds: float, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Interrupt what the connection does when the time is over."""
    timer = threading.Timer(seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def run_query(database: Path, sql: str, parameters: Mapping[str, str]) -> Result:
    """All rows of a query on the published database: see :func:`open_query`."""
    with open_query(database, sql, parameters) as answer:
        return Result(answer.columns, answer.rows())


def nearest(name: str, names: Sequence[str]) -> str:
    """A hint for a mistyped name: the nearest of the names if one is near, else all of them."""
    near = difflib.get_close_matches(name, names, n=1)
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}" if names else "there are none"


def _run(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, str]) -> duckdb.DuckDBPyConnection:
    statements = connection.extract_statements(sql)
    if not statements:
        raise QueryError("the query is empty")
    wanted = sorted({name for statement in statements for name in statement.named_parameters})
    optional = optional_parameters(sql)
    _check_parameters(wanted, parameters, optional)
    for statement in statements:
        kind = statement.type.name
        if kind not in _ALLOWED:
            said = kind.lower().replace("_", " ")
            raise QueryError(f"{said} is not for queries: they read (select, describe, explain)")
        given = {name: parameters.get(name) for name in statement.named_parameters}  # null: not asked for
        cursor = _execute(connection, statement, given)
    return cursor


def _check_parameters(wanted: Sequence[str], parameters: Mapping[str, str], optional: Collection[str]) -> None:
    if wanted and all(name.isdigit() for name in wanted):
        raise ParameterError("parameters have names: write $name, not ? or $1")
    unknown = next((name for name in parameters if name not in wanted), None)
    if unknown is not None:
        hint = nearest(unknown, wanted) if wanted else "it has none"
        raise ParameterError(f"the query has no parameter {unknown}; {hint}")
    missing = [name for name in wanted if name not in parameters and name not in optional]
    if missing:
        raise ParameterError("the query needs " + " ".join(f"--param {name}=VALUE" for name in missing))


def _execute(
    connection: duckdb.DuckDBPyConnection, statement: duckdb.Statement, given: Mapping[str, str | None]
) -> duckdb.DuckDBPyConnection:
    try:
        return connection.execute(statement, given or None)
    except duckdb.BinderException as error:
        typed = {name: value for name, text in given.items() if text is not None and (value := _typed(text)) != text}
        if not typed or len(typed) > _GUESSED:
            raise
        for count in range(1, len(typed) + 1):
            for names in itertools.combinations(typed, count):
                with contextlib.suppress(duckdb.BinderException, duckdb.ConversionException):
                    return connection.execute(statement, {**given, **{name: typed[name] for name in names}})
        raise error from None


def _distinct(names: Sequence[str]) -> list[str]:
    """Names of columns, those that come again numbered: a JSON object and a Parquet file have each name once."""
    distinct: list[str] = []
    for name in names:
        numbers = (f"{name}_{number}" for number in itertools.count(1))
        distinct.append(name if name not in distinct else next(n for n in numbers if n not in [*names, *distinct]))
    return distinct


def _typed(text: str) -> Any:
    """What a text looks like: a whole number, a decimal one, a day, a moment, a truth value, or itself."""
    for pattern, read in _TYPED:
        if pattern.fullmatch(text):
            with contextlib.suppress(ValueError):
                return read(text)
    return text


def _message(error: duckdb.Error) -> str:
    """DuckDB's message in one line: what, and where in the SQL."""
    text = str(error)
    if _FORBIDDEN.search(text):
        refusal = next((said for kind, said in _REFUSALS if isinstance(error, kind)), None)
        if refusal is not None:
            return refusal
    what, _, place = text.partition("\n\nLINE ")
    line = " ".join(what.split())
    if len(line) > _MESSAGE:
        line = line[:_MESSAGE].rstrip() + " …"
    if not place:
        return line
    number, _, rest = place.partition(": ")
    source, _, caret = rest.partition("\n")
    column = caret.find("^") - len(f"LINE {number}: ")
    near = source[max(column, 0) :].strip()[:40]
    return f"{line} (line {number}, at {near!r})" if near else f"{line} (line {number})"
