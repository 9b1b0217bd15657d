"""What whole runs cost at some sizes: ``python -m tests.benchmarks.bench_scale [--keep DIR] ARTICLES …``.

For each size a corpus is generated and loaded by ``newsprism run`` as users run it (Prefect, worker processes); then
one per cent more articles come, then fifty, then nothing new. One table: processor seconds of all processes,
milliseconds an article, share of the first run's seconds, seconds of the clock, and the peak memory of the main process
and of the largest worker. What every run costs whatever it finds (Python, Prefect's server) is the last row of a size.
Sizes come one after the other, so that their ratios hold although the speed of a machine drifts. ``--steps N`` adds
what publishing costs beside processing, by the processor time of the steps of a first load in one process.

``--runs first,one-per-cent,fifty,nothing`` measures some of them alone.
"""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import psutil

from tests.benchmarks.corpus import articles, write

_EVERY: Final = 0.2  # seconds between two looks at the memory
_RUNS: Final = ("first", "one-per-cent", "fifty", "nothing")
_FIFTY: Final = 50
_SERVER: Final = ("prefect", "uvicorn")  # words of the command of Prefect's temporary server, which is no worker
_ENTRY: Final = "from flows.cli import entry; entry()"


class Cost(NamedTuple):
    """What a run cost: ``cpu`` and ``wall`` in seconds, memory in bytes."""

    cpu: float
    wall: float
    main_memory: int
    worker_memory: int
    said: str


class _Watch(threading.Thread):
    """Looks at a process and those below it until it ends: largest memory, and the processor time of each."""

    def __init__(self, process: psutil.Process) -> None:
        super().__init__(daemon=True)
        self._process = process
        self.main = self.worker = 0
        self._seconds: dict[int, float] = {}

    def run(self) -> None:
        while self._process.is_running() and self._process.status() != psutil.STATUS_ZOMBIE:
            with contextlib.suppress(psutil.Error):
                self._look()
            time.sleep(_EVERY)

    def _look(self) -> None:
        self.main = max(self.main, self._process.memory_info().rss)
        self._add(self._process)
        for child in self._process.children(recursive=True):
            with contextlib.suppress(psutil.Error):  # it has just ended
                self._add(child)
                if not any(word in " ".join(child.cmdline()) for word in _SERVER):
                    self.worker = max(self.worker, child.memory_info().rss)

    def _add(self, process: psutil.Process) -> None:
        used = process.cpu_times()
        self._seconds[process.pid] = used.user + used.system

    @property
    def cpu(self) -> float:
        return sum(self._seconds.values())


def measured(feed: Path, warehouse: Path) -> Cost:
    """Run over a folder as a user does.

    Raises:
        SystemExit: The run failed.
    """
    command = [sys.executable, "-c", _ENTRY, "run", str(feed), "--warehouse", str(warehouse)]
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ})
    watch = _Watch(psutil.Process(process.pid))
    watch.start()
    output, _ = process.communicate()
    wall = time.monotonic() - started
    watch.join()
    if process.returncode:
        sys.exit(f"the run over {feed} failed with {process.returncode}")
    return Cost(watch.cpu, wall, watch.main, watch.worker, next(filter(None, output.splitlines()), ""))


def steps(feed: Path, folder: Path) -> float:
    """Publishing as a share of processing, by the processor time of the steps in one process: of a first load."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_stages", str(feed)]
    environment = {**os.environ, "TMPDIR": str(folder)}
    output = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment).stdout
    return float(output.rpartition("publishing is ")[2].split()[0])


def runs_of(count: int, folder: Path) -> Iterator[tuple[str, int, Cost]]:
    """Name, new articles and cost of each run over a corpus of so many articles."""
    feed, warehouse = folder / "feed", folder / "warehouse"
    feed.mkdir(parents=True)
    first = 0
    for name, new in zip(_RUNS, (count, max(1, count // 100), _FIFTY, 0), strict=True):
        if new:
            write(feed / f"{name}.jsonl.gz", articles(new, first=first))
            first += new
        yield name, new, measured(feed, warehouse)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("counts", type=int, nargs="+", metavar="ARTICLES")
    parser.add_argument("--keep", type=Path, help="folder for corpora and warehouses, which stay there")
    parser.add_argument("--runs", default=",".join(_RUNS), help="those of the runs that are shown")
    parser.add_argument("--steps", type=int, default=0, metavar="ARTICLES", help="publishing share at this size, too")
    given = parser.parse_args()
    root = given.keep or Path(tempfile.mkdtemp(prefix="newsprism-scale-"))
    print("| articles | run | new | CPU s | ms an article | of the first | wall s | main MB | worker MB | |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    try:
        for count in given.counts:
            first = 0.0
            for name, new, cost in runs_of(count, root / str(count)):
                each = f"{1000 * cost.cpu / new:.2f}" if new else ""
                first = first or cost.cpu
                if name not in given.runs.split(","):
                    continue
                print(
                    f"| {count:,} | {name} | {new:,} | {cost.cpu:.1f} | {each} | {cost.cpu / first:.1%} "
                    f"| {cost.wall:.1f} "
                    f"| {cost.main_memory / 1e6:,.0f} | {cost.worker_memory / 1e6:,.0f} | {cost.said} |",
                    flush=True,
                )
        if given.steps:
            feed = root / "steps.jsonl.gz"
            write(feed, articles(given.steps))
            print(f"publishing is {steps(feed, root):.2f} of processing at {given.steps:,} articles, in one process")
    finally:
        if given.keep is None:
            shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main()
