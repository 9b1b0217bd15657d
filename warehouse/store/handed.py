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
    """Rows that wait in Parquet files.

    Attributes:
        paths: Of the files.
        columns: Their names.
    """

    paths: tuple[Path, ...]
    columns: list[str]


class Gathering:
    """Rows that come some at a time: held together, or put into files where they are those of the whole corpus.

    Args:
        folder: Of the files; None to hold the rows.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._held: list[pl.DataFrame] = []
        self._filed = Filed((), [])

    def add(self, frame: pl.DataFrame) -> None:
        """Take some more rows, of the same columns."""
        if self._folder is None:
            self._held.append(frame)
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{len(self._filed.paths):06d}.parquet"
        write_frame(frame, path)
        self._filed = Filed((*self._filed.paths, path), frame.columns)

    def rows(self) -> pl.DataFrame | Filed:
        """All of them; something was added before."""
        return pl.concat(self._held) if self._folder is None else self._filed

    def filed(self) -> Filed:
        """The files, of rows that are put into some."""
        return self._filed


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
