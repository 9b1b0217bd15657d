"""In what form the rows of a query are wanted, and what they may cost: what ``query`` and ``compare`` share."""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from warehouse.query import Bounds

_BOUNDS: Final = Bounds()
_SIZE: Final = re.compile(r"(?i)\d+(?:\.\d+)?\s*(?:[KMGT]i?B|%)")
FORMATS: Final = ("table", "csv", "json", "parquet")

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Form:
    """In what form rows are wanted.

    Attributes:
        given_format: One of ``FORMATS``; None for what the ending of the file says, else a table.
        out: File to write; None for the standard output.
        rows: Rows of a table to show at most; None for a hundred.
        include_copies: Whether comparisons count articles that are copies of others.
        exact: Whether CSV has text as it is stored.
        bom: Whether CSV begins with a byte order mark.
        timeout: Seconds that the query may take.
        memory: Memory that it may take.
        spill: Disk that it may take.
    """

    given_format: str | None = None
    out: Path | None = None
    rows: int | None = None
    include_copies: bool = False
    exact: bool = False
    bom: bool = False
    timeout: float = _BOUNDS.seconds
    memory: str = _BOUNDS.memory
    spill: str = _BOUNDS.spill

    @property
    def bounds(self) -> Bounds:
        """What the query may cost."""
        return Bounds(self.timeout, self.memory, self.spill)

    @property
    def format(self) -> str:
        """The format that is meant."""
        ending = "" if self.out is None else self.out.suffix.lower().removeprefix(".")
        return self.given_format or (ending if ending in FORMATS else "table")

    def check(self) -> None:
        """Refuse options that do not go together.

        Raises:
            click.UsageError: Rows, exact or bom are asked of another format, or Parquet has no file.
        """
        if self.rows is not None and self.format != "table":
            raise click.UsageError(f"--rows is for tables; --format {self.format} gives all, and SQL has limit")
        if self.format == "parquet" and self.out is None:
            raise click.UsageError("--format parquet needs --out FILE")
        for option in ("exact", "bom"):
            if getattr(self, option) and self.format != "csv":
                raise click.UsageError(f"--{option} is for CSV")


def of_rows(command: Function) -> Function:
    """Decorator: a command that takes the options of a form, and gets it as ``form``."""

    @functools.wraps(command)
    def wanted(*args: Any, **given: Any) -> Any:
        form = Form(**{field.name: given.pop(field.name) for field in fields(Form)})
        return command(*args, form=form, **given)

    for option in reversed(_OPTIONS):
        wanted = option(wanted)
    return wanted  # type: ignore[return-value]  # click's decorators and ours keep what click needs


def _size(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """A size as DuckDB reads it."""
    del context  # click passes it to every callback
    if not _SIZE.fullmatch(value):
        raise click.UsageError(f"{parameter.opts[0]} wants a size as 500MB, 4GB or 50%, not {value!r}")
    return value


_OPTIONS: Final = (
    click.option(
        "--format",
        "given_format",
        type=click.Choice(FORMATS),
        help="Without it, what the ending of --out says, else a table.",
    ),
    click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; needed for parquet."),
    click.option("--rows", type=click.IntRange(1), help="Rows of a table to show at most; 100 by default."),
    click.option("--include-copies", is_flag=True, help="Let comparisons count copies of other articles too."),
    click.option("--exact", is_flag=True, help="CSV with text as it is stored, even what a spreadsheet would run."),
    click.option(
        "--timeout",
        type=click.FloatRange(0, min_open=True),
        default=_BOUNDS.seconds,
        show_default=True,
        metavar="S",
        help="Seconds that the query may take.",
    ),
    click.option(
        "--memory",
        default=_BOUNDS.memory,
        show_default=True,
        metavar="SIZE",
        callback=_size,
        help="Memory that the query may take.",
    ),
    click.option(
        "--spill",
        default=_BOUNDS.spill,
        show_default=True,
        metavar="SIZE",
        callback=_size,
        help="Disk that it may take for what does not fit into the memory.",
    ),
    click.option("--bom", is_flag=True, help="CSV that begins with a byte order mark, which some spreadsheets want."),
)
