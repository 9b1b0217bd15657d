"""The read stage: one pass over the sources, from which only new and changed documents go on, in chunks.

A chunk is a Parquet file of documents. Its name is a hash of what it holds and of the rules, so that a run which takes
up after a killed one finds finished chunks by name.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import polars as pl

from flows.settings import Settings
from flows.stages.context import RunContext
from flows.stages.learning import LINES_FILE, learn_lines, write_recurring
from flows.workers.chunks import CHUNK
from flows.workers.cutting import Filling
from transforms.ids import stable_id
from warehouse.sources import (
    Document,
    Manifest,
    Record,
    Reject,
    Skip,
    SourceFile,
    find_files,
    manifest_among,
    read_file,
    read_manifest,
)
from warehouse.store.ledger import DOCUMENTS, FILES, Ledger

DUPLICATE: Final = "duplicate_id"
REJECTS: Final = pl.Schema({name: pl.String() for name in Reject._fields})


@dataclass(slots=True)
class Reading:
    """What the read stage found."""

    chunks: list[Path] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    documents_read: int = 0
    documents_unchanged: int = 0
    documents_new: int = 0
    files_skipped: int = 0
    files_read: int = 0
    skipped_records: Counter[str] = field(default_factory=Counter)
    ledger_documents: list[tuple[str, str, str, str]] = field(default_factory=list)
    lines: pl.DataFrame | None = None
    recurring: Path | None = None
    ledger_files: list[tuple[str, int, str, str, int]] = field(default_factory=list)

    @property
    def is_nothing_new(self) -> bool:
        """Whether no document is new, and no reject but of ids met before."""
        return not self.chunks and all(reject.reason == DUPLICATE for reject in self.rejects)

    def documents_frame(self) -> pl.DataFrame:
        """New rows of the ledger's documents."""
        return pl.DataFrame(self.ledger_documents, schema=DOCUMENTS, orient="row")

    def files_frame(self) -> pl.DataFrame:
        """New rows of the ledger's files."""
        return pl.DataFrame(self.ledger_files, schema=FILES, orient="row")

    def rejects_frame(self) -> pl.DataFrame:
        """Rejects of reading."""
        return pl.DataFrame(self.rejects, schema=REJECTS, orient="row")


class _Chunks:
    """Collects documents and writes a chunk whenever enough have come together."""

    def __init__(self, folder: Path, settings: Settings, rules_hash: str) -> None:
        self._folder, self._rules = folder, rules_hash
        self._filling = Filling(count=settings.chunk_documents, size=settings.chunk_bytes)
        self._rows: list[tuple[Any, ...]] = []
        self.paths: list[Path] = []

    def add(self, article_id: str, document: Document, content_hash: str) -> None:
        self._rows.append((article_id, *document, content_hash))
        if self._filling.is_full(len(document.content)):
            self.flush()

    def flush(self) -> None:
        if not self._rows:
            return
        digest = hashlib.blake2b(self._rules.encode(), digest_size=12)
        for row in self._rows:
            digest.update(f"{row[0]}{row[-1]}".encode())
        path = self._folder / f"{digest.hexdigest()}.parquet"
        pl.DataFrame(self._rows, schema=CHUNK, orient="row").write_parquet(
            path, compression="zstd", compression_level=1
        )
        self.paths.append(path)
        self._rows = []


def _files(settings: Settings) -> tuple[list[SourceFile], Manifest | None]:
    """The files to read, and the manifest that describes them; a warehouse among the sources is none of them."""
    files, manifest = _given_files(settings)
    warehouse = settings.layout.root.resolve()
    folders = {Path(file.path).parent for file in files}
    inside = {folder for folder in folders if folder.is_absolute() and folder.resolve().is_relative_to(warehouse)}
    return [file for file in files if Path(file.path).parent not in inside] if inside else files, manifest


def _given_files(settings: Settings) -> tuple[list[SourceFile], Manifest | None]:
    if settings.manifest is None:
        manifest, files = manifest_among(list(find_files(settings.sources)))
        return files, manifest
    manifest = read_manifest(settings.manifest)
    files = list(find_files(settings.sources)) if settings.sources else manifest.files()
    return [file for file in files if file.path != manifest.path], manifest


def read(context: RunContext, *, report: Callable[[str], None]) -> Reading:
    """Read the sources into chunks of new and changed documents, and learn the lines that recur in them.

    Args:
        context: The run.
        report: Told how many documents have been read, now and then.

    Raises:
        WarehouseError: What earlier runs learned is damaged.
        SourceError: A source is not there.
    """
    chunks = context.staging / "chunks"
    reading = read_sources(
        context.settings,
        ledger=context.ledger,
        folder=chunks,
        rules_hash=context.rules_hash,
        progress=lambda count: report(f"reading: {count:,} documents"),
    )
    reading.lines = learn_lines(reading.chunks, kept=context.learned(LINES_FILE))
    reading.recurring = write_recurring(reading.lines, context.work)
    return reading


def read_sources(
    settings: Settings,
    *,
    ledger: Ledger,
    folder: Path,
    rules_hash: str,
    progress: Callable[[int], None] = lambda _: None,
) -> Reading:
    """Read the sources and write chunks of what the ledger does not know.

    Args:
        settings: The run's settings.
        ledger: What the published snapshot holds.
        folder: Folder for the chunks.
        rules_hash: Hash of the rules that the documents will meet.
        progress: Called with the number of documents read so far, now and then.

    Raises:
        SourceError: A source or the manifest cannot be read at all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files, manifest = _files(settings)
    reading = Reading()
    chunks = _Chunks(folder, settings, rules_hash)
    known_files = ledger.known_files(rules_hash=rules_hash)
    known = {row[0]: row[1:] for row in ledger.documents.iter_rows()}
    present = {file.uri for file in files}
    seen: dict[str, str] = {}
    if manifest is not None:
        reading.rejects += manifest.rejects
        reading.documents_read += len(manifest.rejects)
        reading.rejects += _missing(manifest, files, reading)
    for file in files:
        fields = manifest.fields_of(file) if manifest is not None else None
        version = file.version if not fields else f"{file.version}:{sorted(fields.items())}"
        unchanged = known_files.get((file.uri, file.size, version))
        if unchanged is not None:
            reading.files_skipped += 1
            continue
        reading.files_read += 1
        count = 0
        rejected_before = len(reading.rejects)
        for record in _records(file, settings, fields):
            if isinstance(record, Skip):
                reading.skipped_records[record.reason] += 1
                continue
            count += 1
            reading.documents_read += 1
            if reading.documents_read % 200 == 0:
                progress(reading.documents_read)
            _take(
                record, reading=reading, chunks=chunks, known=known, seen=seen, present=present, rules_hash=rules_hash
            )
        if all(reject.reason != DUPLICATE for reject in reading.rejects[rejected_before:]):
            # a file with ids that others hold is read again each time: the others may be gone then
            reading.ledger_files.append((file.uri, file.size, version, rules_hash, count))
    chunks.flush()
    reading.chunks = chunks.paths
    return reading


def _take(  # noqa: PLR0913 - what is known of earlier documents, read and added to
    record: Document | Reject,
    *,
    reading: Reading,
    chunks: _Chunks,
    known: dict[str, tuple[str, str, str]],
    seen: dict[str, str],
    present: set[str],
    rules_hash: str,
) -> None:
    if isinstance(record, Reject):
        reading.rejects.append(record)
        return
    article_id = stable_id("art", record.key)
    content_hash = record.content_hash()
    before = known.get(article_id)
    other = seen.get(article_id)
    if other is None and before is not None and before[0] != record.source_uri and before[0] in present:
        other = before[0]  # another file of this run holds the id, unchanged and therefore not read again
    if other is not None:
        detail = f"the id stands in {other} too; the first in order of address is kept"
        reading.rejects.append(Reject(record.source_id, record.source_uri, DUPLICATE, detail))
        return
    seen[article_id] = record.source_uri
    if before is not None and before[1:3] == (content_hash, rules_hash):
        reading.documents_unchanged += 1
        return
    reading.documents_new += 1
    reading.ledger_documents.append((article_id, record.source_uri, content_hash, rules_hash))
    chunks.add(article_id, record, content_hash)


def _records(file: SourceFile, settings: Settings, fields: dict[str, Any] | None) -> Iterator[Record]:
    try:
        yield from read_file(file, limits=settings.limits, fields=fields)
    except IsADirectoryError:
        return


def _missing(manifest: Manifest, files: Iterable[SourceFile], reading: Reading) -> list[Reject]:
    present = {file.path for file in files}
    detail = f"named by {manifest.uri}, not among the sources"
    rejects = [
        Reject(fields.get("id"), manifest.uri_of(path), "unreadable_file", detail)
        for path, fields in manifest.fields.items()
        if path not in present
    ]
    reading.documents_read += len(rejects)
    return rejects
