"""The publish: a finished snapshot and database take the place of the old ones, each in one atomic step."""

import contextlib
import datetime as dt
import os
import shutil
from pathlib import Path

from warehouse.store.layout import MANIFEST, Layout
from warehouse.store.retention import kept_runs


def publish(layout: Layout, *, run_id: str, database: Path, snapshot: Path) -> None:
    """Make a run's state the published one.

    The three replacements follow each other; each is whole by itself and names its run. A kill between them leaves
    readers with whole states, and the next run starts from the snapshot that ``PUBLISHED`` names.
    """
    final = layout.snapshot(run_id)
    final.parent.mkdir(parents=True, exist_ok=True)
    os.replace(snapshot, final)  # noqa: PTH105
    point_to(layout, run_id=run_id, database=database)


def point_to(layout: Layout, *, run_id: str, database: Path) -> None:
    """Let the database, ``PUBLISHED`` and the link lead to a snapshot that is in its place."""
    _flush()  # after a power cut, what PUBLISHED names is on the disk
    os.replace(database, layout.database)  # noqa: PTH105
    draft = layout.state / "PUBLISHED.draft"
    draft.write_text(run_id + "\n", encoding="utf-8")
    _flush()
    os.replace(draft, layout.published)  # noqa: PTH105
    point_current(layout, run_id)
    _flush()


def point_current(layout: Layout, run_id: str) -> None:
    """Let the link ``current`` lead to a run's snapshot; also after a kill between ``PUBLISHED`` and the link."""
    target = Path("snapshots") / run_id
    link = layout.state / "current.draft"
    with contextlib.suppress(OSError, NotImplementedError):  # a file system without links does without the fixed path
        if layout.current.is_symlink() and layout.current.readlink() == target:
            return
        if layout.current.is_dir() and not layout.current.is_symlink():  # a copy of the warehouse that followed links
            shutil.rmtree(layout.current)
        link.unlink(missing_ok=True)
        link.symlink_to(target, target_is_directory=True)
        os.replace(link, layout.current)  # noqa: PTH105


def _flush() -> None:
    """Wait until all that was written, names of files included, is on the disk: one wait instead of thousands."""
    if hasattr(os, "sync"):  # everywhere but on Windows
        os.sync()


def delete_old_snapshots(layout: Layout, *, keep_days: float) -> list[str]:
    """Delete snapshots and ledgers that are older than so many days, or more than retention lets stay.

    Returns:
        Runs whose snapshots were deleted.
    """
    published, now = layout.published_run(), dt.datetime.now(dt.UTC).timestamp()
    folders = {path.name: path for path in sorted(layout.snapshots.iterdir()) if path.is_dir()}
    whole = {run: manifest for run, path in folders.items() if (manifest := path / MANIFEST).exists()}
    kept = kept_runs({run: now - file.stat().st_mtime for run, file in whole.items()}, keep_days=keep_days)
    deleted = []
    for run, path in folders.items():
        if run != published and run not in kept:
            shutil.rmtree(path)
            shutil.rmtree(layout.older_ledger(path.name), ignore_errors=True)
            deleted.append(run)
    return deleted
