"""One run at a time over all machines: a note in the store, written under a condition and renewed while the run lives.

A run that dies leaves its note. It counts for some minutes after it was renewed last, by the store's clock; then
another run takes it over, again under a condition, so that one of two gets it. A run that was only asleep finds its
note taken and stops; and what it publishes goes through only if nobody else has published
(:mod:`warehouse.remote.mirror`).
"""

import contextlib
import datetime as dt
import json
import os
import secrets
import socket
import threading
from typing import Any, Final, Self

import psutil

from warehouse.remote.objects import ChangedError, Objects, Tagged
from warehouse.store.layout import MisuseError
from warehouse.store.lock import LockedError

NAME: Final = "state/lock.json"
_RENEWED: Final = 60.0  # seconds between two renewals
_DEAD: Final = 300.0  # seconds without one: four may fail in a row


class Lease:
    """A run's hold on a warehouse in a store.

    Args:
        objects: The store.
        run_id: The run.
    """

    def __init__(self, objects: Objects, run_id: str) -> None:
        self._objects, self._run_id = objects, run_id
        self._tag = ""
        self._is_lost = False
        self._is_over = threading.Event()

    def __enter__(self) -> Self:
        """Take hold.

        Raises:
            LockedError: Another run has it.
            WarehouseError: The store heeds no conditions.
        """
        there = self._objects.read(NAME)
        if there is not None and (holder := _holder(there)) and not _is_dead(self._objects, there):
            raise LockedError(
                f"{self._objects.url}: another run is under way ({holder}). Wait for it, or stop it: a run that was "
                f"killed counts as under way for {_DEAD / 60:.0f} minutes"
            )
        try:
            self._tag = self._objects.write(NAME, self._note(), instead_of=there.tag if there else None)
        except ChangedError as error:
            raise LockedError(f"{self._objects.url}: another run has just begun; wait for it") from error
        self._try_the_store()
        threading.Thread(target=self._renew, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Let go; a note that cannot be written now will grow old."""
        self._is_over.set()
        with contextlib.suppress(ChangedError, OSError):
            self._objects.write(NAME, self._note(is_over=True), instead_of=self._tag)

    def check(self) -> None:
        """See whether the run still has its hold.

        Raises:
            LockedError: Another run has taken it.
        """
        if self._is_lost:
            raise LockedError(
                f"{self._objects.url}: this run was not heard of for {_DEAD / 60:.0f} minutes; another one has begun"
            )

    def _try_the_store(self) -> None:
        """A store that does not know conditions writes whatever it is told."""
        with contextlib.suppress(ChangedError):
            self._objects.write(NAME, self._note(), instead_of=None)
            raise MisuseError(
                f"{self._objects.url}: this store heeds no conditions of a write (If-None-Match), so two runs at once "
                "could lose what one of them published; use one that does, or a folder"
            )

    def _renew(self) -> None:
        while not self._is_over.wait(_RENEWED):
            try:
                self._tag = self._objects.write(NAME, self._note(), instead_of=self._tag)
            except ChangedError:
                self._is_lost = not self._is_over.is_set()
                return
            except OSError:  # an outage; the next renewal may go through
                continue

    def _note(self, *, is_over: bool = False) -> bytes:
        content: dict[str, Any] = {
            "run_id": None if is_over else self._run_id,
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "renewed_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            "token": secrets.token_hex(8),  # each note is unlike all others
        }
        return json.dumps(content).encode()


def holder_of(objects: Objects) -> str | None:
    """Who holds a warehouse, in words; None where nobody does."""
    there = objects.read(NAME)
    return None if there is None or _is_dead(objects, there) else _holder(there)


def _is_dead(objects: Objects, note: Tagged) -> bool:
    """Whether the run of a note is over without having said so. To be wrong costs work, and no row."""
    with contextlib.suppress(ValueError, KeyError, TypeError):
        content = json.loads(note.content)
        if content["host"] == socket.gethostname() and not psutil.pid_exists(int(content["pid"])):
            return True  # killed on this machine: its next run need not wait
    return objects.age(NAME) >= _DEAD


def _holder(note: Tagged) -> str | None:
    try:
        content = json.loads(note.content)
        run = content["run_id"]
        said = f"run {run}, process {content['pid']} on {content['host']}, heard of at {content['renewed_at']}"
    except (ValueError, KeyError, TypeError):
        return "a run whose note cannot be read"
    return None if run is None else said
