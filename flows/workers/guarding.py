"""Processing under guard: a document on which a rule or a parser gets stuck, or dies, costs itself and not the run.

Only a process can be stopped: a thread cannot, and a regular expression or a C library that is stuck does not even let
another thread run. So chunks are worked on by a child process, which lives as long as the run and gets a deadline with
each chunk. One that passes it is ended, and its chunk is taken in small pieces and these in single documents, each with
a deadline of its own, until the one to blame stands alone: it becomes a ``timed_out`` reject (``internal_error`` where
the process died), and the others are kept. A run without such documents pays for one start of Python per worker.
"""

import atexit
import contextlib
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import polars as pl

from flows.stages.processing import join_results, reject_documents
from warehouse.sources import Limits
from warehouse.store.layout import WarehouseError

_NO_LISTS: Final[Mapping[str, str | None]] = {}
_COMMAND: Final = (sys.executable, "-P", "-m", "flows.workers.chunk_worker")  # -P: no module of the working directory
_START_SECONDS: Final = 180.0  # imports take one; a machine that is busy with other things may take its time
_SECONDS_PER_MEGABYTE: Final = 10.0  # of content, beyond the limit of a document; ten times what it takes
_PIECE: Final = (
    20  # documents of a piece: a chunk of 500 with one stuck document waits for three deadlines, not for nine
)

_idle: dict[tuple[str, ...], list["Worker"]] = {}  # by command
_lock: Final = threading.Lock()


class _StoppedError(Exception):
    """A worker did not finish its chunk: it was too slow, it died, or a rule failed on all of it."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


class Worker:
    """A child process that works on one chunk after another."""

    def __init__(self, command: Sequence[str] = _COMMAND) -> None:
        """Start it.

        Args:
            command: How it is started.
        """
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

    def work(self, chunk: Path, results: Path, *, lists: Mapping[str, str | None], seconds: float) -> None:
        """Process a chunk into its folder below ``results``.

        Raises:
            _StoppedError: It did not finish; the worker is of no more use where it died or was too slow.
            OSError: The storage failed.
        """
        if not self._is_ready:
            try:
                started = self._answers.get(timeout=_START_SECONDS)
            except queue.Empty:
                started = None
            if started is None:
                raise WarehouseError(f"no worker process could be started ({' '.join(self._command)})")
            self._is_ready = True
        order = {"chunk": str(chunk), "results": str(results), "lists": dict(lists), "seconds": seconds}
        try:
            assert self._process.stdin is not None  # noqa: S101  as above
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise _StoppedError("timed_out", f"more than {seconds:.0f} seconds") from None
        except BrokenPipeError:
            line = None
        if line is None:
            code = self._process.wait()
            raise _StoppedError("internal_error", f"the process that worked on it ended with code {code}")
        answer: dict[str, Any] = json.loads(line)
        if "errno" in answer:
            raise OSError(answer["errno"], answer["error"], answer["filename"])
        if "error" in answer:
            raise _StoppedError("internal_error", answer["error"])

    @property
    def is_alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()


def start_workers(count: int) -> None:
    """Start workers ahead of their first chunk, so that their imports do not come on top of what happens meanwhile."""
    with _lock:
        workers = _idle.setdefault(_COMMAND, [])
        workers.extend(Worker() for _ in range(count - len(workers)))


def stop_workers() -> None:
    """End the workers that have nothing to do: they hold some 200 MB each."""
    with _lock:
        workers = [worker for idle in _idle.values() for worker in idle]
        _idle.clear()
    for worker in workers:
        worker.stop()


atexit.register(stop_workers)


@contextlib.contextmanager
def _borrowed(command: Sequence[str]) -> Iterator[Worker]:
    """A worker, from among the idle ones where there is one; given back unless it was stopped."""
    with _lock:
        idle = _idle.get(tuple(command))
        worker = idle.pop() if idle else None
    if worker is None or not worker.is_alive:
        worker = Worker(command)
    is_of_use = True
    try:
        yield worker
    except _StoppedError as error:
        is_of_use = error.reason != "timed_out"
        raise
    except BaseException:
        is_of_use = False
        raise
    finally:
        if is_of_use and worker.is_alive:
            with _lock:
                _idle.setdefault(tuple(command), []).append(worker)
        else:
            worker.stop()


def process_guarded(
    chunk: Path,
    results: Path,
    *,
    limits: Limits,
    lists: Mapping[str, str | None] = _NO_LISTS,
    command: Sequence[str] = _COMMAND,
) -> Path:
    """Process a chunk like :func:`flows.stages.processing.process_chunk`, in a process that can be stopped.

    Args:
        chunk: Parquet file of documents.
        results: Folder that holds a folder per chunk, named like the chunk.
        limits: ``document_seconds`` is what counts here.
        lists: The user's CSV files by what they add to: ``outlets``, ``labels``.
        command: How a worker is started.

    Returns:
        The chunk's folder, complete.

    Raises:
        OSError: The storage failed; worth another try.
        WarehouseError: No worker process could be started.
    """
    final = results / chunk.stem
    if final.is_dir():
        return final
    try:
        _work(chunk, results, limits=limits, lists=lists, command=command)
    except _StoppedError as error:
        draft = results / f"{chunk.stem}.draft-{os.getpid()}-pieces"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        documents = pl.read_parquet(chunk)
        pieces = list(_pieces(documents, draft, error, limits=limits, lists=lists, command=command))
        join_results(pieces, final=final)
        shutil.rmtree(draft, ignore_errors=True)
    return final


def _work(
    chunk: Path, results: Path, *, limits: Limits, lists: Mapping[str, str | None], command: Sequence[str]
) -> None:
    size = pl.scan_parquet(chunk).select(pl.col("content").str.len_bytes().sum()).collect().item()
    seconds = limits.document_seconds + _SECONDS_PER_MEGABYTE * size / 1e6
    with _borrowed(command) as worker:
        worker.work(chunk, results, lists=lists, seconds=seconds)


def _pieces(
    documents: pl.DataFrame,
    folder: Path,
    error: _StoppedError,
    *,
    limits: Limits,
    lists: Mapping[str, str | None],
    command: Sequence[str],
) -> Iterator[Path]:
    """Result folders of the parts of what could not be processed together, in order."""
    if documents.height == 1:
        yield reject_documents(documents, folder / "rejected", reason=error.reason, detail=error.detail)
        return
    step = _PIECE if documents.height > _PIECE else 1
    for start in range(0, documents.height, step):
        part = documents[start : start + step]
        chunk = folder / f"{start:06d}.parquet"
        part.write_parquet(chunk)
        try:
            _work(chunk, folder, limits=limits, lists=lists, command=command)
        except _StoppedError as failure:
            below = folder / f"{start:06d}.pieces"
            below.mkdir()
            yield from _pieces(part, below, failure, limits=limits, lists=lists, command=command)
        else:
            yield folder / f"{start:06d}"
