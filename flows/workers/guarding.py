"""Processing under guard: a document on which a rule or a parser gets stuck, dies or fails costs itself, not the run.

Only a process can be stopped: a thread cannot, and a regular expression or a C library that is stuck does not even let
another thread run. So chunks are worked on by a child process, which lives as long as the run and gets a deadline with
each chunk. What does not go through is taken in small pieces and these in single documents, each with a deadline of its
own, until the one to blame stands alone: it becomes a reject (``timed_out``, ``worker_ended`` where the process did, or
``internal_error`` where a rule failed), and the others are kept. A run without such documents pays for one start of
Python per worker.

What all deadlines of a run may cost together is bounded: when that time is used up, deadlines become short, and what
passes one is put off to the next run.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import polars as pl

from flows.workers.budget import Budget
from flows.workers.chunks import Order, join_results, reject_documents
from flows.workers.cutting import pieces
from flows.workers.workers import StoppedError, Workplace, borrowed
from warehouse.frame_file import write_frame

_SECONDS_PER_MEGABYTE: Final = 10.0  # of content, beyond the limit of a document; ten times what it takes
_HURRIED: Final = 0.1  # of a deadline, when the run's time for stuck documents is used up; still thrice a slow page


@dataclass(frozen=True, slots=True)
class Guard:
    """Where and how chunks are worked on; goes to tasks as an argument, so it holds plain values only.

    Attributes:
        order: What is common to all orders.
        workplace: What works on them.
        document_seconds: Time for one document.
        budget: Time that the run may lose.
    """

    order: Order
    workplace: Workplace
    document_seconds: float
    budget: Budget

    def process(self, chunk: Path) -> Path:
        """Process a chunk, whatever is in it.

        Args:
            chunk: Parquet file of documents.

        Returns:
            The chunk's folder, complete.

        Raises:
            OSError: The storage failed; worth another try.
            WarehouseError: No worker could be started, or the rules fail on a plain document.
        """
        results = Path(self.order.results)
        final = results / chunk.stem
        if final.is_dir():
            return final
        try:
            self._work(chunk, results, is_hurried=self.budget.is_spent)
        except StoppedError:
            draft = results / f"{chunk.stem}.draft-{os.getpid()}-pieces"
            shutil.rmtree(draft, ignore_errors=True)
            draft.mkdir(parents=True)
            join_results(list(self._parts(pl.read_parquet(chunk), draft)), final=final)
            shutil.rmtree(draft, ignore_errors=True)
        return final

    def _work(self, chunk: Path, results: Path, *, is_hurried: bool) -> None:
        size = pl.scan_parquet(chunk).select(pl.col("content").str.len_bytes().sum()).collect().item()
        seconds = self.document_seconds + _SECONDS_PER_MEGABYTE * size / 1e6
        if is_hurried:
            seconds *= _HURRIED
        order = replace(self.order, chunk=str(chunk), results=str(results), seconds=seconds)
        try:
            with borrowed(self.workplace) as worker:
                worker.work(order)
        except StoppedError as error:
            if error.reason == "timed_out":
                self.budget.spend(seconds)
            raise

    def _parts(self, documents: pl.DataFrame, folder: Path) -> Iterator[Path]:
        """Result folders of the parts of what could not be processed together, in order.

        A document that was alone from the start has a second try like all others: what failed may be the process.
        """
        for place in pieces(documents.height):
            part = documents[place]
            chunk = folder / f"{place.start:06d}.parquet"
            write_frame(part, chunk)
            is_hurried = self.budget.is_spent
            try:
                self._work(chunk, folder, is_hurried=is_hurried)
            except StoppedError as error:
                below = folder / f"{place.start:06d}.pieces"
                below.mkdir()
                if part.height > 1:
                    yield from self._parts(part, below)
                else:
                    yield _rejected(part, below, error, is_hurried=is_hurried)
            else:
                yield folder / f"{place.start:06d}"


def _rejected(document: pl.DataFrame, folder: Path, error: StoppedError, *, is_hurried: bool) -> Path:
    """The result of a document that does not go through alone."""
    is_put_off = is_hurried and error.reason == "timed_out"
    detail = f"{error.detail}; put off, for the run's time for such documents is used up"
    return reject_documents(
        document,
        folder / "rejected",
        reason=error.reason,
        detail=detail if is_put_off else error.detail,
        is_put_off=is_put_off,
    )
