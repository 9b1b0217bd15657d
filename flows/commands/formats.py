"""Rows as text: a table for people, JSON for programs; CSV is in ``warehouse.csv_text``, for pages use it too."""

import datetime as dt
import decimal
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final, TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from flows.terminal import shown
from warehouse.csv_text import flat, plain
from warehouse.query import Result

_WIDE: Final = 120  # characters, where the output is no terminal whose width could be asked
_NARROWEST: Final = 10  # characters of a column; where not all fit so narrow, records are written one below the other
_GAP: Final = "  "
_ROUND: Final = 1000  # from here on digits behind the point are noise
_BREAKS: Final = re.compile(r"[\n\t\r\u2028\u2029]+")

Row = Sequence[Any]


def as_table(result: Result, width: int | None = None) -> str:
    """Rows as text in columns, as wide as asked, or 120 characters.

    Where the columns do not fit even at ten characters each, every row becomes a record of ``name  value`` lines.
    """
    limit = width or _WIDE
    cells = [[_shown(value) for value in row] for row in result.rows]
    count = f"({len(result.rows):,} {'row' if len(result.rows) == 1 else 'rows'})\n"
    widths = _fitted([max(map(cell_len, column)) for column in zip(result.columns, *cells, strict=True)], limit=limit)
    if widths is None:
        return _as_records(result.columns, cells, limit=limit) + count
    numeric = [
        bool(result.rows) and all(row[i] is None or _is_number(row[i]) for row in result.rows)
        for i in range(len(result.columns))
    ]
    lines = [line for row in [result.columns, *cells] for line in _row_lines(row, widths, numeric)]
    return "".join(line + "\n" for line in lines) + count


def write_json(stream: TextIO, columns: Sequence[str], batches: Iterable[Iterable[Row]]) -> None:
    """Rows as one JSON list of objects, a row a line: dates in ISO form, what is no number as null."""
    separator = "[\n"
    for batch in batches:
        for row in batch:
            record = dict(zip(columns, map(plain, row), strict=True))
            stream.write(separator + json.dumps(record, ensure_ascii=False, allow_nan=False))
            separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | decimal.Decimal) and not isinstance(value, bool)


def _shown(value: Any) -> str:
    """A value as people read it: numbers to three digits, one line, nothing that steers a terminal."""
    if value is None:
        return ""
    if isinstance(value, float):
        rounded = value + 0.0  # no "-0"
        return f"{rounded:.0f}" if _ROUND <= abs(rounded) < 1e15 else f"{rounded:.3g}"
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return shown(_BREAKS.sub(" ", str(flat(value))))


def _fitted(natural: Sequence[int], *, limit: int) -> list[int] | None:
    """Widths that fit: the widest columns are cut to one width. None where that is narrower than the narrowest."""
    room = limit - len(_GAP) * (len(natural) - 1)
    widths = list(natural)
    for place, index in enumerate(sorted(range(len(natural)), key=natural.__getitem__)):  # the narrow ones take first
        share = room // (len(natural) - place)
        if natural[index] > share:
            if share < _NARROWEST:
                return None
            widths[index] = share
        room -= widths[index]
    return widths


def _row_lines(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> list[str]:
    wrapped = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for number in range(max(map(len, wrapped), default=0)):
        parts = []
        for column, width, is_number in zip(wrapped, widths, numeric, strict=True):
            part = column[number] if number < len(column) else ""
            padding = " " * (width - cell_len(part))
            parts.append(padding + part if is_number else part + padding)
        lines.append(_GAP.join(parts).rstrip())
    return lines


def _wrapped(cell: str, width: int) -> list[str]:
    if cell_len(cell) <= width:
        return [cell]
    lines = Text(cell).wrap(Console(width=width), width, overflow="fold")
    return [line.plain.rstrip() for line in lines]


def _as_records(columns: Sequence[str], rows: Sequence[Sequence[str]], *, limit: int) -> str:
    label = max(map(cell_len, columns))
    widths = [label, max(limit - label - len(_GAP), _NARROWEST)]
    lines = []
    for row in rows:
        for name, value in zip(columns, row, strict=True):
            lines += _row_lines([name, value], widths, [False, False])
        lines.append("")
    return "".join(line + "\n" for line in lines)
