"""Published Parquet tables for Python, all of one run however many are read.

``current`` leads to another snapshot as soon as a run publishes: tables read through it one after the other can be of
two runs. Here the snapshot is resolved once, and its manifest says which files are its own. It stays on disk
until at least two more runs have published (:mod:`warehouse.store.retention`): who reads longer keeps the files open,
or copies them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.remote.places import opened
from warehouse.store.layout import MissingError


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A published state. It does not change, whatever runs publish meanwhile.

    Attributes:
        root: Folder of the warehouse; of one on a store, of the copy on this machine.
        manifest: What the snapshot holds: run, versions, files with their hashes, counts of rows.
    """

    root: Path
    manifest: dict[str, Any]

    @property
    def run_id(self) -> str:
        """The run that published it."""
        return str(self.manifest["run_id"])

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of its tables."""
        return tuple(self.manifest["row_counts"])

    def files(self, table: str) -> list[Path]:
        """The Parquet files of a table, for any reader of Parquet.

        Raises:
            WarehouseError: There is no table of that name.
        """
        if table not in self.tables:
            raise MissingError(f"{self.root}: no table {table!r}; there are {', '.join(self.tables)}")
        return [self.root / entry["path"] for entry in self.manifest["files"] if entry["table"] == table]

    def scan(self, table: str) -> pl.LazyFrame:
        """A table, to be read when it is collected.

        Raises:
            WarehouseError: There is no table of that name.
        """
        return pl.scan_parquet(self.files(table), hive_partitioning=False)


def open_snapshot(warehouse: str | Path) -> Snapshot:
    """The snapshot that is the published one now.

    Raises:
        WarehouseError: Nothing is published in the folder, or the manifest is damaged.
    """
    layout = opened(str(warehouse), is_whole=True)
    published = layout.published_run()
    if published is None:
        layout.require_published()  # says what to do
        raise MissingError(f"{layout.published}: not there; run newsprism over the warehouse once more")
    return Snapshot(layout.root, layout.manifest(published))
