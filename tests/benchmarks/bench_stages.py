"""Processor time of a run by step, in this process: ``python -m tests.benchmarks.bench_stages SOURCE …``.

Publishing (resolve, write and check, publish) is given as a ratio to processing (annotate, learn, count terms) too: the
speed of a machine drifts, the ratio stays. With ``--annotators`` the annotators' milliseconds a document follow.
"""

import sys
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


def main(sources: Sequence[str], *, by_annotator: bool) -> None:
    executor = Timed()
    timed = TimedPlan(ANNOTATORS.annotators)
    if by_annotator:
        batch.ANNOTATORS = timed
    with tempfile.TemporaryDirectory() as folder:
        before = time.process_time()
        outcome = run_once(Settings(sources=tuple(sources), warehouse=str(Path(folder) / "w")), executor)
        total = time.process_time() - before
    for name, seconds in executor.seconds.items():
        print(f"{seconds:8.2f} s  {name}")
    print(f"{total:8.2f} s  in all, {1000 * total / max(1, outcome.documents_read):.2f} ms a document")
    processing, publishing = (sum(executor.seconds[name] for name in names) for names in (_PROCESSING, _PUBLISHING))
    print(f"publishing is {publishing / processing:.2f} of processing")
    if by_annotator:
        for name, seconds in timed.seconds.most_common():
            print(f"{1000 * seconds / max(1, outcome.documents_read):8.3f} ms  {name}")


if __name__ == "__main__":
    main([one for one in sys.argv[1:] if one != "--annotators"], by_annotator="--annotators" in sys.argv)
