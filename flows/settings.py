"""Settings of a run: what the command line and a deployment's parameters become."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Final, Literal, get_args

from transforms.resources import data_fingerprint
from warehouse.contract.tables import TABLES
from warehouse.sources import Limits
from warehouse.store.layout import Layout

Runner = Literal["auto", "threads", "processes", "dask", "ray"]
RUNNERS: Final = get_args(Runner)
DEFAULT_WAREHOUSE: Final = "newsprism-warehouse"


@dataclass(frozen=True, slots=True)
class Settings:
    """One run's settings.

    Attributes:
        sources: Folders, globs, files, URLs; none for the bundled sample.
        warehouse: Folder of the warehouse.
        manifest: CSV with a ``file`` column, beside the files it describes.
        runner: Where chunk tasks run; ``auto`` takes threads, whose work child processes do.
        workers: Threads or processes; None for one per core.
        full_refresh: Forget what is published and build from these sources alone.
        outlets: CSV of outlets to add to the registry.
        labels: CSV of label sets to add to the bundled ones.
        aliases: CSV of speaker aliases to add to the bundled ones.
        keep_days: Age in days from which old snapshots are deleted.
        stuck_seconds: Time that the run may lose to documents which get stuck; ten minutes bear twenty of them at their
            thirty seconds, and an hourly run is late by no more.
        chunk_documents: Documents of a chunk at most.
        chunk_bytes: Content of a chunk at most; a chunk in work takes about twelve times as much memory.
        limits: Bounds on single documents.
    """

    sources: tuple[str, ...] = ()
    warehouse: str = DEFAULT_WAREHOUSE
    manifest: str | None = None
    runner: Runner = "auto"
    workers: int | None = None
    full_refresh: bool = False
    outlets: str | None = None
    labels: str | None = None
    aliases: str | None = None
    keep_days: float = 3.0
    stuck_seconds: float = 600.0
    chunk_documents: int = 500
    chunk_bytes: int = 16_000_000
    limits: Limits = field(default_factory=Limits)

    @property
    def layout(self) -> Layout:
        """Paths of the warehouse."""
        return Layout(Path(self.warehouse))

    def settings_hash(self) -> str:
        """Hash over the settings that can change a result: not where things run, nor where they lie."""
        relevant = {
            "limits": asdict(self.limits),
            "outlets": _content(self.outlets),
            "aliases": _content(self.aliases),
            "labels": _content(self.labels),
        }
        return hashlib.sha256(json.dumps(relevant, sort_keys=True).encode()).hexdigest()[:16]

    def rules_hash(self) -> str:
        """Hash over everything that decides what becomes of one document: rules, word lists, limits, columns."""
        columns = [(t.name, c.name, c.type) for t in TABLES if t.origin == "batch" for c in t.columns]
        rules = f"{data_fingerprint()}:{self.settings_hash()}:{columns}"
        return hashlib.sha256(rules.encode()).hexdigest()[:16]


def _content(path: str | None) -> str | None:
    return None if path is None else hashlib.sha256(Path(path).read_bytes()).hexdigest()


def code_version() -> str:
    """Version of the installed distribution."""
    return metadata.version("newsprism")
