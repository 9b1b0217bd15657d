"""Settings of a run: what the command line and a deployment's parameters become."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Final, Literal

from warehouse.remote.places import layout_of
from warehouse.sources import FieldNames, Limits
from warehouse.store.layout import Layout

Runner = Literal["auto", "threads", "processes", "dask", "ray"]
DEFAULT_WAREHOUSE: Final = "newsprism-warehouse"


@dataclass(frozen=True, slots=True)
class Option:
    """What is said of a setting that users give: its name, type and default are those of the field.

    Attributes:
        help: What it is, for people.
        metavar: What stands for its value there.
        least: Smallest value.
        is_file: Whether the value is the path of a file that must be there.
        is_repeated: Whether it is an option that may be given several times.
        flag: Its name on the command line, where that is not the setting's own.
    """

    help: str
    metavar: str | None = None
    least: float | None = None
    is_file: bool = False
    is_repeated: bool = False
    flag: str | None = None


def _option(
    help_: str,
    metavar: str | None = None,
    *,
    least: float | None = None,
    is_file: bool = False,
    is_repeated: bool = False,
    flag: str | None = None,
) -> dict[str, Option]:
    """Metadata of a field that is an option."""
    return {"option": Option(help_, metavar, least, is_file, is_repeated, flag)}


@dataclass(frozen=True, slots=True)
class Settings:
    """One run's settings: each is declared here, with all that is said of it, and nowhere else.

    Those with an :class:`Option` are also an option of ``newsprism run``, a parameter of the flow and an environment
    variable: see :mod:`flows.options`. The others are for tests and benchmarks.

    Attributes:
        chunk_documents: Documents of a chunk at most.
        chunk_bytes: Content of a chunk at most; a chunk in work takes about twelve times as much memory.
        limits: Bounds on single documents.
        upkeep: Work on what is published alone, without reading or doing anything again: forgotten articles are taken
            out, or all is built anew.
    """

    sources: tuple[str, ...] = field(
        default=(),
        metadata=_option(
            "Folders, globs, files or URLs; none for the bundled sample, or to bring a warehouse up to date."
        ),
    )
    warehouse: str = field(
        default=DEFAULT_WAREHOUSE, metadata=_option("Folder of the warehouse, or s3://bucket/folder.", "DIR")
    )
    manifest: str | None = field(
        default=None, metadata=_option("CSV with a 'file' column: id, url, outlet, title, published_at, …", "CSV")
    )
    map: tuple[str, ...] = field(
        default=(),
        metadata=_option(
            "Where a field stands in the records: text=content, outlet=source.name, …", "FIELD=NAME", is_repeated=True
        ),
    )
    first_day: str | None = field(
        default=None,
        metadata=_option("Read only what was published on this day or later: 2026-11-30.", "DAY", flag="--from"),
    )
    last_day: str | None = field(
        default=None, metadata=_option("Read only what was published on this day or earlier.", "DAY", flag="--to")
    )
    runner: Runner = field(
        default="auto", metadata=_option("Where chunks run; auto takes threads, whose work child processes do.")
    )
    address: str | None = field(
        default=None,
        metadata=_option(
            "Scheduler of a Dask or Ray cluster (tcp://host:8786, ray://host:10001); workers on this machine without.",
            "URL",
        ),
    )
    workers: int | None = field(
        default=None, metadata=_option("Threads or processes; one per core by default.", "N", least=1)
    )
    full_refresh: bool = field(
        default=False, metadata=_option("Build from these sources alone; forget what is published.")
    )
    outlets: str | None = field(
        default=None, metadata=_option("CSV of outlets to add to the registry.", "CSV", is_file=True)
    )
    labels: str | None = field(
        default=None, metadata=_option("CSV of label sets to add to the bundled ones.", "CSV", is_file=True)
    )
    aliases: str | None = field(
        default=None, metadata=_option("CSV of speaker aliases to add to the bundled ones.", "CSV", is_file=True)
    )
    keep_days: float = field(
        default=3.0, metadata=_option("Age in days at which snapshots go; ever fewer stay before.", "DAYS", least=0)
    )
    stuck_seconds: float = field(
        default=600.0,  # bears six documents that get stuck thrice at 30 s each; an hourly run is late by no more
        metadata=_option("Time to lose to documents that get stuck; later ones wait for the next run.", "S", least=0),
    )
    strict: bool = field(
        default=False, metadata=_option("Publish nothing where a source is missing or its storage does not answer.")
    )
    follow_links: bool = field(
        default=False, metadata=_option("Follow links that lead out of a folder of sources, and links to folders.")
    )
    chunk_documents: int = 500
    chunk_bytes: int = 16_000_000
    limits: Limits = field(default_factory=Limits)
    upkeep: Literal["forget", "compact"] | None = None

    @property
    def layout(self) -> Layout:
        """Paths of the warehouse."""
        return layout_of(self.warehouse)

    @property
    def names(self) -> FieldNames:
        """Where our fields stand in the records.

        Raises:
            SourceError: A mapping is none.
        """
        return FieldNames.parse(self.map)

    def settings_hash(self) -> str:
        """Hash over the settings that can change a result: not where things run, nor where they lie."""
        relevant = {
            "limits": asdict(self.limits),
            "outlets": _content(self.outlets),
            "aliases": _content(self.aliases),
            "labels": _content(self.labels),
        }
        return hashlib.sha256(json.dumps(relevant, sort_keys=True).encode()).hexdigest()[:16]


def _content(path: str | None) -> str | None:
    return None if path is None else hashlib.sha256(Path(path).read_bytes()).hexdigest()


def code_version() -> str:
    """Version of the installed distribution."""
    return metadata.version("newsprism")
