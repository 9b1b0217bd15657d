"""Rows as CSV for people: what a spreadsheet opens as text stays text, whatever an article holds.

A cell of text that a spreadsheet would run as a formula (it begins with ``=``, ``+``, ``-`` or ``@``, also after
blanks) gets an apostrophe before it, and characters that steer a terminal become U+FFFD, as OWASP advises against CSV
injection. Numbers, dates and truth values stay as they are. Programs take JSON or Parquet, or ask for exact CSV.
"""

import csv
import datetime as dt
import decimal
import json
import math
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final, TextIO

BOM: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"  # before UTF-8: some spreadsheets read another encoding without it
_FORMULA: Final = re.compile(r"[\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")  # full-width signs, too
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def write_csv(
    stream: TextIO, columns: Sequence[str], batches: Iterable[Iterable[Sequence[Any]]], *, is_exact: bool = False
) -> None:
    """Write rows with a header: dates in ISO form, null as nothing, booleans as true and false.

    Args:
        stream: Where to.
        columns: Names of the columns.
        batches: Rows, many at a time.
        is_exact: Whether text stays as it is stored, formulas and control characters included.
    """
    cell = flat if is_exact else _harmless
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([name if is_exact else _tamed(name) for name in columns])
    for batch in batches:
        writer.writerows([cell(value) for value in row] for row in batch)


def plain(value: Any) -> Any:
    """A value as JSON has it: dates in ISO form, what is no number as null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    return _text(value)


def flat(value: Any) -> Any:
    """A value as one cell: a number, a text, or None."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list | tuple):
        return json.dumps(plain(value), ensure_ascii=False)
    return value if isinstance(value, int | float | decimal.Decimal | str) or value is None else _text(value)


def _harmless(value: Any) -> Any:
    cell = flat(value)
    return _tamed(cell) if isinstance(cell, str) else cell


def _tamed(text: str) -> str:
    text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
    return f"'{text}" if _FORMULA.match(text) else text


def _text(value: Any) -> str:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return bytes(value).hex() if isinstance(value, bytes | bytearray | memoryview) else str(value)
