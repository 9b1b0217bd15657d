"""Processor time of a run by step, in this process: ``python -m tests.benchmarks.bench_stages SOURCE …``.

Publishing (resolve, write and check, publish) is given as a ratio to processing (annotate, learn, count terms) too: the
speed of a machine drifts, the ratio stays. With ``--annotators`` the annotators' milliseconds a document follow; with
``--then`` runs over what comes to the warehouse (``python -m tests.benchmarks.corpus --first``).
"""

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from flows.settings import Settings
from flows.stages.running import run_once
from flows.workers.executors import InProcess
from tests.benchmarks.timing import TimedPlan
from transforms.annotations import batch
from transforms.annotations.annotators import ANNOTATORS

_PROCESSING: Final = ("annotate", "learn", "count terms")
_PUBLISHING: Final = ("resolve", "write and check", "publish")

Result = TypeVar("Result")


class Timed(InProcess):
    """Does one thing after another in this process, and keeps the processor time of each step."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: Counter[str] = Counter()

    def call(self, name: str, step: Callable[[], Result]) -> Result:
        before = time.process_time()
        try:
            return super().call(name, step)
        finally:
            self.seconds[name] += time.process_time() - before

    def map(
        self, name: str, step: Callable[[Sequence[Path]], Sequence[Path]], groups: Sequence[Sequence[Path]]
    ) -> list[Path]:
        before = time.process_time()
        found = super().map(name, step, groups)
        self.seconds[name] += time.process_time() - before
        return found


def _print_run(sources: Sequence[str], warehouse: Path, executor: Timed) -> int:
    """Run, and print the seconds of each step.

    Returns:
        Documents read.
    """
    executor.seconds.clear()
    before = time.process_time()
    outcome = run_once(Settings(sources=tuple(sources), warehouse=str(warehouse)), executor)
    total = time.process_time() - before
    print(" ".join(sources))
    for name, seconds in executor.seconds.items():
        print(f"{seconds:8.2f} s  {name}")
    print(f"{total:8.2f} s  in all, {1000 * total / max(1, outcome.documents_read):.2f} ms a document")
    processing, publishing = (sum(executor.seconds[name] for name in names) for names in (_PROCESSING, _PUBLISHING))
    print(f"publishing is {publishing / processing:.2f} of processing")
    return outcome.documents_read


def main() -> None:
    """Run over sources, and over more of them afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+", help="of the first load")
    parser.add_argument("--then", action="append", default=[], metavar="SOURCE", help="what comes to it, a run each")
    parser.add_argument("--annotators", action="store_true", help="milliseconds of each annotator in the first load")
    options = parser.parse_args()
    executor = Timed()
    timed = TimedPlan(ANNOTATORS.annotators)
    if options.annotators:
        batch.ANNOTATORS = timed
    with tempfile.TemporaryDirectory() as folder:
        documents = _print_run(options.sources, Path(folder) / "w", executor)
        if options.annotators:
            for name, seconds in timed.seconds.most_common():
                print(f"{1000 * seconds / max(1, documents):8.3f} ms  {name}")
        for source in options.then:
            _print_run([source], Path(folder) / "w", executor)


if __name__ == "__main__":
    main()
