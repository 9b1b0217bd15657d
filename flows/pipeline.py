"""The Prefect flow: read → clean, segment, attribute, tag (chunk tasks) → resolve → check → publish.

Arguments of tasks are paths and ids; results are files. Tasks are tens a run, never one an article. Prefect caches
nothing: the ledger makes runs idempotent.
"""

import contextlib
import datetime as dt
import secrets
import shutil
import traceback
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final, cast
from uuid import UUID

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_progress_artifact, update_progress_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import as_completed
from prefect.runtime import flow_run
from prefect.tasks import Task

from flows.commands.progress import Progress
from flows.commands.summary import as_markdown
from flows.sample import sample_sources
from flows.scheduling import runners
from flows.scheduling.quiet_exit import leave_quietly
from flows.scheduling.stopping import restore_handlers
from flows.settings import DEFAULT_WAREHOUSE, Runner, Settings
from flows.stages.publishing import describe, is_nothing_new
from flows.stages.reading import Reading
from flows.stages.stages import finish_stage, learn_stage, process_stage, read_stage, terms_stage
from flows.workers.guarding import start_workers, stop_workers
from warehouse.sources import SourceError
from warehouse.store.lock import run_lock
from warehouse.store.publishing import point_current

_TASKS: Final = 48  # of a run at most: a thousand choke the Prefect server for half a minute
_RETRIES: Final = 3
_RETRY_SECONDS: Final = [2.0, 10.0, 30.0]  # storage that hiccups is back within a minute, or is down
_PERMANENT: Final = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)
_DISK_FULL: Final = 28  # ENOSPC: another try would meet the same disk


def _is_transient(_: Task[Any, Any], __: TaskRun, state: State[Any]) -> bool:
    """Only failures of storage and network are worth another try: a rule that fails would fail again."""
    error = state.result(raise_on_failure=False)
    return (
        isinstance(error, OSError | TimeoutError | ConnectionError)
        and not isinstance(error, _PERMANENT)
        and getattr(error, "errno", None) != _DISK_FULL
    )


_STAGE: Final[dict[str, Any]] = {
    "cache_policy": NO_CACHE,
    "persist_result": False,
    "retries": _RETRIES,
    "retry_delay_seconds": _RETRY_SECONDS,
    "retry_condition_fn": _is_transient,
}


@task(name="read", **_STAGE)
def read(settings: Settings, rules_hash: str, progress: Progress) -> Reading:
    """Read the sources into chunks of new and changed documents."""
    return read_stage(settings, rules_hash=rules_hash, progress=lambda count: progress(f"reading: {count:,} documents"))


@task(name="process", **_STAGE)
def process(settings: Settings, chunks: list[str], results: str) -> list[str]:
    """Clean, segment, attribute and tag the documents of some chunks."""
    leave_quietly()  # this may be a process of its own
    folders = process_stage(settings, [Path(chunk) for chunk in chunks], Path(results), is_guarded=True)
    return [str(folder) for folder in folders]


@task(name="learn", **_STAGE)
def learn(settings: Settings, batches: list[str]) -> str:
    """Learn what an outlet's template repeats inside sentences."""
    return str(learn_stage(settings, [Path(batch) for batch in batches]))


@task(name="count terms", **_STAGE)
def count_terms(batches: list[str], fragments: str) -> None:
    """Count the terms of some batches."""
    leave_quietly()
    terms_stage([Path(batch) for batch in batches], Path(fragments))


@task(name="resolve, check and publish", cache_policy=NO_CACHE, persist_result=False)
def finish(
    settings: Settings,
    run_id: str,
    started_at: dt.datetime,
    reading: Reading,
    batches: list[str],
    fragments: str,
    rules_hash: str,
) -> dict[str, Any]:
    """Bring old and new together, resolve across articles, check, and publish."""
    try:
        published = finish_stage(
            settings,
            run_id=run_id,
            started_at=started_at,
            reading=reading,
            batches=[Path(batch) for batch in batches],
            fragments=Path(fragments),
            rules_hash=rules_hash,
        )
    except Exception as error:  # noqa: BLE001  whatever it is, it is raised again
        # Prefect keeps the error until the process ends, and its frames would keep DuckDB's objects, of which DuckDB
        # then complains on the terminal: the traceback goes on as text
        error.add_note(traceback.format_exc())
        error.__context__ = error.__cause__ = None
        raise error.with_traceback(None) from None
    return describe(published)


def new_run_id(now: dt.datetime) -> str:
    """Id of a run: its start in UTC and four random digits; sorts by time."""
    return f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"


@flow(name="newsprism", log_prints=False, persist_result=False, validate_parameters=True)
def newsprism(
    sources: list[str] | None = None,
    warehouse: str = DEFAULT_WAREHOUSE,
    manifest: str | None = None,
    runner: Runner = "auto",
    workers: int | None = None,
    *,
    full_refresh: bool = False,
    outlets: str | None = None,
    labels: str | None = None,
    aliases: str | None = None,
    keep_days: float = 3.0,
) -> dict[str, Any]:
    """Read news articles and publish the tables of who is quoted saying what, in whose words.

    Args:
        sources: Folders, globs, files or URLs; none for the bundled sample.
        warehouse: Folder of the warehouse.
        manifest: CSV that says of each file what the file itself does not.
        runner: Where chunk tasks run.
        workers: Threads or processes; one per core by default.
        full_refresh: Build from these sources alone, forgetting what is published.
        outlets: CSV of outlets to add to the registry.
        labels: CSV of label sets to add to the bundled ones.
        aliases: CSV of speaker aliases to add to the bundled ones.
        keep_days: Age in days from which old snapshots are deleted.

    Returns:
        What was published: counts by kind, and rows by table.
    """
    leave_quietly()
    settings = Settings(
        sources=tuple(sources or ()),
        warehouse=warehouse,
        manifest=manifest,
        runner=runner,
        workers=workers,
        full_refresh=full_refresh,
        outlets=outlets,
        labels=labels,
        aliases=aliases,
        keep_days=keep_days,
    )
    return run(settings)


def run(settings: Settings) -> dict[str, Any]:
    """The body of the flow: hold the lock, go through the stages."""
    restore_handlers()
    logger = get_run_logger()
    started_at = dt.datetime.now(dt.UTC)
    run_id = new_run_id(started_at)
    if not settings.sources and settings.manifest is None:
        settings = replace(settings, **sample_sources())
    layout = settings.layout
    with run_lock(layout, run_id=run_id), contextlib.closing(Progress()) as progress:
        _sweep(layout.staging)
        published = layout.published_run()
        if published is None:  # a first run has something to do: the worker gets ready while we read
            start_workers(1)
        else:
            point_current(layout, published)
        rules_hash = settings.rules_hash()
        reading = read(settings, rules_hash, progress)
        logger.info("read %d documents, %d new or changed", reading.documents_read, reading.documents_new)
        _refuse_empty(reading, settings)
        if is_nothing_new(reading, published=published, settings=settings):
            logger.info("nothing new: nothing published")
            shutil.rmtree(layout.staging, ignore_errors=True)
            return {"run_id": None, "published_run_id": published, **_counts(reading)}
        batches, fragments = _process_all(settings, reading, progress)
        progress("resolving, checking and publishing", is_stage=True)
        result = finish(settings, run_id, started_at, reading, batches, fragments, rules_hash)
        result |= {"skipped_records": dict(reading.skipped_records), "files_read": reading.files_read}
        if flow_run.id:
            create_markdown_artifact(as_markdown(result, settings.warehouse), key="newsprism-run", description=run_id)
        logger.info("published %s: %s", run_id, {k: result[k] for k in ("articles_kept", "duplicates", "rejected")})
        return result


def _counts(reading: Reading) -> dict[str, Any]:
    return {
        "documents_read": reading.documents_read,
        "documents_unchanged": reading.documents_unchanged,
        "files_skipped": reading.files_skipped,
        "files_read": reading.files_read,
        "skipped_records": dict(reading.skipped_records),
    }


def _refuse_empty(reading: Reading, settings: Settings) -> None:
    if reading.documents_read == 0 and reading.files_skipped == 0:
        skipped = (
            f" ({sum(reading.skipped_records.values())} archive records were no pages)"
            if reading.skipped_records
            else ""
        )
        raise SourceError(
            f"{', '.join(settings.sources) or settings.manifest}: no document found{skipped}. "
            "newsprism reads .html, .htm, .txt, .jsonl, .csv, .parquet, .warc, and all of them with .gz"
        )


def _sweep(staging: Path) -> None:
    """Throw away what a killed run left half-written; finished chunks stay and are taken up by name."""
    if staging.is_dir():
        for entry in staging.iterdir():
            if entry.name not in {"chunks", "results"}:
                shutil.rmtree(entry, ignore_errors=True)
        for draft in (staging / "results").glob("*.draft-*"):
            shutil.rmtree(draft, ignore_errors=True)


def _process_all(settings: Settings, reading: Reading, progress: Progress) -> tuple[list[str], str]:
    """Chunk tasks on the chosen runner, with a progress artifact and a line of progress.

    Returns:
        The chunks' folders in the chunks' order, and the file of what was learned of outlets' templates.
    """
    results = settings.layout.staging / "results"
    results.mkdir(parents=True, exist_ok=True)
    groups = _grouped([str(chunk) for chunk in reading.chunks])
    artifact = create_progress_artifact(
        progress=0.0, key="newsprism-progress", description=f"{len(groups)} chunk tasks"
    )
    chosen = runners.choose(settings.runner)
    with runners.make(chosen, workers=settings.workers) as runner:
        futures = [
            runner.submit(process, parameters={"settings": settings, "chunks": group, "results": str(results)})
            for group in groups
        ]
        for done, _ in enumerate(as_completed(futures), start=1):
            update_progress_artifact(cast("UUID", artifact), 100.0 * done / len(groups))
            progress(f"processing {reading.documents_new:,} documents: {done} of {len(groups)} parts")
        batches = [folder for future in futures for folder in future.result()]
        stop_workers()
        fragments = learn(settings, batches)
        counting = [
            runner.submit(count_terms, parameters={"batches": group, "fragments": fragments})
            for group in _grouped(batches)
        ]
        for done, future in enumerate(counting, start=1):
            future.result()
            progress(f"counting terms: {done} of {len(counting)} parts")
    return batches, fragments


def _grouped(items: list[str]) -> list[list[str]]:
    """The items in runs of equal length, as many as a run may have tasks."""
    size = max(1, -(-len(items) // _TASKS))
    return [items[start : start + size] for start in range(0, len(items), size)]


def parameters_of(settings: Settings) -> dict[str, Any]:
    """Parameters of the flow that give these settings."""
    values = asdict(settings)
    names = ("warehouse", "manifest", "runner", "workers", "full_refresh", "outlets", "labels", "aliases", "keep_days")
    return {"sources": list(settings.sources) or None, **{name: values[name] for name in names}}
