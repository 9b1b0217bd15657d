"""What works on chunks: a child process that can be stopped, or this process, which cannot and starts at once.

Both take the same orders and say the same of what went wrong, so that whoever gives orders need not know which it is.
"""

import atexit
import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from flows.workers.chunks import BrokenInstallationError, Order, attempt, probe
from newsprism import rooms
from warehouse.store.layout import BlockedError, EngineError

_COMMAND: Final = rooms.command("flows.workers.child")
_START_SECONDS: Final = 600.0  # importing takes seconds; on a machine that swaps or runs ten other things, minutes


class StoppedError(Exception):
    """A worker did not finish its chunk: it was too slow, it died, or a rule failed."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


class Worker(Protocol):
    """Works on one chunk after another."""

    def work(self, order: Order) -> None:
        """Process a chunk.

        Raises:
            StoppedError: It did not finish; the worker is of no more use where it died or was too slow.
            OSError: The storage failed.
            WarehouseError: The worker could not begin at all.
        """

    @property
    def is_alive(self) -> bool:
        """Whether it takes another order."""

    def stop(self) -> None:
        """End it, whatever it does."""


class Workplace(Protocol):
    """Where chunks are worked on: goes to tasks as an argument, so it holds plain values only."""

    def start(self) -> Worker:
        """A new worker."""


@dataclass(frozen=True, slots=True)
class ThisProcess:
    """Chunks are worked on where the order is given: nothing has to start, and nothing can be stopped."""

    def start(self) -> Worker:
        """A worker that is this process."""
        return _Here()


@dataclass(frozen=True, slots=True)
class ChildProcesses:
    """Chunks are worked on in child processes.

    Attributes:
        command: How one is started.
    """

    command: tuple[str, ...] = _COMMAND

    def start(self) -> Worker:
        """A new process."""
        return _Child(self.command)


class _Here:
    def __init__(self) -> None:
        _begun(_probed())

    def work(self, order: Order) -> None:
        _done(attempt(order))

    is_alive = True

    def stop(self) -> None:
        """Nothing was started."""


class _Child:
    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        paths = os.pathsep.join(filter(None, sys.path))  # the child imports what this process would
        self._process = subprocess.Popen(  # noqa: S603  our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            # one core a child: there is a child for each; what the user has set stays
            env={"POLARS_MAX_THREADS": "1", **os.environ, "PYTHONPATH": paths},
        )
        self._answers: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._is_ready = False
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout is not None  # noqa: S101  for mypy; it was asked for
        with contextlib.suppress(ValueError, OSError):  # closed by stop()
            for line in self._process.stdout:
                self._answers.put(line)
        self._answers.put(None)

    def work(self, order: Order) -> None:
        if not self._is_ready:
            self._wait_until_ready()
        try:
            assert self._process.stdin is not None  # noqa: S101  as above
            self._process.stdin.write(json.dumps(order.as_dict()) + "\n")
            self._process.stdin.flush()
            line = self._answers.get(timeout=order.seconds)
        except queue.Empty:
            raise StoppedError("timed_out", f"more than {order.seconds:.0f} seconds") from None
        except BrokenPipeError:
            line = None
        if line is None:
            code = self._process.wait()
            raise StoppedError("worker_ended", f"the process that worked on it ended with {_said(code)}")
        _done(json.loads(line))

    def _wait_until_ready(self) -> None:
        try:
            started = self._answers.get(timeout=_START_SECONDS)
        except queue.Empty:
            started = None
        if started is None:
            raise EngineError(f"no worker process could be started ({' '.join(self._command)})")
        _begun(json.loads(started))
        self._is_ready = True

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()


def _said(code: int) -> str:
    """How a process ended, for people: by which signal, or with which code."""
    try:
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"
    except ValueError:
        return f"signal {-code}"


def _probed() -> dict[str, Any]:
    try:
        probe()
    except BrokenInstallationError as error:
        return {"error": str(error)}
    return {}


def _begun(answer: dict[str, Any]) -> None:
    if "error" in answer:
        raise BlockedError(
            f"the rules fail on a plain document, so nothing is published: {answer['error']}; "
            "reinstall newsprism, or report it"
        )


def _done(answer: dict[str, Any]) -> None:
    if "errno" in answer:
        raise OSError(answer["errno"], answer["error"], answer["filename"])
    if "error" in answer:
        raise StoppedError("internal_error", answer["error"])


_idle: dict[Workplace, list[Worker]] = {}
_lock: Final = threading.Lock()


def start_workers(workplace: Workplace, count: int) -> None:
    """Start workers ahead of their first chunk, so that their imports do not come on top of what happens meanwhile."""
    with _lock:
        workers = _idle.setdefault(workplace, [])
        workers.extend(workplace.start() for _ in range(count - len(workers)))


def stop_workers() -> None:
    """End the workers that have nothing to do: they hold some 200 MB each."""
    with _lock:
        workers = [worker for idle in _idle.values() for worker in idle]
        _idle.clear()
    for worker in workers:
        worker.stop()


atexit.register(stop_workers)


@contextlib.contextmanager
def borrowed(workplace: Workplace) -> Iterator[Worker]:
    """A worker, from among the idle ones where there is one; given back unless it was stopped."""
    with _lock:
        idle = _idle.get(workplace)
        worker = idle.pop() if idle else None
    if worker is None or not worker.is_alive:
        worker = workplace.start()
    is_of_use = True
    try:
        yield worker
    except StoppedError as error:
        is_of_use = error.reason != "timed_out"
        raise
    except BaseException:
        is_of_use = False
        raise
    finally:
        if is_of_use and worker.is_alive:
            with _lock:
                _idle.setdefault(workplace, []).append(worker)
        else:
            worker.stop()
