"""The publish stage: old and new rows together, written, checked, and put in the place of the published ones."""

import contextlib
import datetime as dt
import math
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import polars as pl

from flows.settings import code_version
from flows.stages.context import RunContext
from flows.stages.failing import Failed, gather_failed
from flows.stages.learning import Templates
from flows.stages.memory import give_back
from flows.stages.reading import REJECTS, Reading
from flows.stages.remembering import remember
from flows.stages.renewing import Renewed
from flows.stages.resolving import Resolved
from flows.stages.retiring import with_retired
from flows.stages.versions import new_versions
from flows.user_lists import label_sets
from transforms.annotations.reference_tables import static_tables
from warehouse.contract.frames import conform
from warehouse.contract.tables import TABLE, TABLES
from warehouse.frame_file import write_frame
from warehouse.sources import SourceError
from warehouse.store.assembly import Assembly
from warehouse.store.checks import Finding, run_checks
from warehouse.store.database import with_room
from warehouse.store.handed import Cells, cells
from warehouse.store.layout import BlockedError
from warehouse.store.publishing import delete_old_snapshots
from warehouse.store.publishing import publish as put_in_place
from warehouse.store.snapshot import write_snapshot
from warehouse.store.updating import can_be_updated

_COUNTS: Final = (  # of a run, as the command line and Prefect show them
    "documents_read", "documents_unchanged", "articles_kept", "duplicates", "articles_renewed", "rejected",
    "superseded", "files_skipped", "records_skipped",
)  # fmt: skip
_HISTORY: Final = frozenset(table.name for table in TABLES if table.origin in {"run", "state"})
_OF_ARTICLES: Final = frozenset(table.name for table in TABLES if table.origin == "batch")
_LISTS: Final = tuple(table.name for table in TABLES if table.origin == "static")  # of which retired rows are read
_REASONS: Final = 3  # shown of those for which documents were rejected


class ChecksFailedError(BlockedError):
    """A ``fail__`` check found rows: nothing is published."""


class Draft(NamedTuple):
    """A state that may be published: written beside the published one, and checked."""

    database: Path
    snapshot: Path
    counts: dict[str, int]
    row_counts: dict[str, int]
    findings: tuple[Finding, ...]
    failed: Failed
    stay: pl.Series


@dataclass(frozen=True, slots=True)
class Published:
    """What a run published."""

    run_id: str
    counts: dict[str, int]
    row_counts: dict[str, int]
    findings: tuple[Finding, ...]
    deleted_snapshots: tuple[str, ...]


class Joined(NamedTuple):
    """What is published and what a run made, together.

    Attributes:
        assembly: The rows.
        previous: Manifest of the published snapshot; None before the first.
        rejected: Documents that this run does not keep.
        failed: Those of them that could not be processed.
        stay: Articles whose new version is not kept, so that the published one is.
        touched: Articles' worth of rows that the run makes or takes away.
        renewed_count: Articles of which rows were made again.
    """

    assembly: Assembly
    previous: dict[str, Any] | None
    rejected: pl.DataFrame
    failed: Failed
    stay: pl.Series
    touched: int
    renewed_count: int


@contextlib.contextmanager
def assemble(
    context: RunContext, reading: Reading, batches: Sequence[Path], renewed: Renewed, *, may_update: bool = True
) -> Iterator[Joined]:
    """Old and new rows together, in a new database beside the published one.

    Args:
        context: The run.
        reading: What the read stage found.
        batches: Folders that the annotate stage made.
        renewed: What was made again of stored rows.
        may_update: Whether the published database may be brought up to date; else all is built anew.

    Raises:
        WarehouseError: So many documents could not be processed that something else than they is wrong.
    """
    previous = context.sound_manifest(*_LISTS)
    failed = gather_failed(context, reading, renewed, batches)
    stay = _staying(context, reading, batches, failed)
    rejected = _rejected(reading, failed.rejects, run_id=context.run_id)
    new_rejects = context.work / "rejects"
    new_rejects.mkdir(exist_ok=True)
    write_frame(rejected, new_rejects / "rejects.parquet")
    # an article that came again keeps its earlier versions, one that is gone takes them along
    replaced = {None: _replaced(reading, stay), "article_versions": reading.retired_articles(), **renewed.articles}
    touched = _touched(reading, renewed)
    is_update = (
        previous is not None
        and may_update
        and not context.settings.full_refresh
        and context.settings.upkeep != "compact"
        and can_be_updated(context.layout, previous, touched=touched)
    )
    if not is_update:
        previous = context.sound_manifest(*TABLE)  # whose rows are all read
    base = previous
    if context.settings.full_refresh and previous is not None:  # history stays, articles go
        base = {**previous, "files": [f for f in previous["files"] if f["table"] in _HISTORY]}
    assembly = Assembly(
        context.layout,
        context.work / "newsprism.duckdb",
        previous=base,
        batches=[*batches, *renewed.batches, new_rejects],
        replaced=replaced,
        run_id=context.run_id,
        is_update=is_update,
    )
    with contextlib.closing(assembly):
        yield Joined(assembly, previous, rejected, failed, stay, touched, _renewed_count(reading, renewed))


def write(
    context: RunContext, reading: Reading, joined: Joined, resolved: Resolved, earlier: Sequence[Path] = ()
) -> Draft:
    """Write the tables and check them, beside the published ones.

    Args:
        context: The run.
        reading: What the read stage found.
        joined: Old and new rows.
        resolved: What was decided across articles.
        earlier: Folders that the annotate stage made of versions which are not kept.

    Raises:
        ChecksFailedError: A check blocks the publish.
        WarehouseError: There is no article to publish.
    """
    settings, assembly = context.settings, joined.assembly
    run = _run_row(context, reading, joined, resolved)
    static = with_retired(assembly, context.layout, joined.previous, static_tables(labels=label_sets(settings)))
    versions = new_versions(assembly, earlier, run_id=context.run_id, started_at=context.started_at)
    tables = {**static, **resolved.tables, "article_versions": versions}
    give_back()
    assembly.write(tables, resolved.overrides, run=conform(pl.DataFrame([run]), "runs"))
    findings = with_room(assembly.connection, partial(run_checks, assembly.connection, changes=assembly.changes))
    _stop_on(findings)
    snapshot = context.work / "snapshot"
    description = {k: v.isoformat() if isinstance(v, dt.datetime) else v for k, v in run.items()}
    inputs = {"sources": list(settings.sources), "manifest": settings.manifest}

    def written() -> dict[str, Any]:
        shutil.rmtree(snapshot, ignore_errors=True)
        return write_snapshot(
            assembly.connection,
            context.layout,
            snapshot,
            final=context.layout.snapshot(context.run_id),
            run={**description, "inputs": inputs},
            previous=joined.previous,
            changes=assembly.changes,
            touched=joined.touched,
        )

    manifest = with_room(assembly.connection, written)
    counts = {name: run[name] for name in _COUNTS}
    return Draft(
        assembly.database,
        snapshot,
        counts,
        manifest["row_counts"],
        tuple(findings),
        joined.failed,
        joined.stay,
    )


def publish(
    context: RunContext,
    reading: Reading,
    draft: Draft,
    renewed: Renewed,
    *,
    resolved: Resolved,
    templates: Templates,
) -> Published:
    """Put what was written and checked in the place of the published state.

    Args:
        context: The run.
        reading: What the read stage found.
        draft: What was written; its database is closed.
        renewed: What was made again of stored rows.
        resolved: What was decided across articles.
        templates: What was learned of the outlets' templates.
    """
    layout = context.layout
    remember(context, reading, renewed, (templates, resolved), failed=draft.failed, stay=draft.stay)
    if context.store is not None:
        context.store.publish(context.run_id, database=draft.database, snapshot=draft.snapshot)
    put_in_place(layout, run_id=context.run_id, database=draft.database, snapshot=draft.snapshot)
    layout.older_failures.unlink(missing_ok=True)  # they stand in the ledger now
    deleted = delete_old_snapshots(layout, keep_days=context.settings.keep_days)
    if context.store is not None:
        context.store.settle(context.run_id, keep_days=context.settings.keep_days)
    shutil.rmtree(context.staging, ignore_errors=True)
    return Published(context.run_id, draft.counts, draft.row_counts, draft.findings, tuple(deleted))


def _run_row(context: RunContext, reading: Reading, joined: Joined, resolved: Resolved) -> dict[str, Any]:
    """The row of this run in ``runs``."""
    assembly, rejected = joined.assembly, joined.rejected
    kept, duplicates = _new_articles(assembly, cells(resolved.overrides.get("articles")))
    total = assembly.frame("select count(*) as n from source_articles")["n"].item()
    _stop_on_nothing(total, rejected, documents=reading.documents_read)
    return {
        "run_id": context.run_id,
        "run_number": assembly.frame("select coalesce(max(run_number), 0) + 1 as n from source_runs")["n"].item(),
        "started_at": context.started_at,
        "finished_at": dt.datetime.now(dt.UTC),
        "code_version": code_version(),
        "rules_hash": context.rules.hash,
        "settings_hash": context.settings.settings_hash(),
        "documents_read": reading.documents_read,
        "documents_unchanged": reading.documents_unchanged,
        "articles_kept": kept,
        "duplicates": duplicates,
        "articles_renewed": joined.renewed_count,
        "rejected": rejected.height,
        "superseded": reading.superseded,
        "files_skipped": reading.files_skipped,
        "records_skipped": sum(reading.skipped_records.values()),
        "articles_total": total,
    }


def _touched(reading: Reading, renewed: Renewed) -> int:
    """Articles' worth of rows that a run makes or takes away; where it makes one table again, that is a part of one."""
    whole = pl.concat([reading.documents_frame()["article_id"], reading.retired_articles()]).n_unique()
    return whole + math.ceil(sum(ids.n_unique() for ids in renewed.articles.values()) / len(_OF_ARTICLES))


def _renewed_count(reading: Reading, renewed: Renewed) -> int:
    """Articles of which rows were made again."""
    ids = list(renewed.articles.values())
    if reading.redone is not None:
        ids.append(reading.redone["article_id"])
    return pl.concat(ids).n_unique() if ids else 0


def _staying(context: RunContext, reading: Reading, batches: Sequence[Path], failed: Failed) -> pl.Series:
    """Articles whose published rows stay, for what came as their next version is none.

    A page that is fetched again and holds no article any more, or a document on which a rule failed,
    takes no article away. Where the rules have changed and not the document, it does.
    """
    files = [file for folder in batches if (file := folder / "articles.parquet").is_file()]
    made = pl.concat([pl.read_parquet(file, columns=["article_id"]) for file in files])["article_id"] if files else None
    documents = reading.documents_frame().select("article_id", "content_hash")
    lost = documents if made is None else documents.filter(~pl.col("article_id").is_in(made.implode()))
    before = context.ledger.known(lost["article_id"].to_list()).select("article_id", before="content_hash")
    changed = lost.join(before, on="article_id").filter(pl.col("content_hash") != pl.col("before"))["article_id"]
    return pl.concat([changed, failed.articles]).unique()


def _replaced(reading: Reading, stay: pl.Series) -> pl.Series:
    """Articles whose published rows go."""
    ids = pl.concat([reading.documents_frame()["article_id"], reading.retired_articles()])
    return ids.filter(~ids.is_in(stay.implode()))


def _rejected(reading: Reading, refused: pl.DataFrame, *, run_id: str) -> pl.DataFrame:
    frames = [reading.rejects_frame(), refused.select(REJECTS.names())]
    rejected = pl.concat(frames).sort("source_uri", "source_id", "reason", "detail", nulls_last=True)
    return conform(rejected.with_row_index("reject_index").with_columns(run_id=pl.lit(run_id)), "rejects")


def _stop_on_nothing(total: int, rejected: pl.DataFrame, *, documents: int) -> None:
    """A warehouse without an article helps nobody, and after a full refresh it would take the place of one that does.

    Raises:
        SourceError: There is none; the message says why the documents were rejected.
    """
    if total:
        return
    reasons = rejected.group_by("reason").agg(pl.len(), pl.col("source_uri", "detail").first())
    commonest = reasons.sort("len", "reason", descending=[True, False]).head(_REASONS)
    shown = [
        f"{count:,} {reason}, e.g. {uri}{f': {detail}' if detail else ''}"
        for reason, count, uri, detail in commonest.iter_rows()
    ]
    among = f"{documents:,} document{'' if documents == 1 else 's'}"
    raise SourceError(f"no article among {among}, so nothing is published; {'; '.join(shown)}")


def _new_articles(assembly: Assembly, overrides: Sequence[Cells]) -> tuple[int, int]:
    """Originals and copies among the articles that this run made."""
    new = assembly.frame("select article_id from new_articles")
    copies = 0
    for rows, _ in overrides:
        if isinstance(rows, pl.DataFrame) and "duplicate_of" in rows.columns:
            copies += new.join(rows.filter(pl.col("duplicate_of").is_not_null()), on="article_id", how="semi").height
    return new.height - copies, copies


def _stop_on(findings: list[Finding]) -> None:
    blocking = [finding for finding in findings if finding.blocks]
    if blocking:
        listed = "\n  ".join(str(finding) for finding in blocking[:10])
        raise ChecksFailedError(
            f"{len(blocking)} checks found rows that must not be published; "
            f"the published state is as it was:\n  {listed}"
        )
