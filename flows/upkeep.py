"""Runs that work on what is published alone: articles are taken out, all is built anew.

They need no source and no Prefect server, hold the lock of a run, and publish as a run does: checked, whole or not at
all.
"""

import contextlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from flows.scheduling.progress import Progress
from flows.settings import Settings
from flows.stages.running import run_once
from flows.workers.executors import InProcess
from warehouse.remote.holding import held
from warehouse.store.forgotten import forgotten, runs_that_hold
from warehouse.store.layout import Layout
from warehouse.store.ledger import Ledger

Result = TypeVar("Result")


class Compacted(NamedTuple):
    """What a compaction did.

    Attributes:
        run_id: The run that it published.
        bytes_before: Of the warehouse on the disk.
        bytes_after: The same afterwards.
        deleted: Runs whose snapshots are gone.
    """

    run_id: str
    bytes_before: int
    bytes_after: int
    deleted: Sequence[str]


class _Shown(InProcess):
    """Steps in this process, each shown as it begins."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress

    def call(self, name: str, step: Callable[[], Result]) -> Result:
        """Say what it is, and do it."""
        self._progress(name, is_stage=True)
        return super().call(name, step)


def take_out(layout: Layout) -> str:
    """Publish the warehouse without the articles that are forgotten; nothing where none of them is published.

    Returns:
        The run that is published.

    Raises:
        LockedError: A run is under way.
        WarehouseError: The published state is damaged, or nothing would be left.
    """
    return _run(Settings(warehouse=layout.name, upkeep="forget"))


def compact(layout: Layout, *, keep_days: float | None = None) -> Compacted:
    """Publish the warehouse built anew, and delete what retention and forgotten articles do not let stay.

    Args:
        layout: The warehouse.
        keep_days: Age at which snapshots go; that of a run by default.

    Raises:
        LockedError: A run is under way.
        WarehouseError: The published state is damaged, or a check blocks.
    """
    before, there = _bytes(layout.root), _runs(layout)
    settings = Settings(warehouse=layout.name, upkeep="compact")
    run_id = _run(settings if keep_days is None else replace(settings, keep_days=keep_days))
    with held(layout.name, run_id=f"compact after {run_id}") as store:
        for holder in runs_that_hold(layout, set(forgotten(layout).values())):
            if holder != run_id:
                shutil.rmtree(layout.snapshot(holder))
                shutil.rmtree(layout.older_ledger(holder), ignore_errors=True)
        ledger = Ledger.of(layout, run_id)
        if ledger is not None:
            ledger.compact()
        if store is not None:
            store.mirror.compact(run_id, is_alone=bool(forgotten(layout)))
    return Compacted(run_id, before, _bytes(layout.root), sorted(there - _runs(layout)))


def _run(settings: Settings) -> str:
    """Run over what is published; the id of the run."""
    with contextlib.closing(Progress()) as progress:
        return run_once(settings, _Shown(progress)).published_run_id


def _runs(layout: Layout) -> set[str]:
    return {path.name for path in layout.snapshots.iterdir() if path.is_dir()}


def _bytes(folder: Path) -> int:
    """What a folder takes up; a file with several names counts once."""
    files = (path.stat() for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum({(one.st_dev, one.st_ino): one.st_size for one in files}.values())
