"""One run: read → annotate → learn → count → resolve → publish. This order is written here and nowhere else.

The flow, the tests and the benchmarks run it with executors of their own.
"""

import datetime as dt
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from flows.settings import Settings
from flows.stages.annotating import annotate, guard_of, guard_of_renewed
from flows.stages.context import RunContext, new_run_id
from flows.stages.counting import count_terms
from flows.stages.forgetting import still_there
from flows.stages.learning import learn
from flows.stages.publishing import Published, assemble, publish, write
from flows.stages.reading import Reading, read
from flows.stages.renewing import Stale, add_recounted, find_stale, gather_renewed
from flows.stages.resolving import resolve
from flows.workers.cutting import groups
from flows.workers.executors import Executor
from flows.workers.workers import start_workers, stop_workers
from warehouse.remote.holding import held
from warehouse.sources import SourceError
from warehouse.store.assembly import DamagedDatabaseError, storage_errors
from warehouse.store.layout import Layout
from warehouse.store.publishing import point_current
from warehouse.store.verification import run_of_database


class NoneOfTheseDaysError(SourceError):
    """A first run over a range of days met no document of them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a run.

    Attributes:
        published: What it published; None where there was nothing new.
        published_run_id: The run whose snapshot is published now.
        documents_read: Records that were read, good or bad.
        documents_unchanged: Those that were known.
        files_read: Files that were opened.
        files_skipped: Files that were known and not opened.
        skipped_records: Records of archives that are no pages, by reason.
        unavailable: Sources and files that could not be read and may be back in the next run, with what is to be said.
    """

    published: Published | None
    published_run_id: str
    documents_read: int
    documents_unchanged: int
    files_read: int
    files_skipped: int
    skipped_records: Mapping[str, int] = field(default_factory=dict)
    unavailable: tuple[tuple[str, str], ...] = ()


def run_once(
    settings: Settings, executor: Executor, *, run_id: str | None = None, started_at: dt.datetime | None = None
) -> Outcome:
    """Hold the warehouse, clear what a killed run left, and go through the stages.

    Args:
        settings: The run's settings.
        executor: What carries out the steps.
        run_id: Id of the run; a new one by default.
        started_at: When it began; now by default.

    Raises:
        LockedError: Another run holds the warehouse.
        WarehouseError: The published state is damaged, a list of the user's is wrong, or nothing may be published.
        SourceError: A source is not there, or the sources hold nothing to read.
    """
    started_at = started_at or dt.datetime.now(dt.UTC)
    run_id = run_id or new_run_id(started_at)
    with held(settings.warehouse, run_id=run_id) as store:
        _clear(settings.layout)
        context = RunContext.begin(settings, run_id=run_id, started_at=started_at, store=store)
        return run_stages(context, executor)


def run_stages(context: RunContext, executor: Executor) -> Outcome:
    """Go through the stages.

    Args:
        context: The run, which holds the warehouse.
        executor: What carries out the steps.
    """
    if context.published is None:  # a first run has something to do: a worker gets ready while we read
        start_workers(executor.workplace, 1)

    reading = executor.call("read", partial(read, context, report=executor.report))
    reading.retired += still_there(context)
    stale = Stale()
    if context.settings.upkeep is None:
        stale = executor.call("find stale rows", partial(find_stale, context, reading))
    if (context.settings.sources or context.settings.manifest) and not stale.chunks:
        _refuse_empty(reading, context)
    if _is_nothing_new(reading, stale, context):
        shutil.rmtree(context.staging, ignore_errors=True)
        return _outcome(context, reading, published=None)

    workplace = executor.workplace
    guard = guard_of(context, reading, workplace)
    batches = executor.map("annotate", partial(annotate, guard), groups(reading.chunks))
    earlier = []
    if reading.earlier_chunks:
        earlier = executor.map("read earlier versions", partial(annotate, guard), groups(reading.earlier_chunks))
    templates = executor.call("learn", partial(learn, context, reading.gone(), batches))
    executor.map("count terms", partial(count_terms, templates.file), groups(batches))

    stale = add_recounted(context, stale, templates.turned, reading.gone())
    again = partial(annotate, guard_of_renewed(context, stale, templates.file, workplace))
    renewed = gather_renewed(context, stale, executor.map("annotate again", again, groups(stale.chunks)))
    stop_workers()

    for may_update in (True, False):
        try:
            with (
                storage_errors(context.layout),
                assemble(context, reading, batches, renewed, may_update=may_update) as joined,
            ):
                resolved = executor.call("resolve", partial(resolve, context, joined.assembly, reading.moved))
                draft = executor.call("write and check", partial(write, context, reading, joined, resolved, earlier))
            break
        except DamagedDatabaseError:  # the files of its snapshot were found whole
            if not may_update:
                raise
    published = executor.call(
        "publish", partial(publish, context, reading, draft, renewed, resolved=resolved, templates=templates)
    )
    return _outcome(context, reading, published=published)


def _clear(layout: Layout) -> None:
    """Throw away what a killed run left half-written; finished chunks stay and are taken up by name."""
    if layout.staging.is_dir():
        for entry in layout.staging.iterdir():
            if entry.name not in {"chunks", "results"}:
                shutil.rmtree(entry, ignore_errors=True)
        for draft in (layout.staging / "results").glob("*/*.draft-*"):
            shutil.rmtree(draft, ignore_errors=True)
    published = layout.published_run()
    if published is not None:
        point_current(layout, published)  # a run may have been killed between the two


def _refuse_empty(reading: Reading, context: RunContext) -> None:
    settings = context.settings
    if settings.first_day or settings.last_day:
        if reading.documents_read == 0 and context.published is None:
            raise NoneOfTheseDaysError(
                f"{', '.join(settings.sources) or settings.manifest}: no document of the days from "
                f"{settings.first_day or 'the first'} to {settings.last_day or 'the last'} ({reading.files_put_off:,} "
                f"files are of others, {sum(reading.skipped_records.values()):,} records of others or of no day)"
            )
    elif reading.documents_read == 0 and reading.files_skipped == 0:
        skipped = (
            f" ({sum(reading.skipped_records.values())} archive records were no pages)"
            if reading.skipped_records
            else ""
        )
        raise SourceError(
            f"{', '.join(settings.sources) or settings.manifest}: no document found{skipped}. "
            "newsprism reads .html, .htm, .txt, .jsonl, .json, .csv, .parquet, .rss, .atom, .xml, .warc, "
            "and all of them with .gz"
        )


def _is_nothing_new(reading: Reading, stale: Stale, context: RunContext) -> bool:
    """Whether the run has nothing to publish: no document is new, no row is stale, no reject but of ids met before.

    A database that is not there, damaged, or of another run than the snapshot, is made again from the snapshot.
    """
    return (
        context.published is not None
        and run_of_database(context.layout) == context.published
        and not context.settings.full_refresh
        and context.settings.upkeep != "compact"
        and not reading.retired
        and reading.is_nothing_new
        and not stale.chunks
        and context.rules.is_same_across(context.ledger)
    )


def _outcome(context: RunContext, reading: Reading, *, published: Published | None) -> Outcome:
    return Outcome(
        published=published,
        published_run_id=published.run_id if published else str(context.published),
        documents_read=reading.documents_read,
        documents_unchanged=reading.documents_unchanged,
        files_read=reading.files_read,
        files_skipped=reading.files_skipped,
        skipped_records=dict(reading.skipped_records),
        unavailable=tuple((one.source_uri, one.detail or "") for one in reading.unavailable),
    )
