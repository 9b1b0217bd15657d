"""Rows of the published database for a page: of analyses that anybody can run again, and of what stands around."""

import base64
import contextlib
import io
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from warehouse.csv_text import BOM, write_csv
from warehouse.query import open_sandboxed
from warehouse.statements import analysis, comment_text, description, sql_files
from warehouse.store.layout import OutdatedError

Row = Mapping[str, Any]

_AROUND: Final = dict(sql_files("reports"))


@dataclass(frozen=True, slots=True)
class Figure:
    """What an analysis says, and how to ask it again.

    Attributes:
        name: The analysis, or what the query is about.
        command: The command line that gives the same rows.
        sql: Its SQL.
        columns: Names of the columns.
        rows: The rows, by name of column.
    """

    name: str
    command: str
    sql: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def question(self) -> str:
        """The question that it answers."""
        return description(self.sql).partition(": --param")[0]

    @property
    def rules(self) -> str:
        """What a row is, what is left out and what counts as 0."""
        return comment_text(self.sql).partition("Grain: ")[2]

    @property
    def csv_link(self) -> str:
        """All rows as an address that needs no network: CSV for spreadsheets."""
        stream = io.StringIO(newline="")
        stream.write(BOM)
        write_csv(stream, self.columns, [[list(row.values()) for row in self.rows]])
        return "data:text/csv;charset=utf-8;base64," + base64.b64encode(stream.getvalue().encode()).decode("ascii")


class Reader:
    """Reads the published database, sandboxed. One page's rows are of one state: the connection keeps the file."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def figure(self, name: str, parameters: Mapping[str, str]) -> Figure:
        """The rows of a named analysis.

        Args:
            name: The analysis.
            parameters: Its parameters, by name.
        """
        sql = analysis(name)
        if sql is None:  # the page's own mistake: a test writes every page
            raise KeyError(name)
        given = " ".join(f"--param {shlex.quote(f'{key}={value}')}" for key, value in parameters.items())
        columns, rows = self._run(sql, parameters)
        command = f"newsprism query {name} {given}".rstrip()
        return Figure(name=name, command=command, sql=sql, columns=columns, rows=rows)

    def figure_around(self, name: str, parameters: Mapping[str, Any], *, command: str) -> Figure:
        """The rows of ``sql/reports/<name>.sql`` as a figure that another command gives, too."""
        sql = _AROUND[name]
        columns, rows = self._run(sql, parameters)
        return Figure(name=name, command=command, sql=sql, columns=columns, rows=rows)

    def rows(self, name: str, parameters: Mapping[str, Any] | None = None) -> tuple[Row, ...]:
        """Rows of ``sql/reports/<name>.sql``: what stands around the figures of a page."""
        return self._run(_AROUND[name], parameters or {})[1]

    def _run(self, sql: str, parameters: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[Row, ...]]:
        cursor = self._connection.execute(sql, dict(parameters) or None)
        columns = tuple(column[0] for column in cursor.description or ())
        return columns, tuple(dict(zip(columns, row, strict=True)) for row in cursor.fetchall())


@contextlib.contextmanager
def open_reader(database: Path) -> Iterator[Reader]:
    """A reader of a published database, while the ``with`` lasts.

    Raises:
        WarehouseError: The database lacks what the pages ask: it was published by an older version.
    """
    try:
        with contextlib.closing(open_sandboxed(database)) as connection:
            yield Reader(connection)
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        what = str(error).partition("\n")[0]
        raise OutdatedError(
            f"{database}: {what} Run newsprism over the warehouse once, to bring it up to date."
        ) from error
