"""The last stages: resolve across articles, write, check, publish."""

import contextlib
import datetime as dt
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from flows.settings import Settings, code_version
from flows.stages.processing import REJECTS_FILE
from flows.stages.reading import DUPLICATE, Reading
from flows.stages.resolving import resolve
from flows.user_lists import label_sets, outlet_registry, speaker_aliases
from transforms.annotations.reference_tables import static_tables
from warehouse.contract.frames import conform
from warehouse.store.assembly import Assembly
from warehouse.store.checks import Finding, run_checks
from warehouse.store.layout import WarehouseError
from warehouse.store.ledger import Ledger
from warehouse.store.publishing import delete_old_snapshots, publish
from warehouse.store.snapshot import write_snapshot
from warehouse.store.verification import run_of_database, sound_manifest

_FAULTS: Final = 3  # documents on which a rule may fail in any run; a hostile page is no reason to stop
_REASONS: Final = 3  # shown of those for which documents were rejected
_FAULT_SHARE: Final = 0.02  # of a run's documents; more is no matter of single pages


class ChecksFailedError(WarehouseError):
    """A ``fail__`` check found rows: nothing is published."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a run published."""

    run_id: str
    counts: dict[str, int]
    row_counts: dict[str, int]
    warnings: tuple[str, ...]
    deleted_snapshots: tuple[str, ...]


def assemble_and_publish(
    settings: Settings,
    *,
    run_id: str,
    started_at: dt.datetime,
    reading: Reading,
    batches: list[Path],
    ledger: Ledger,
    learned: Mapping[str, pl.DataFrame],
    rules_hash: str,
) -> Published:
    """Bring old and new rows together, resolve, check, and publish.

    Args:
        settings: The run's settings.
        run_id: The run.
        started_at: When it began.
        reading: What the read stage found.
        batches: Folders that the chunk tasks wrote.
        ledger: The published ledger.
        learned: What was learned of outlets, by file name, to be kept with the new ledger.
        rules_hash: Hash of the rules that made the batches.

    Raises:
        ChecksFailedError: A check blocks the publish; the published state is untouched.
    """
    layout = settings.layout
    work = layout.staging / run_id
    work.mkdir(parents=True, exist_ok=True)
    published = layout.published_run()
    previous = None if published is None else sound_manifest(layout, layout.manifest(published), work / "sound")
    rejected = _rejected(reading, batches, run_id=run_id)
    _stop_on_faults(rejected, documents=reading.documents_new)
    new_rejects = work / "rejects"
    new_rejects.mkdir(exist_ok=True)
    rejected.write_parquet(new_rejects / "rejects.parquet")
    replaced = reading.documents_frame()["article_id"]
    base = previous
    if settings.full_refresh and previous is not None:  # history stays, articles go
        base = {**previous, "files": [f for f in previous["files"] if f["table"] in {"runs", "rejects"}]}
    assembly = Assembly(
        layout,
        work / "newsprism.duckdb",
        previous=base,
        batches=[*batches, new_rejects],
        replaced=replaced,
        run_id=run_id,
    )
    with contextlib.closing(assembly):
        resolved = resolve(assembly, aliases=speaker_aliases(settings), registry=outlet_registry(settings))
        kept, duplicates = _new_articles(assembly, resolved.overrides.get("articles"))
        counts = {
            "documents_read": reading.documents_read,
            "documents_unchanged": reading.documents_unchanged,
            "articles_kept": kept,
            "duplicates": duplicates,
            "rejected": rejected.height,
            "files_skipped": reading.files_skipped,
            "records_skipped": sum(reading.skipped_records.values()),
        }
        total = assembly.frame("select count(*) as n from source_articles")["n"].item()
        _stop_on_nothing(total, rejected, documents=reading.documents_read)
        run = {
            "run_id": run_id,
            "run_number": assembly.frame("select coalesce(max(run_number), 0) + 1 as n from source_runs")["n"].item(),
            "started_at": started_at,
            "finished_at": dt.datetime.now(dt.UTC),
            "code_version": code_version(),
            "rules_hash": rules_hash,
            "settings_hash": settings.settings_hash(),
            **counts,
            "articles_total": total,
        }
        static = static_tables(labels=label_sets(settings))
        assembly.write(
            {**static, **resolved.tables},
            resolved.overrides,
            run=conform(pl.DataFrame([run]), "runs"),
        )
        findings = run_checks(assembly.connection)
        _stop_on(findings)
        snapshot = work / "snapshot"
        shutil.rmtree(snapshot, ignore_errors=True)
        description = {k: v.isoformat() if isinstance(v, dt.datetime) else v for k, v in run.items()}
        inputs = {"sources": list(settings.sources), "manifest": settings.manifest}
        manifest = write_snapshot(
            assembly.connection,
            layout,
            snapshot,
            final=layout.snapshot(run_id),
            run={**description, "inputs": inputs},
            previous=previous,
        )
    _new_ledger(settings, ledger, reading).write(layout.ledger(run_id))
    for name, frame in learned.items():
        frame.write_parquet(layout.ledger(run_id) / name, compression="zstd")
    publish(layout, run_id=run_id, database=assembly.database, snapshot=snapshot)
    deleted = delete_old_snapshots(layout, keep_days=settings.keep_days)
    shutil.rmtree(layout.staging, ignore_errors=True)
    warnings = tuple(str(finding) for finding in findings)
    return Published(run_id, counts, manifest["row_counts"], warnings, tuple(deleted))


def _rejected(reading: Reading, batches: list[Path], *, run_id: str) -> pl.DataFrame:
    frames = [reading.rejects_frame(), *(pl.read_parquet(folder / REJECTS_FILE) for folder in batches)]
    rejected = pl.concat(frames, how="diagonal").sort("source_uri", "source_id", "reason", "detail", nulls_last=True)
    return conform(rejected.with_row_index("reject_index").with_columns(run_id=pl.lit(run_id)), "rejects")


def _stop_on_faults(rejected: pl.DataFrame, *, documents: int) -> None:
    """A rule that fails on many documents is a fault of the installation: their published articles must not go."""
    faults = rejected.filter(pl.col("reason") == "internal_error")
    if faults.height > max(_FAULTS, _FAULT_SHARE * documents):
        raise WarehouseError(
            f"a rule failed on {faults.height} of {documents} documents, so nothing is published; "
            f"the first: {faults['source_uri'][0]}: {faults['detail'][0]}"
        )


def _stop_on_nothing(total: int, rejected: pl.DataFrame, *, documents: int) -> None:
    """A warehouse without an article helps nobody, and after a full refresh it would take the place of one that does.

    Raises:
        WarehouseError: There is none; the message says why the documents were rejected.
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
    raise WarehouseError(f"no article among {among}, so nothing is published; {'; '.join(shown)}")


def _new_articles(assembly: Assembly, override: pl.DataFrame | None) -> tuple[int, int]:
    """Originals and copies among the articles that this run made."""
    new = assembly.frame("select article_id from new_articles")
    if override is None:
        return new.height, 0
    copies = new.join(override.filter(pl.col("duplicate_of").is_not_null()), on="article_id", how="semi").height
    return new.height - copies, copies


def _stop_on(findings: list[Finding]) -> None:
    blocking = [finding for finding in findings if finding.blocks]
    if blocking:
        listed = "\n  ".join(str(finding) for finding in blocking[:10])
        raise ChecksFailedError(
            f"{len(blocking)} checks found rows that must not be published; "
            f"the published state is as it was:\n  {listed}"
        )


def _new_ledger(settings: Settings, ledger: Ledger, reading: Reading) -> Ledger:
    base = Ledger.empty() if settings.full_refresh else ledger
    return base.updated(documents=reading.documents_frame(), files=reading.files_frame())


def is_nothing_new(reading: Reading, *, published: str | None, settings: Settings) -> bool:
    """Whether the run has nothing to publish: no document is new, and no reject but of ids met before.

    A database that is not there, damaged, or of another run than the snapshot, is made again from the snapshot.
    """
    return (
        published is not None
        and run_of_database(settings.layout) == published
        and not settings.full_refresh
        and not reading.chunks
        and all(reject.reason == DUPLICATE for reject in reading.rejects)
    )


def describe(published: Published) -> dict[str, Any]:
    """The result as plain values, for Prefect and the command line."""
    return {
        "run_id": published.run_id,
        **published.counts,
        "row_counts": published.row_counts,
        "warnings": list(published.warnings),
        "deleted_snapshots": list(published.deleted_snapshots),
    }
