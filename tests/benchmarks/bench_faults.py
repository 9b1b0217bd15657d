"""What accidents do to a warehouse: ``python -m tests.benchmarks.bench_faults kills|reads|flips|full-disk [TIMES]``.

- ``kills``: a run is killed (SIGKILL) at a random moment. What is published must be the old state or the new one,
  whole, and the next run must end with what an undisturbed one makes, table by table.
- ``reads``: readers read by each of the three ways while so many runs publish. Bad is a read that fails, or that joins
  tables of two runs.
- ``flips``: one bit of a random file is flipped. Found is what ``newsprism check`` or the next run says in a line;
  harmless what changes no row; anything else is bad.
- ``full-disk``: a run meets a limit on what it may write, a smaller one each time. It must say so in a line, and the
  published state must stay.

The warehouses are small, for what is measured is the order of writes and not their size. Everything is drawn from a
seed. Exit 1 if anything was bad.
"""

import argparse
import contextlib
import json
import multiprocessing
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from flows.settings import Settings
from flows.stages.running import run_once
from flows.workers.executors import InProcess
from tests.benchmarks.corpus import articles
from warehouse.contract.tables import TABLE
from warehouse.query import open_sandboxed
from warehouse.reader import open_snapshot
from warehouse.sources import SourceError
from warehouse.store.checks import run_checks
from warehouse.store.database import read_parquet
from warehouse.store.layout import Layout, WarehouseError
from warehouse.store.verification import damaged_files

_BEFORE: Final = 6  # articles of the published warehouse; a run takes about a second
_NEW: Final = 3
_PER_DAY: Final = 4  # articles: two days and more, so that files are linked and written
_OF_RUNS: Final = {"run_id", "started_at", "finished_at", "joined_run_id", "first_run_id", "seen_at"}
_SAID: Final = (WarehouseError, SourceError, OSError)  # what the command line says in one line

State = dict[str, str]


def state_of(warehouse: Path) -> State:
    """A hash of each table of the published database, of all but when and by which run it was made."""
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        return dict(_hashes(connection, "select table_name, table_name from duckdb_tables() where not internal"))


def parquet_state_of(warehouse: Path) -> State:
    """The same of the published snapshot's files."""
    snapshot = open_snapshot(warehouse)
    with duckdb.connect() as connection:
        for table in snapshot.tables:
            connection.execute(f'create view "{table}" as from {read_parquet(snapshot.files(table))}')
        return dict(_hashes(connection, "select view_name, view_name from duckdb_views() where not internal"))


def _hashes(connection: duckdb.DuckDBPyConnection, names: str) -> Iterator[tuple[str, str]]:
    for name, _ in connection.execute(names).fetchall():
        if name in {"runs", "story_changes", "data_dictionary"}:  # each of them tells of runs, or is the contract's
            continue
        columns = sorted(f'"{column}"' for column in TABLE[name].column_names if column not in _OF_RUNS)
        rows = f'select count(*), bit_xor(hash({", ".join(columns)})) from "{name}"'
        yield name, str(connection.execute(rows).fetchall())


def run(feed: Path, warehouse: Path) -> bool:
    """Run over a folder in this process; whether something was published."""
    settings = Settings(sources=(str(feed),), warehouse=str(warehouse))
    return run_once(settings, InProcess()).published is not None


def _run_limited(feed: Path, warehouse: Path, limit: int | None, answer: Any) -> None:
    """Run in a process of its own, which may write files of so many bytes."""
    if limit is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        run(feed, warehouse)
        answer.send("done")
    except _SAID as error:
        answer.send(f"said: {str(error).partition(chr(10))[0][:200]}")
    except Exception as error:  # noqa: BLE001  what is no line for the user is what we look for
        answer.send(f"bad: {error.__class__.__name__}: {error}"[:400])


class Bench:
    """A published warehouse, what comes next, and what an undisturbed run makes of it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.chance = folder, random.Random(seed)
        self.context: ForkServerContext = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(["flows.stages.running", "flows.stages.resolving"])
        self.feed = folder / "feed"
        self.feed.mkdir(parents=True)
        made = list(articles(_BEFORE + _NEW, per_day=_PER_DAY))
        self._write("first.jsonl", made[:_BEFORE])
        run(self.feed, folder / "before")
        self.before = state_of(folder / "before")
        changed = made[1] | {"text": made[1]["text"] + "\n\nIt rained."}
        self._write("next.jsonl", [*made[_BEFORE:], changed])
        self.after = self._undisturbed()

    def _write(self, name: str, some: list[dict[str, str]]) -> None:
        (self.feed / name).write_text("".join(json.dumps(one) + "\n" for one in some), encoding="utf-8")

    def _undisturbed(self) -> State:
        warehouse = self.copy("undisturbed")
        started = time.monotonic()
        process, answer = self.start(warehouse)
        process.join()
        self.seconds = time.monotonic() - started
        assert answer.recv() == "done"
        return state_of(warehouse)

    def copy(self, name: str) -> Path:
        """The published warehouse under another name, its links kept."""
        target = self.folder / name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.folder / "before", target, symlinks=True)
        return target

    def start(self, warehouse: Path, limit: int | None = None) -> tuple[BaseProcess, Any]:
        """A run in a process of its own, and where it says how it went."""
        receiver, sender = self.context.Pipe(duplex=False)
        process = self.context.Process(target=_run_limited, args=(self.feed, warehouse, limit, sender))
        process.start()
        sender.close()
        return process, receiver

    def is_whole(self, warehouse: Path) -> str | None:
        """What is wrong with a published state that must be the old one or the new one; None where nothing is."""
        layout = Layout(warehouse)
        try:
            states = {"database": state_of(warehouse), "files": parquet_state_of(warehouse)}
            damaged = list(damaged_files(layout, layout.manifest(str(layout.published_run()))))
        except Exception as error:  # noqa: BLE001  whatever it is, a reader meets it
            return f"{error.__class__.__name__}: {error}"
        if damaged:
            return f"damaged: {damaged[0]}"
        return next((f"{way} is neither" for way, own in states.items() if own not in (self.before, self.after)), None)

    def ends_well(self, warehouse: Path) -> str | None:
        """What is wrong with the run after an accident; None where it ends with what an undisturbed one makes."""
        try:
            run(self.feed, warehouse)
            for state in (state_of(warehouse), parquet_state_of(warehouse)):
                if state != self.after:
                    return f"other rows in {sorted(name for name in self.after if state.get(name) != self.after[name])}"
            with open_sandboxed(warehouse / "newsprism.duckdb") as connection:
                blocking = [str(finding) for finding in run_checks(connection) if finding.blocks]
        except Exception as error:  # noqa: BLE001  as above
            return f"{error.__class__.__name__}: {error}"
        return blocking[0] if blocking else None


def kills(bench: Bench, times: int) -> Counter[str]:
    """Kill so many runs at random moments."""
    seen: Counter[str] = Counter()
    for number in range(times):
        warehouse = bench.copy("killed")
        process, _ = bench.start(warehouse)
        # half of the moments in the last tenth of a run, in which it publishes
        low = 0.85 if number % 2 else 0.0
        started = time.monotonic()
        process.join(bench.seconds * bench.chance.uniform(low, 1.05))
        if process.exitcode == 0:  # the machine is faster than it was
            bench.seconds = min(bench.seconds, time.monotonic() - started)
        process.kill()
        process.join()
        if wrong := bench.is_whole(warehouse):
            seen[f"bad: after the kill: {wrong}"] += 1
        elif wrong := bench.ends_well(warehouse):
            seen[f"bad: the next run: {wrong}"] += 1
        else:
            is_new = state_of(warehouse) == bench.after and process.exitcode == 0
            seen["good: the run had ended" if is_new else "good: killed in the middle"] += 1
    return seen


def flips(bench: Bench, times: int) -> Counter[str]:
    """Flip one bit of so many files, of each part of a warehouse in turn."""
    seen: Counter[str] = Counter()
    layout = Layout(bench.folder / "flipped")
    for number in range(times):
        warehouse = bench.copy("flipped")
        parts = _parts(layout)
        part = sorted(parts)[number % len(parts)]
        file = bench.chance.choice(parts[part])
        content = bytearray(file.read_bytes())
        place = bench.chance.randrange(8 * len(content))
        content[place // 8] ^= 1 << place % 8
        file.unlink()  # the same file may have other names
        file.write_bytes(content)
        seen[f"{part}: {_after_flip(bench, warehouse)}"] += 1
    return seen


def _parts(layout: Layout) -> dict[str, list[Path]]:
    """Files of a warehouse by what they are; of the snapshots the published one's."""
    snapshot = layout.snapshot(str(layout.published_run()))
    ledger = [file for file in layout.state.rglob("*") if file.is_file() and file.stat().st_size]
    return {
        "parquet": sorted(file for file in snapshot.rglob("*.parquet")),
        "manifest": [snapshot / "manifest.json"],
        "database": [layout.database],
        "PUBLISHED": [layout.published],
        "state": sorted(file for file in ledger if "lock" not in file.name),
    }


def _after_flip(bench: Bench, warehouse: Path) -> str:
    """How the flip was met: by the check, then by the next run, whose rows are compared with what they should be."""
    said = _checked(warehouse)
    try:
        run(bench.feed, warehouse)
        is_right = state_of(warehouse) == parquet_state_of(warehouse) == bench.after
    except _SAID as error:
        return f"good: the run says {error.__class__.__name__}" if str(error) else "bad: an error without a word"
    except Exception as error:  # noqa: BLE001  no line for the user
        return f"bad: the run fails with {error.__class__.__name__}: {str(error)[:120]}"
    if not is_right:
        return "bad: wrong rows were published" + (" (the check had said so)" if said else "")
    return "good: found by the check, mended by the run" if said else "good: harmless, or mended by the run"


def _checked(warehouse: Path) -> bool:
    """Whether newsprism check says that something is wrong."""
    from click.testing import CliRunner

    from flows.cli import main as newsprism

    return CliRunner().invoke(newsprism, ["check", "--warehouse", str(warehouse)]).exit_code != 0


def full_disk(bench: Bench, times: int) -> Counter[str]:
    """Let so many runs meet a limit on the size of files: some stop at once, some at the database."""
    seen: Counter[str] = Counter()
    largest = (bench.folder / "before" / "newsprism.duckdb").stat().st_size
    for _ in range(times):
        limit = int(largest * bench.chance.uniform(0, 1) ** 3)
        warehouse = bench.copy("full")
        process, answer = bench.start(warehouse, limit)
        process.join()
        said = answer.recv() if answer.poll() else f"bad: ended with {process.exitcode}"
        if said.startswith("bad"):
            seen[said] += 1
        elif wrong := bench.is_whole(warehouse):
            seen[f"bad: after the failure: {wrong}"] += 1
        elif wrong := bench.ends_well(warehouse):
            seen[f"bad: the next run: {wrong}"] += 1
        else:
            seen["good: nothing was missing" if said == "done" else "good: said in a line, the next run made up"] += 1
    return seen


# reading while runs publish


def _by_database(warehouse: Path) -> tuple[int, int]:
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        ((total,),) = connection.execute("select max_by(articles_total, run_number) from runs").fetchall()
        ((count,),) = connection.execute("select count(*) from articles").fetchall()
    return total, count


def _by_snapshot(warehouse: Path) -> tuple[int, int]:
    snapshot = open_snapshot(warehouse)
    total = snapshot.scan("runs").sort("run_number").select(pl.col("articles_total").last()).collect().item()
    return total, snapshot.scan("articles").select(pl.len()).collect().item()


def _by_current(warehouse: Path) -> tuple[int, int]:
    runs = pl.read_parquet(f"{warehouse}/current/runs/**/*.parquet", hive_partitioning=False)
    count = pl.scan_parquet(f"{warehouse}/current/articles/**/*.parquet", hive_partitioning=False).select(pl.len())
    return runs.sort("run_number")["articles_total"][-1], count.collect().item()


_WAYS: Final[dict[str, Callable[[Path], tuple[int, int]]]] = {
    "newsprism.duckdb": _by_database,
    "open_snapshot": _by_snapshot,
    "current/": _by_current,
}


def _read(way: str, warehouse: Path, stop: Any, answer: Any) -> None:
    seen: Counter[str] = Counter()
    bench = multiprocessing.parent_process()
    while not stop.is_set() and (bench is None or bench.is_alive()):
        try:
            total, count = _WAYS[way](warehouse)
            seen["good" if total == count else "bad: tables of two runs"] += 1
        except Exception as error:  # noqa: BLE001  that is what is counted
            seen[f"bad: {error.__class__.__name__}"] += 1
    answer.send(seen)


def reads(bench: Bench, times: int) -> Counter[str]:
    """Read by every way while so many runs publish, each of them an article more."""
    warehouse = bench.copy("read")
    stop = bench.context.Event()
    pipes = {way: bench.context.Pipe(duplex=False) for way in _WAYS}
    readers = [
        bench.context.Process(target=_read, args=(way, warehouse, stop, sender)) for way, (_, sender) in pipes.items()
    ]
    for reader in readers:
        reader.start()
    feed = bench.folder / "one-more"
    feed.mkdir()
    for number, one in enumerate(articles(times, seed=2, per_day=_PER_DAY)):
        (feed / f"{number}.jsonl").write_text(json.dumps(one) + "\n", encoding="utf-8")
        run(feed, warehouse)
    stop.set()
    seen: Counter[str] = Counter()
    for way, (receiver, _) in pipes.items():
        seen += Counter({f"{way}: {what}": count for what, count in receiver.recv().items()})
    for reader in readers:
        reader.join()
    return seen


_BENCHES: Final = {"kills": kills, "reads": reads, "flips": flips, "full-disk": full_disk}


@contextlib.contextmanager
def prepared(seed: int = 1) -> Iterator[Bench]:
    """A bench in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="newsprism-faults-") as folder:
        yield Bench(Path(folder), seed)


def main() -> int:
    """Measure, and print what was seen how often."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", choices=sorted(_BENCHES))
    parser.add_argument("times", type=int, nargs="?", default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with prepared(given.seed) as bench:
        seen = _BENCHES[given.what](bench, given.times)
    for what, count in sorted(seen.items()):
        print(f"{count:6d}  {what}")
    bad = sum(count for what, count in seen.items() if "bad: " in what and not what.startswith("current/"))
    print(f"{given.what}: {bad} bad of {seen.total()}")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
