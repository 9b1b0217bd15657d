"""The read stage: one pass over the sources, from which only new and changed documents go on, in chunks.

A chunk is a Parquet file of documents. Its name is a hash of what it holds and of the rules, so that a run which takes
up after a killed one finds finished chunks by name.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import polars as pl

from flows.rules import Rules
from flows.settings import Settings
from flows.stages.context import RunContext
from flows.stages.forgetting import FORGOTTEN, Refusal
from flows.stages.identity import PAGE, Arrival, Arrivals, Settled, change_of
from flows.stages.learning import Lines, learn_lines, write_recurring
from flows.stages.ranges import PUT_OFF, days_between, days_of
from flows.stages.stored import stored_rows
from flows.workers.chunks import CHUNK, VERSION_MARK
from flows.workers.cutting import Filling
from transforms.text.sketches import page_words, sketches
from warehouse.frame_file import write_frame
from warehouse.sources import (
    SPECIAL,
    UNAVAILABLE,
    UNREADABLE,
    Document,
    Manifest,
    Patience,
    Record,
    Reject,
    Skip,
    SourceError,
    SourceFile,
    find_available,
    manifest_among,
    read_file,
    read_manifest,
)
from warehouse.store.failures import Failures
from warehouse.store.ledger import DOCUMENTS, FILES, VERSIONS, Ledger

_FILES: Final = 1_000  # looked up in the ledger at a time
_DOCUMENTS: Final = 1_000  # looked up at a time
_CLOSED: Final = ":closed"  # in the ledger, beside the version of a file that could not be opened
_BYTES: Final = 8 << 20  # and no more than this of them in memory
REJECTS: Final = pl.Schema({name: pl.String() for name in Reject._fields})


@dataclass(slots=True)
class Reading:
    """What the read stage found."""

    chunks: list[Path] = field(default_factory=list)
    earlier_chunks: list[Path] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    documents_read: int = 0
    documents_unchanged: int = 0
    documents_new: int = 0
    superseded: int = 0
    files_skipped: int = 0
    files_read: int = 0
    files_put_off: int = 0
    skipped_records: Counter[str] = field(default_factory=Counter)
    ledger_documents: list[tuple[str | bytes | None, ...]] = field(default_factory=list)
    ledger_versions: list[tuple[str, str]] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    moved: list[tuple[str, str, str]] = field(default_factory=list)
    sketches: dict[str, bytes | None] = field(default_factory=dict)
    lines: Lines | None = None
    redone: pl.DataFrame | None = None
    recurring: Path | None = None
    ledger_files: list[tuple[str, int, str, str, int]] = field(default_factory=list)

    @property
    def is_nothing_new(self) -> bool:
        """Whether no document is new, none was met in another place, and none rejected but what is kept or stays out.

        A source that is down does not make a snapshot an hour.
        """
        is_known = all(reject.reason in {FORGOTTEN, UNAVAILABLE} for reject in self.rejects)
        return is_known and not (self.chunks or self.earlier_chunks or self.moved)

    @property
    def unavailable(self) -> list[Reject]:
        """What stands for sources and files that could not be read and may be back in the next run."""
        return [one for one in self.rejects if one.reason == UNAVAILABLE]

    def left_over(self) -> int:
        """Records and files that are not done with: they could not be had, or are of days that were not asked for."""
        return len(self.unavailable) + sum(self.skipped_records[reason] for reason in PUT_OFF)

    def gone(self) -> set[str]:
        """Articles whose earlier rows do not count any more, if there are some."""
        return {*self.documents_frame()["article_id"], *self.retired}

    def documents_frame(self) -> pl.DataFrame:
        """New rows of the ledger's documents."""
        return pl.DataFrame(self.ledger_documents, schema=DOCUMENTS, orient="row")

    def versions_frame(self) -> pl.DataFrame:
        """New rows of the ledger's versions."""
        return pl.DataFrame(self.ledger_versions, schema=VERSIONS, orient="row")

    def retired_articles(self) -> pl.Series:
        """Articles that turned out to be versions of others."""
        return pl.Series("article_id", self.retired, pl.String)

    def files_frame(self) -> pl.DataFrame:
        """New rows of the ledger's files."""
        return pl.DataFrame(self.ledger_files, schema=FILES, orient="row")

    def rejects_frame(self) -> pl.DataFrame:
        """Rejects of reading."""
        return pl.DataFrame(self.rejects, schema=REJECTS, orient="row")


def write_chunk(frame: pl.DataFrame, folder: Path, rules: str) -> Path:
    """Write documents into a file that is named after them and what they will meet."""
    digest = hashlib.blake2b(rules.encode(), digest_size=12)
    for article_id, content_hash in frame.select("article_id", "content_hash").iter_rows():
        digest.update(f"{article_id}{content_hash}".encode())
    path = folder / f"{digest.hexdigest()}.parquet"
    write_frame(frame, path)
    return path


class _Chunks:
    """Collects documents and writes a chunk whenever enough have come together."""

    def __init__(self, folder: Path, settings: Settings, rules_hash: str) -> None:
        self._folder, self._rules = folder, rules_hash
        self._filling = Filling(count=settings.chunk_documents, size=settings.chunk_bytes)
        self._rows: list[tuple[Any, ...]] = []
        self._arrivals: list[Arrival] = []
        self._written: list[tuple[Path, list[Arrival]]] = []

    def add(self, arrival: Arrival, document: Document) -> None:
        self._rows.append((arrival.article_id, *document, arrival.content_hash))
        self._arrivals.append(arrival)
        if self._filling.is_full(len(document.content)):
            self.flush()

    def flush(self) -> None:
        if not self._rows:
            return
        frame = pl.DataFrame(self._rows, schema=CHUNK, orient="row")
        texts = (
            page_words(content) if kind == PAGE else content
            for kind, content in frame.select("source_kind", "content").iter_rows()
        )
        for arrival, sketch in zip(self._arrivals, sketches(texts), strict=True):
            arrival.sketch = sketch
        self._written.append((self._write(frame), self._arrivals))
        self._rows, self._arrivals = [], []

    def _write(self, frame: pl.DataFrame) -> Path:
        return write_chunk(frame, self._folder, self._rules)

    def settle(self, settled: Settled) -> tuple[list[Path], list[Path]]:
        """Chunks of the documents that are kept, under their articles' ids, and of earlier versions of them.

        Few runs bring anything but articles of one version each: their chunks stay as they were written.
        """
        kept, earlier = {id(one) for one in settled.kept}, {id(one) for one in settled.earlier}
        paths: list[Path] = []
        earlier_paths: list[Path] = []
        for path, arrivals in self._written:
            ids = [one.article_id for one in arrivals]
            frame = pl.read_parquet(path, columns=["article_id"])
            if all(id(one) in kept for one in arrivals) and frame["article_id"].to_list() == ids:
                paths.append(path)
                continue
            frame = pl.read_parquet(path).with_columns(pl.Series("article_id", ids, pl.String))
            path.unlink()
            versions = [f"{one.article_id}{VERSION_MARK}{one.content_hash}" for one in arrivals]
            old = frame.with_columns(pl.Series("article_id", versions, pl.String))
            for chosen, part, target in ((kept, frame, paths), (earlier, old, earlier_paths)):
                rows = part.filter(pl.Series([id(one) in chosen for one in arrivals], dtype=pl.Boolean))
                if rows.height:
                    target.append(self._write(rows))
        return paths, earlier_paths


class _Found(NamedTuple):
    """The files to read, the manifest that describes them, and what stands for the sources that are not there."""

    files: list[SourceFile]
    manifest: Manifest | None
    missing: list[Reject]


def _files(settings: Settings, patience: Patience) -> _Found:
    """What is to be read; a warehouse among the sources is none of it.

    Raises:
        SourceError: No source is there; or one is not, and all are needed.
    """
    found = _given_files(settings, patience)
    if settings.layout.address is not None:
        below = f"{settings.layout.address}/"
        found = found._replace(files=[file for file in found.files if not file.uri.startswith(below)])
    warehouse = settings.layout.root.resolve()
    folders = {Path(file.path).parent for file in found.files}
    inside = {folder for folder in folders if folder.is_absolute() and folder.resolve().is_relative_to(warehouse)}
    if not inside:
        return found
    return found._replace(files=[file for file in found.files if Path(file.path).parent not in inside])


def _given_files(settings: Settings, patience: Patience) -> _Found:
    listed, missing = find_available(settings.sources, patience=patience, follow_links=settings.follow_links)
    if missing and (settings.strict or settings.full_refresh or len(missing) == len(settings.sources)):
        more = f" (and {len(missing) - 1} more)" if len(missing) > 1 else ""
        raise SourceError(f"{missing[0][1]}{more}") from missing[0][1]
    rejects = [Reject(None, source, UNAVAILABLE, _unnamed(source, error)) for source, error in missing]
    if settings.manifest is None:
        manifest, files = manifest_among(listed)
        return _Found(files, manifest, rejects)
    manifest = patience.call(partial(read_manifest, settings.manifest))
    files = listed if settings.sources else manifest.files()
    return _Found([file for file in files if file.path != manifest.path], manifest, rejects)


def _unnamed(source: str, error: SourceError) -> str:
    """What is to be said of a source, without its name."""
    return str(error).removeprefix(f"{source}: ")


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
        rules=context.rules,
        failures=context.failures,
        progress=lambda count: report(f"reading: {count:,} documents"),
    )
    reading.lines = learn_lines(context.ledger, reading.chunks, sketches=reading.sketches, gone=reading.gone())
    reading.recurring = write_recurring(reading.lines.recurring, context.work)
    if reading.lines.redo.len():
        _redo(context, reading, chunks, reading.lines.redo)
    return reading


def _redo(context: RunContext, reading: Reading, folder: Path, articles: pl.Series) -> None:
    """Chunks of page dumps of earlier runs that are to be cleaned again, from their stored texts."""
    known = context.ledger.known(articles.to_list())
    texts = stored_rows(context, "articles").query(
        "select article_id, text as content, run_id from stored_articles semi join wanted using (article_id) "
        "order by article_id",
        "articles",
        wanted=known.select("article_id"),
    )
    given = {article_id: json.loads(said) for article_id, said in known.select("article_id", "given").iter_rows()}
    hashes = dict(known.select("article_id", "content_hash").iter_rows())
    rows = [
        (article_id, *given[article_id], content, hashes[article_id], run_id)
        for article_id, content, run_id in texts.iter_rows()
    ]
    reading.redone = known.join(texts, on="article_id", how="semi")
    for low in range(0, len(rows), context.settings.chunk_documents):
        some = rows[low : low + context.settings.chunk_documents]
        frame = pl.DataFrame(some, schema={**CHUNK, "run_id": pl.String}, orient="row")
        reading.chunks.append(write_chunk(frame, folder, f"{context.rules.hash}{reading.recurring}"))
    reading.ledger_documents += (
        reading.redone.with_columns(rules_hash=pl.lit(context.rules.hash)).select(DOCUMENTS.names()).rows()
    )


def read_sources(
    settings: Settings,
    *,
    ledger: Ledger,
    folder: Path,
    rules: Rules,
    failures: Failures,
    progress: Callable[[int], None] = lambda _: None,
) -> Reading:
    """Read the sources and write chunks of what the ledger does not know.

    Args:
        settings: The run's settings.
        ledger: What the published snapshot holds.
        folder: Folder for the chunks.
        rules: What the documents will meet.
        failures: What earlier runs failed on.
        progress: Called with the number of documents read so far, now and then.

    Raises:
        SourceError: A source or the manifest cannot be read at all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    patience = Patience()
    files, manifest, missing = _files(settings, patience)
    reading = Reading(rejects=missing, documents_read=len(missing))
    chunks = _Chunks(folder, settings, rules.hash)
    tried_again = failures.files(rules.hash)
    arrivals = Arrivals(ledger, current=rules.current_documents(ledger), given_up=failures.given_up(rules.hash))
    intake = _Intake(reading, chunks, arrivals)
    refusal = Refusal.of(settings.layout)
    days = days_between(settings.first_day, settings.last_day)
    if manifest is not None:
        _take_manifest(manifest, files, reading, ledger)
    for low in range(0, len(files), _FILES):
        some = files[low : low + _FILES]
        known = ledger.files([file.uri for file in some])
        for file in some:
            fields = manifest.fields_of(file) if manifest is not None else None
            said = [*sorted((fields or {}).items()), *settings.map]  # other words about a file: another version of it
            version = f"{file.version}:{said}" if said else file.version
            met, met_closed = ((file.size, name, rules.opening_hash) for name in (version, version + _CLOSED))
            found = known.get(file.uri)
            is_known = found == met or (found == met_closed and not file.can_be_opened())
            if is_known and file.uri not in tried_again:
                reading.files_skipped += 1
                continue
            of_file = days_of(file.uri)
            if of_file is not None and not days.has(*of_file):
                reading.files_put_off += 1
                continue
            reading.files_read += 1
            before, left_before = reading.documents_read, reading.left_over()
            rejects_before = len(reading.rejects)
            again = partial(_records, file, settings, fields)
            records = map(refusal.met, patience.records(again, source_id=file.stem, uri=file.uri))
            if not days.is_all:
                records = map(partial(days.taken, of_file=of_file), records)
            for document in _documents(records, reading, progress):
                intake.add(document, change_of(file.version))
            if reading.left_over() > left_before:
                continue  # another run opens it again
            count = reading.documents_read - before
            if _is_closed(file, reading.rejects[rejects_before:]):
                version += _CLOSED
            reading.ledger_files.append((file.uri, file.size, version, rules.opening_hash, count))
    _refuse_gaps(reading, settings)
    intake.flush()
    chunks.flush()
    settled = arrivals.settle()
    _settle(reading, chunks, settled, rules_hash=rules.hash)
    return reading


def _refuse_gaps(reading: Reading, settings: Settings) -> None:
    """Stop where a file could not be had, and all are needed."""
    if reading.unavailable and (settings.strict or settings.full_refresh):
        first = reading.unavailable[0]
        raise SourceError(f"{first.source_uri}: {first.detail}")


def _is_closed(file: SourceFile, rejects: Iterable[Reject]) -> bool:
    """Whether a file gave nothing for want of the right to open it, which is mended without a change of the file."""
    return any(one.reason == UNREADABLE for one in rejects) and file.kind != SPECIAL and not file.can_be_opened()


def _documents(records: Iterable[Record], reading: Reading, progress: Callable[[int], None]) -> Iterator[Document]:
    """Documents of a file; what is none is put down."""
    for record in records:
        if isinstance(record, Skip):
            reading.skipped_records[record.reason] += 1
            continue
        reading.documents_read += 1
        if reading.documents_read % 200 == 0:
            progress(reading.documents_read)
        if isinstance(record, Reject):
            reading.rejects.append(record)
        else:
            yield record


class _Intake:
    """Takes documents, of one file or of many, and lets them be looked up together."""

    def __init__(self, reading: Reading, chunks: _Chunks, arrivals: Arrivals) -> None:
        self._reading, self._chunks, self._arrivals = reading, chunks, arrivals
        self._filling = Filling(count=_DOCUMENTS, size=_BYTES)
        self._waiting: list[tuple[Document, float | None]] = []

    def add(self, document: Document, changed_at: float | None) -> None:
        self._waiting.append((document, changed_at))
        if self._filling.is_full(len(document.content)):
            self.flush()

    def flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        for (document, _), arrival in zip(waiting, self._arrivals.meet(waiting), strict=True):
            if isinstance(arrival, Arrival):
                self._chunks.add(arrival, document)
            elif arrival == "unchanged":
                self._reading.documents_unchanged += 1
            else:
                self._reading.superseded += 1


def _settle(reading: Reading, chunks: _Chunks, settled: Settled, *, rules_hash: str) -> None:
    """Put down what the documents turned out to be."""
    reading.rejects += settled.rejects
    reading.chunks, reading.earlier_chunks = chunks.settle(settled)
    reading.documents_unchanged += settled.unchanged
    reading.documents_new = len(settled.kept)
    reading.superseded += len(settled.earlier) - len(settled.rejects)
    reading.moved = settled.moved
    reading.sketches = {one.article_id: one.sketch for one in settled.kept if one.is_dump}
    reading.retired = settled.retired
    reading.ledger_versions = settled.versions
    reading.ledger_documents = [
        (one.article_id, one.source_uri, one.content_hash, rules_hash, one.address, one.said_at, one.sketch, one.given)
        for one in settled.kept
    ]


def _records(file: SourceFile, settings: Settings, fields: dict[str, Any] | None) -> Iterator[Record]:
    try:
        yield from read_file(file, limits=settings.limits, fields=fields, names=settings.names)
    except IsADirectoryError:
        return


def _take_manifest(manifest: Manifest, files: Iterable[SourceFile], reading: Reading, ledger: Ledger) -> None:
    """Put down the lines of a manifest that name no file, unless an earlier run did."""
    present = {file.path for file in files}
    detail = f"named by {manifest.uri}, not among the sources"
    rejects = [
        Reject(fields.get("id"), manifest.uri_of(path), "unreadable_file", detail)
        for path, fields in manifest.fields.items()
        if path not in present
    ]
    rejects += manifest.rejects
    places = {reject: f"{reject.source_uri}: {reject.reason}: {reject.detail}" for reject in rejects}
    known = ledger.files(list(places.values()))
    for reject, place in places.items():
        if place in known:
            reading.files_skipped += 1
            continue
        reading.rejects.append(reject)
        reading.documents_read += 1
        reading.ledger_files.append((place, 0, "", "", 1))
