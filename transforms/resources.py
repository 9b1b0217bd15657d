"""Bundled word lists and registries: each read and parsed once per process, when it is first asked for.

They lie in ``transforms/data``; each file's source, licence and limits stand in ``transforms/data/provenance``. What is
returned is shared by all who ask: nobody may change it.
"""

import csv
import functools
import io
import tomllib
from importlib import resources
from typing import Any


def _read_text(name: str) -> str:
    return resources.files("transforms").joinpath("data", name).read_text(encoding="utf-8")


@functools.cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a bundled CSV file, as written (every value a string, an empty cell the empty string)."""
    rows = csv.reader(io.StringIO(_read_text(name)))
    header = next(rows)
    # DictReader takes three times as long
    return tuple(dict(zip(header, row, strict=True)) for row in rows if row)


@functools.cache
def read_toml(name: str) -> dict[str, Any]:
    """A bundled TOML file."""
    return tomllib.loads(_read_text(name))


@functools.cache
def read_lines(name: str) -> tuple[str, ...]:
    """Lines of a bundled list; blank lines and lines that begin with ``#`` are left out."""
    lines = (line.strip() for line in _read_text(name).splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))
