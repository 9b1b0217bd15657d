"""Whether published Parquet files are the bytes that were written; and what can be made whole again.

A flipped bit can read as another value, so a file is held against the size and hash in its manifest before a run reads
rows of it. A file that is only linked into the next snapshot is hashed where its size, its time or its place on the
disk is not what the manifest says, and else every so many runs: what a run costs follows what it reads, and a disk that
errs is found all the same. A damaged or missing file is written anew from the published database, if that is of the
same run.
"""

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import duckdb

from warehouse.contract.tables import TABLE
from warehouse.store.database import open_published
from warehouse.store.layout import DamagedError, Layout
from warehouse.store.partitions import Months, write_files
from warehouse.store.periods import create_periods

_TURNS: Final = 24  # runs in which every file is hashed once, whether it is read or not: a day of hourly ones

Entry = Mapping[str, Any]


def stamp(path: str | Path) -> str:
    """The place of a file on the disk and its time of change: a file that was written again has another."""
    found = os.stat(path)  # noqa: PTH116  of thousands of texts
    return f"{found.st_ino}:{found.st_mtime_ns}"


def damaged_files(layout: Layout, manifest: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Entries of the manifest whose files are not what was written, each with what is wrong; all files are read."""
    for entry in manifest["files"]:
        if what := _damage(layout, entry):
            yield entry, what


def _damage(layout: Layout, entry: Entry) -> str:
    """What is wrong with a file; empty where nothing is."""
    path = layout.root / entry["path"]
    try:
        if path.stat().st_size != entry["bytes"]:
            return f"{path.stat().st_size:,} bytes instead of {entry['bytes']:,}"
        with path.open("rb") as file:
            is_whole = hashlib.file_digest(file, "sha256").hexdigest() == entry["sha256"]
    except OSError as error:
        return error.strerror or str(error)
    return "" if is_whole else "other content than was written"


class SoundFiles:
    """The files of the published snapshot, held against what was written as far as a run relies on them.

    Args:
        layout: The warehouse.
        manifest: Of the published snapshot.
        folder: New folder for files made anew; a path below the warehouse.
    """

    def __init__(self, layout: Layout, manifest: Mapping[str, Any], folder: Path) -> None:
        self._layout, self._manifest, self._folder = layout, manifest, folder
        self._turn = manifest["row_counts"].get("runs", 0) % _TURNS
        self._hashed: set[str] = set()
        self._made: dict[str, dict[str, Any]] = {}

    def manifest(self, read: Collection[str], periods: Collection[str] | None = None) -> dict[str, Any]:
        """The manifest with sound files only: what is damaged is written anew.

        Args:
            read: Tables of which rows will be read.
            periods: Those of which they will be; all by default.

        Raises:
            WarehouseError: A file is damaged, and the database cannot give its rows.
        """
        for entry in self._manifest["files"]:
            path = entry["path"]
            is_read = entry["table"] in read and (periods is None or entry["period"] in periods)
            if path in self._hashed or (not is_read and self._is_as_left(entry)):
                continue
            if what := _damage(self._layout, entry):
                self._made[path] = self._mended(entry, what)
            self._hashed.add(path)
        return {**self._manifest, "files": [self._made.get(entry["path"], entry) for entry in self._manifest["files"]]}

    def _is_as_left(self, entry: Entry) -> bool:
        """Whether nobody has written the file since it was published, and it is not its turn to be hashed."""
        path = self._layout.root / entry["path"]
        try:
            is_same = path.stat().st_size == entry["bytes"] and stamp(path) == entry.get("stamp")
        except OSError:
            return False
        return is_same and int(entry["sha256"][:8], 16) % _TURNS != self._turn

    def _mended(self, entry: dict[str, Any], what: str) -> dict[str, Any]:
        layout = self._layout
        try:
            is_by_month = "relations_hash" not in self._manifest  # as versions before it cut
            return _from_database(layout, self._manifest["run_id"], entry, self._folder, is_by_month=is_by_month)
        except (duckdb.Error, ValueError) as error:
            first = str(error).partition("\n")[0]
            raise DamagedError(
                f"{layout.root / entry['path']}: {what}, and {layout.database.name} cannot give its rows ({first}). "
                "Restore the file, or run over all sources into a new warehouse"
            ) from error


def run_of_database(layout: Layout) -> str | None:
    """The run that the published database is of; None where there is none that can be read.

    It differs from the snapshot's where a run was killed between the two replacements, or one was put back by hand.
    """
    try:
        with duckdb.connect(str(layout.database), read_only=True) as connection:
            ((run_id,),) = connection.execute("select max_by(run_id, run_number) from runs").fetchall()
    except (duckdb.Error, OSError):
        return None
    return None if run_id is None else str(run_id)


def _from_database(
    layout: Layout, run_id: str, entry: dict[str, Any], folder: Path, *, is_by_month: bool
) -> dict[str, Any]:
    """The rows of a file from the published database, as a new file.

    Raises:
        ValueError: The database is of another run, or holds another number of rows.
    """
    table = TABLE[entry["table"]]
    if (own := run_of_database(layout)) != run_id:
        raise ValueError(f"it is of run {own}")
    with open_published(layout.database) as connection:
        create_periods(connection, "articles")
        if is_by_month:
            connection.execute("update periods set period = month")
        periods = [entry["period"]] if entry["rows"] and entry["period"] else None
        (file,) = write_files(connection, table, folder / entry["table"], Months(connection), periods=periods)
    if file.rows != entry["rows"]:
        raise ValueError(f"it holds {file.rows:,} of {entry['rows']:,} rows")
    where = file.path.relative_to(layout.root).as_posix()
    return {**entry, "path": where, "sha256": file.sha256, "bytes": file.path.stat().st_size}
