"""What is handed to the store of tables that are made across articles: all of it, or the part that was looked at.

A frame stands for a whole table: what is published and not in it goes. A stage that looked at the neighbourhood of what
changed hands over :class:`Replaced` rows and :class:`Cells` instead, and everything beyond them stays as it is
published. Either way rows that are the same as before are not written again.

A stage asks the assembly what changed (:meth:`warehouse.store.assembly.Assembly.touched`), and reads old rows and new
ones together through the views ``source_<table>``; ``published_<table>`` are those that readers see now, of tables made
across articles as well.

Where all of the corpus is looked at, what grows with it waits in files (:class:`Filed`): all is handed over at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import polars as pl

from warehouse.frame_file import write_frame


@dataclass(frozen=True, slots=True)
class Filed:
    """Rows that wait in a Parquet file.

    Attributes:
        path: Of the file.
        columns: Their names.
    """

    path: Path
    columns: list[str]

    @classmethod
    def of(cls, frame: pl.DataFrame, path: Path) -> "Filed":
        """Put rows into a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        write_frame(frame, path)
        return cls(path, frame.columns)


class Replaced(NamedTuple):
    """Rows of a table that take the place of published ones.

    Attributes:
        scope: Values of one or more of the table's columns, without nulls: published rows that have them go. Without
            rows, nothing goes but what ``rows`` replace.
        rows: What stands there now. A published row with the key of one of them goes, whatever the scope.
    """

    scope: pl.DataFrame
    rows: pl.DataFrame


class Cells(NamedTuple):
    """Columns of a table that were decided across articles.

    Attributes:
        rows: A column of the table by which its rows are found (once each), then those columns.
        is_whole: Whether rows that are not found get null there; else they keep what they have.
    """

    rows: pl.DataFrame | Filed
    is_whole: bool = True


Handed = Mapping[str, pl.DataFrame | Filed | Replaced]
Overrides = Mapping[str, pl.DataFrame | Cells | Sequence[Cells]]


def cells(handed: pl.DataFrame | Cells | Sequence[Cells] | None) -> Sequence[Cells]:
    """What was handed over for a table, in one form; a frame stands for all of the table's rows."""
    if handed is None:
        return ()
    if isinstance(handed, pl.DataFrame):
        return (Cells(handed),)
    return (handed,) if isinstance(handed, Cells) else handed
