"""What fifty more articles cost, step by step, over warehouses of several sizes.

``python -m tests.benchmarks.bench_neighbours 1000 4000`` prints CPU seconds of each step of the first run and of the
later one, and the greatest memory of this process so far. Steps that look at neighbours alone stay as they are while
the warehouse grows.
"""

import argparse
import datetime as dt
import itertools
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from flows.settings import Settings
from flows.stages.running import run_once
from flows.workers.executors import InProcess, Paths, Result
from tests.benchmarks.corpus import articles, write

_MORE: Final = 50


class Timed(InProcess):
    """Sums up the CPU seconds of each step."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: dict[str, float] = {}

    def call(self, name: str, step: Callable[[], Result]) -> Result:
        """Do it, and look at the clock."""
        begun = time.process_time()
        result = super().call(name, step)
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - begun
        return result

    def map(self, name: str, step: Callable[[Paths], Paths], groups: Iterable[Paths]) -> list[Path]:
        """The same for steps that are shared out."""
        begun = time.process_time()
        result = super().map(name, step, groups)
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - begun
        return result


def measure(folder: Path, size: int) -> tuple[dict[str, float], dict[str, float]]:
    """CPU seconds by step of a first run over so many articles, and of one more over fifty."""
    made = articles(size + _MORE)
    first, more = folder / f"{size}.jsonl.gz", folder / f"{size}-more.jsonl.gz"
    write(first, itertools.islice(made, size))
    write(more, made)
    found = []
    for number, source in enumerate((first, more)):
        executor = Timed()
        settings = Settings(sources=(str(source),), warehouse=str(folder / f"w{size}"))
        run_once(settings, executor, run_id=f"r{number}", started_at=dt.datetime.now(dt.UTC))
        found.append(executor.seconds)
    return found[0], found[1]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="+")
    with tempfile.TemporaryDirectory() as folder:
        for size in parser.parse_args(arguments).sizes:
            first, more = measure(Path(folder), size)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            both = f"{sum(first.values()):.1f} s, then {_MORE} more: {sum(more.values()):.2f} s"
            print(f"{size:,} articles: {both}; {peak:,.0f} MB")
            for name in first:
                print(f"  {name:24} {first[name]:8.2f} {more.get(name, 0.0):8.2f}")


if __name__ == "__main__":
    main()
