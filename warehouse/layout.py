"""Where things lie in a warehouse folder, and which snapshot is the published one."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

MANIFEST: Final = "manifest.json"


class WarehouseError(Exception):
    """A warehouse that cannot be used as asked: the message says where, what and what to do."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths of one warehouse."""

    root: Path

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

    def ledger(self, run_id: str) -> Path:
        """Ledger that belongs to a snapshot."""
        return self.state / "ledger" / run_id

    def snapshot(self, run_id: str) -> Path:
        """Folder of a snapshot."""
        return self.snapshots / run_id

    def published_run(self) -> str | None:
        """Run whose snapshot is published; None before the first."""
        try:
            name = self.published.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        if not (self.snapshot(name) / MANIFEST).is_file():
            raise WarehouseError(
                f"{self.published} names the snapshot {name!r}, which is not there; "
                "restore it, or write the name of one that is in snapshots/ into the file"
            )
        return name

    def manifest(self, run_id: str) -> dict[str, Any]:
        """The snapshot's manifest."""
        manifest: dict[str, Any] = json.loads((self.snapshot(run_id) / MANIFEST).read_text(encoding="utf-8"))
        return manifest

    def require_published(self) -> Path:
        """The published database.

        Raises:
            WarehouseError: Nothing was published here yet.
        """
        if not self.database.is_file():
            raise WarehouseError(
                f"{self.root}: no published warehouse here; make one with: newsprism run SOURCE --warehouse {self.root}"
            )
        return self.database
