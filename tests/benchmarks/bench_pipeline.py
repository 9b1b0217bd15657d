"""Cost of a whole run at scale: wall clock, CPU and memory of ``newsprism run``, by hand.

    python tests/benchmarks/bench_pipeline.py [ARTICLES] [WAREHOUSE] [RUNNER]

Invented short articles of twelve outlets over two years as JSON lines: a first run, a second one with nothing new, a
third one with one more article (the hourly case). Memory is sampled five times a second; the parent is the process of
the command, workers are all below it (the Prefect server among them).
"""

import contextlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

NAMES = [
    "Ada",
    "Bela",
    "Carl",
    "Dora",
    "Emil",
    "Fenna",
    "Gero",
    "Hanne",
    "Ivo",
    "Jorun",
    "Karel",
    "Lena",
    "Milo",
    "Nora",
    "Olga",
    "Petra",
    "Rosa",
    "Sven",
    "Tilda",
    "Ulf",
]
SURNAMES = [
    a + b
    for a in ["Bren", "Krog", "Lind", "Mell", "Norr", "Oster", "Pell", "Quar", "Rusk", "Sand"]
    for b in ["a", "o", "er", "ik", "berg", "dal", "holm"]
]
ROLES = [
    "the mayor",
    "the finance minister",
    "a spokeswoman for the port",
    "the police chief",
    "an analyst",
    "a teacher",
]
TOWNS = [
    a + b
    for a in ["Oster", "Nord", "West", "Sund", "Kal", "Mel", "Tor", "Vik"]
    for b in ["haven", "by", "mark", "vik", "stad", "borg"]
]
NOUNS = [
    "bridge",
    "quay",
    "tax",
    "budget",
    "strike",
    "harbour",
    "school",
    "road",
    "talks",
    "election",
    "storm",
    "law",
    "army",
    "rebels",
    "court",
    "protest",
]
DOES = ["will not be closed", "must be rebuilt", "is open to talks", "could be delayed", "was ruled out", "needs money"]
SYLLABLES = ["ka", "lo", "mi", "ru", "ter", "van", "sol", "pre", "con", "de", "ra", "ti", "mo", "lu", "ne"]


def article(chance: random.Random, number: int, count: int) -> dict[str, str]:
    """An invented article; its month grows with its number, so that one more touches one month."""

    def word() -> str:
        return "".join(chance.choices(SYLLABLES, k=3))

    def clause() -> str:
        return f"the {chance.choice(NOUNS)} in {chance.choice(TOWNS)} {chance.choice(DOES)} after {word()} {word()}"

    def paragraph() -> str:
        name, kind = f"{chance.choice(NAMES)} {chance.choice(SURNAMES)}", chance.random()
        if kind < 0.3:
            return f'"{clause().capitalize()}," said {name}, {chance.choice(ROLES)}. "And {clause()}."'
        if kind < 0.5:
            return f"{name} said that {clause()}. {clause().capitalize()}."
        return f"{clause().capitalize()}. {clause().capitalize()}."

    month = number * 24 // count
    return {
        "id": f"n{number}",
        "outlet": f"Outlet {number % 12}",
        "published_at": f"{2024 + month // 12}-{1 + month % 12:02d}-{1 + number % 28:02d}",
        "title": f"{chance.choice(TOWNS)} waits as {clause()}",
        "text": "\n\n".join(paragraph() for _ in range(chance.randint(4, 9))),
    }


def write_feed(path: Path, count: int) -> None:
    """One file of so many articles."""
    chance = random.Random(20260612)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            file.write(json.dumps(article(chance, number, count)) + "\n")


def _sizes(root: psutil.Process) -> list[int]:
    """Memory of the process and of all below it, in bytes."""
    sizes = []
    with contextlib.suppress(psutil.Error):
        for process in (root, *root.children(recursive=True)):
            with contextlib.suppress(psutil.Error):  # it has just ended
                sizes.append(process.memory_info().rss)
    return sizes or [0]


def measure(name: str, *arguments: str) -> None:
    """Run the command and print what it took."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, "-c", "from flows.cli import entry; entry()", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    root = psutil.Process(process.pid)
    peaks = {"parent": 0, "worker": 0, "all": 0}

    def sample() -> None:
        while process.poll() is None:
            sizes = _sizes(root)
            peaks["parent"] = max(peaks["parent"], sizes[0])
            peaks["worker"] = max(peaks["worker"], *sizes[1:], 0)
            peaks["all"] = max(peaks["all"], sum(sizes))
            time.sleep(0.2)

    sampler = threading.Thread(target=sample)
    sampler.start()
    output, _ = process.communicate()
    sampler.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    memory = ", ".join(f"{key} {value / 1e6:.0f} MB" for key, value in peaks.items())
    print(f"{name}: {time.monotonic() - started:.1f} s wall, {cpu:.1f} s CPU, peak {memory}")
    print("  " + output.partition("\n")[0])


def main() -> None:
    """Measure the three runs."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60_000
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp(prefix="newsprism-bench-"))
    runner = sys.argv[3] if len(sys.argv) > 3 else "processes"
    feed, warehouse = folder / "feed", folder / "w"
    feed.mkdir(parents=True, exist_ok=True)
    write_feed(feed / "all.jsonl", count)
    common = (str(feed), "--warehouse", str(warehouse), "--runner", runner)
    measure("first run", "run", *common)
    measure("nothing new", "run", *common)
    one = article(random.Random(1), count - 1, count) | {"id": "one-more"}
    (feed / "one.jsonl").write_text(json.dumps(one) + "\n", encoding="utf-8")
    measure("one more article", "run", *common)
    files = list((warehouse / "current").rglob("*.parquet"))
    linked = sum(file.stat().st_nlink > 1 for file in files)
    size = (warehouse / "newsprism.duckdb").stat().st_size / 1e6
    print(f"{linked} of {len(files)} Parquet files are hard links; database {size:.0f} MB")


if __name__ == "__main__":
    main()
