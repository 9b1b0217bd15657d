"""One run at a time: the lock that a second run meets."""

import contextlib
import datetime as dt
import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from warehouse.store.layout import Layout, WarehouseError


class LockedError(WarehouseError):
    """Another run holds the warehouse."""


@contextlib.contextmanager
def run_lock(layout: Layout, *, run_id: str) -> Iterator[None]:
    """Hold the warehouse for one run. The operating system frees the lock when the process ends, however it ends.

    Raises:
        LockedError: Another run holds it; the message names its process and start.
    """
    layout.state.mkdir(parents=True, exist_ok=True)
    note = _note(layout)
    lock = FileLock(layout.state / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise LockedError(_refusal(layout)) from error
    try:
        started = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        content = {"pid": os.getpid(), "host": socket.gethostname(), "run_id": run_id, "started_at": started}
        note.write_text(json.dumps(content), encoding="utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _note(layout: Layout) -> Path:
    return layout.state / "lock.json"  # apart from the lock itself, which must stay one file


def holder(layout: Layout) -> str | None:
    """Who holds the warehouse, in words; None where nobody does."""
    lock = FileLock(layout.state / "lock")
    try:
        with lock.acquire(timeout=0):
            return None
    except Timeout:
        is_certain = True
    except OSError:  # the folder is read-only for us: there is the note, which a killed run leaves behind
        is_certain = False
    try:
        content = json.loads(_note(layout).read_text(encoding="utf-8"))
        return f"run {content['run_id']}, process {content['pid']} on {content['host']}, since {content['started_at']}"
    except (OSError, ValueError, KeyError):
        return "a run that has not said who it is yet" if is_certain else None


def _refusal(layout: Layout) -> str:
    return (
        f"{layout.root}: another run is under way ({holder(layout) or 'just ended'}). Wait for it, or stop it; "
        "what it had not published is not lost: the next run takes it up"
    )
