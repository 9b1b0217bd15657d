"""Whether published Parquet files are the bytes that were written; and what can be made whole again.

A flipped bit can read as another value, so a file is held against the size and hash in its manifest before a run
carries its rows on. A damaged or missing one is written anew from the published database, if that is of the same run.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from warehouse.contract.tables import TABLE
from warehouse.store.database import open_published
from warehouse.store.layout import Layout, WarehouseError
from warehouse.store.partitions import Months, write_files
from warehouse.store.periods import create_periods


def damaged_files(layout: Layout, manifest: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Entries of the manifest whose files are not what was written, each with what is wrong."""
    for entry in manifest["files"]:
        path = layout.root / entry["path"]
        try:
            if path.stat().st_size != entry["bytes"]:
                yield entry, f"{path.stat().st_size:,} bytes instead of {entry['bytes']:,}"
                continue
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != entry["sha256"]:
                    yield entry, "other content than was written"
        except OSError as error:
            yield entry, error.strerror or str(error)


def sound_manifest(layout: Layout, manifest: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The manifest with sound files only: what is damaged is written anew below ``folder``.

    Args:
        layout: The warehouse.
        manifest: Of the published snapshot.
        folder: New folder for files made anew; a path below the warehouse.

    Returns:
        The manifest itself where all is sound.

    Raises:
        WarehouseError: A file is damaged, and the database cannot give its rows.
    """
    made: dict[str, dict[str, Any]] = {}
    for entry, what in damaged_files(layout, manifest):
        try:
            is_by_month = "relations_hash" not in manifest  # as versions before it cut
            run_id = manifest["run_id"]
            made[entry["path"]] = _from_database(layout, run_id, entry, folder, is_by_month=is_by_month)
        except (duckdb.Error, ValueError) as error:
            first = str(error).partition("\n")[0]
            raise WarehouseError(
                f"{layout.root / entry['path']}: {what}, and {layout.database.name} cannot give its rows ({first}). "
                "Restore the file, or run over all sources into a new warehouse"
            ) from error
    return {**manifest, "files": [made.get(entry["path"], entry) for entry in manifest["files"]]}


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
