"""The stages of a run as plain functions; the Prefect flow wraps each in a task."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from flows.settings import Settings
from flows.stages.learning import FRAGMENTS_FILE, LINES_FILE, learn_fragments, learn_lines, mark_chunks, write_terms
from flows.stages.processing import check_declarations, process_chunk
from flows.stages.publishing import Published, assemble_and_publish
from flows.stages.reading import Reading, read_sources
from flows.user_lists import check_lists, label_sets, outlet_registry
from flows.workers.guarding import process_guarded
from warehouse.store.assembly import storage_errors
from warehouse.store.ledger import Ledger, unreadable


def _published_ledger(settings: Settings) -> Path | None:
    """Folder of the published ledger; None where the run starts afresh."""
    published = settings.layout.published_run()
    return None if published is None or settings.full_refresh else settings.layout.ledger(published)


def _kept(folder: Path | None, name: str) -> pl.DataFrame | None:
    if folder is None or not (folder / name).is_file():
        return None
    try:
        return pl.read_parquet(folder / name)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise unreadable(folder, error) from error


def read_stage(settings: Settings, *, rules_hash: str, progress: Callable[[int], None] = lambda _: None) -> Reading:
    """Read the sources into chunks of new and changed documents, and learn the lines that recur in them.

    Raises:
        WarehouseError: A list of the user's is wrong, or the ledger is damaged. SourceError: A source is not there.
    """
    check_declarations()
    check_lists(settings)
    folder = _published_ledger(settings)
    ledger = Ledger.empty() if folder is None else Ledger.read(folder)
    chunks = settings.layout.staging / "chunks"
    reading = read_sources(settings, ledger=ledger, folder=chunks, rules_hash=rules_hash, progress=progress)
    reading.lines = learn_lines(reading.chunks, kept=_kept(folder, LINES_FILE))
    reading.chunks = mark_chunks(reading.chunks, reading.lines)
    return reading


def process_stage(settings: Settings, chunks: Sequence[Path], results: Path, *, is_guarded: bool = False) -> list[Path]:
    """Clean, segment, attribute and tag the documents of some chunks; a folder for each.

    Args:
        settings: The run's settings.
        chunks: Files of documents.
        results: Folder for the folders.
        is_guarded: Whether to work in a child process that is stopped when a document takes too long.
    """
    if is_guarded:
        options: dict[str, Any] = {
            "limits": settings.limits,
            "lists": {"outlets": settings.outlets, "labels": settings.labels},
        }
        return [process_guarded(chunk, results, **options) for chunk in chunks]
    registry, labels = outlet_registry(settings), label_sets(settings)
    return [process_chunk(chunk, results, registry=registry, labels=labels) for chunk in chunks]


def learn_stage(settings: Settings, batches: Sequence[Path]) -> Path:
    """Learn the fragments that recur inside sentences; the file that holds them."""
    fragments = learn_fragments(batches, kept=_kept(_published_ledger(settings), FRAGMENTS_FILE))
    file = settings.layout.staging / FRAGMENTS_FILE
    fragments.write_parquet(file)
    return file


def terms_stage(batches: Sequence[Path], fragments: Path) -> None:
    """Count the terms of some batches."""
    learned = pl.read_parquet(fragments)
    for batch in batches:
        write_terms(batch, learned)


def finish_stage(
    settings: Settings,
    *,
    run_id: str,
    started_at: dt.datetime,
    reading: Reading,
    batches: Sequence[Path],
    fragments: Path,
    rules_hash: str,
) -> Published:
    """Resolve across articles, check, publish."""
    published = settings.layout.published_run()
    ledger = Ledger.read(settings.layout.ledger(published)) if published is not None else Ledger.empty()
    learned: dict[str, Any] = {FRAGMENTS_FILE: pl.read_parquet(fragments)}
    if reading.lines is not None:
        learned[LINES_FILE] = reading.lines
    with storage_errors(settings.layout):
        return assemble_and_publish(
            settings,
            run_id=run_id,
            started_at=started_at,
            reading=reading,
            batches=list(batches),
            ledger=ledger,
            learned=learned,
            rules_hash=rules_hash,
        )
