"""Where things lie in a warehouse folder, and which snapshot is the published one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

CATALOG: Final = "newsprism"  # what DuckDB calls the database when a user opens the file; views name it
MANIFEST: Final = "manifest.json"
_ENTRY: Final = ("table", "period", "rows", "sha256", "bytes", "path")  # of a file in the manifest
_MEND: Final = (
    "write the name of another one in snapshots/ into PUBLISHED, or run over all sources into a new warehouse"
)


class WarehouseError(Exception):
    """A warehouse that cannot be used as asked: the message says where, what and what to do."""


class MisuseError(WarehouseError):
    """What was asked for, or a list or setting that was given, cannot be."""


class MissingError(WarehouseError):
    """What was asked for is not there: a published warehouse, a snapshot, a table, an article."""


class DamagedError(WarehouseError):
    """A file of the warehouse is not what was written."""


class OutdatedError(WarehouseError):
    """An older version published the warehouse, which first has to be brought up to date."""


class EngineError(WarehouseError):
    """What carries a run does not answer or does not start: Prefect's server, a cluster, a worker process."""


class BlockedError(WarehouseError):
    """What was found lets nothing be published."""


def manifest_text(manifest: Mapping[str, Any]) -> str:
    """A manifest as JSON, a line a file: it is read by people, too, and names thousands of files."""
    files = ",\n".join(json.dumps(entry, sort_keys=True) for entry in manifest["files"])
    rest = json.dumps({name: value for name, value in manifest.items() if name != "files"}, indent=1, sort_keys=True)
    return f'{rest[:-2]},\n "files": [\n{files}\n]\n}}\n'


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths of one warehouse.

    Attributes:
        root: Its folder.
        address: Where it is published, if that is a store, of which the folder is a working copy.
    """

    root: Path
    address: str | None = None

    @property
    def name(self) -> str:
        """What its users call it."""
        return self.address or str(self.root)

    @property
    def database(self) -> Path:
        """The published database."""
        return self.root / "newsprism.duckdb"

    @property
    def published(self) -> Path:
        """File that names the published snapshot."""
        return self.root / "PUBLISHED"

    @property
    def current(self) -> Path:
        """Link to the published snapshot."""
        return self.root / "current"

    @property
    def snapshots(self) -> Path:
        """Folder of all snapshots."""
        return self.root / "snapshots"

    @property
    def state(self) -> Path:
        """Ledgers, staging and the lock: nothing that a reader needs."""
        return self.root / "state"

    @property
    def staging(self) -> Path:
        """Work of the run under way."""
        return self.state / "staging"

    @property
    def forgotten(self) -> Path:
        """List of the articles that are kept out."""
        return self.root / "forgotten.csv"

    @property
    def older_failures(self) -> Path:
        """Documents on which runs failed, as older versions kept them."""
        return self.state / "failures.parquet"

    @property
    def fingerprints(self) -> Path:
        """Fingerprints of the code of the last run, by its source."""
        return self.state / "fingerprints.json"

    @property
    def ledger(self) -> Path:
        """What each snapshot was made from, as one file."""
        return self.state / "ledger.duckdb"

    def older_ledger(self, run_id: str) -> Path:
        """Folder in which older versions of newsprism kept the ledger of a snapshot."""
        return self.state / "ledger" / run_id

    def snapshot(self, run_id: str) -> Path:
        """Folder of a snapshot."""
        return self.snapshots / run_id

    def published_run(self) -> str | None:
        """Run whose snapshot is published; None before the first."""
        try:
            name = self.published.read_text(encoding="utf-8", errors="replace").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        if not name or Path(name).name != name or not (self.snapshot(name) / MANIFEST).is_file():
            raise DamagedError(
                f"{self.published} names the snapshot {name!r}, which is not there; "
                "restore it, or write the name of one that is in snapshots/ into the file"
            )
        return name

    def manifest(self, run_id: str) -> dict[str, Any]:
        """The snapshot's manifest.

        Raises:
            WarehouseError: It is damaged.
        """
        path = self.snapshot(run_id) / MANIFEST
        try:
            manifest: dict[str, Any] = json.loads(path.read_bytes())
            for entry in manifest["files"]:
                entry.setdefault("period", entry.get("month"))  # up to version 0.1.0 rows were cut by month
                _ = [entry[name] for name in _ENTRY]
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedError(f"{path}: damaged ({error}); {_MEND}") from error
        return manifest

    def require_published(self) -> Path:
        """The published database.

        Raises:
            WarehouseError: Nothing was published here yet.
        """
        if not self.database.is_file():
            raise MissingError(
                f"{self.name}: no published warehouse here; make one with: newsprism run SOURCE --warehouse {self.name}"
            )
        return self.database
