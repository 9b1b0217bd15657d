"""Time the reading of sources on invented records: ``python tests/benchmarks/bench_reading.py``.

Prints microseconds of CPU per record of 2 KB and megabytes of content a second, for each kind of file, and the cost of
handing a chunk to a guarded worker. Not collected by pytest: a time depends on the machine.
"""

import csv
import gzip
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from flows.workers.budget import Budget
from flows.workers.chunks import CHUNK, Order
from flows.workers.guarding import Guard
from flows.workers.workers import ChildProcesses, ThisProcess, Workplace, stop_workers
from warehouse.sources import Document, Limits, find_files, read_file

COUNT = 20_000
BODY = "The harbour of Melin reopened on Tuesday. Nobody was hurt, the port authority said.\n" * 24


def records() -> list[dict[str, str]]:
    return [{"id": str(n), "title": f"Quay {n} opens", "text": f"{n} {BODY}"} for n in range(COUNT)]


def write_lines(path: Path) -> None:
    path.write_text("\n".join(map(json.dumps, records())), encoding="utf-8")


def write_packed_lines(path: Path) -> None:
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, records())).encode(), 6))


def write_wide_lines(path: Path) -> None:
    path.write_text("\n".join(map(json.dumps, records())), encoding="utf-16")


def write_csv(path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["id", "title", "text"])
        writer.writeheader()
        writer.writerows(records())


def write_parquet(path: Path) -> None:
    pq.write_table(pa.Table.from_pylist(records()), path, compression="zstd")


def write_archive(path: Path) -> None:
    parts = []
    for record in records():
        body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>{record['text']}</body></html>".encode()
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{record['id']}>\r\n"
        head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
        parts.append(gzip.compress(head.encode() + body + b"\r\n\r\n", 6))
    path.write_bytes(b"".join(parts))


WRITERS: dict[str, Callable[[Path], None]] = {
    "feed.jsonl": write_lines,
    "feed.jsonl.gz": write_packed_lines,
    "wide.jsonl": write_wide_lines,
    "export.csv": write_csv,
    "table.parquet": write_parquet,
    "crawl.warc.gz": write_archive,
}


def time_reading(folder: Path) -> None:
    for name, write in WRITERS.items():
        write(folder / name)
        (file,) = find_files([str(folder / name)])
        started = time.process_time()
        documents = sum(isinstance(record, Document) for record in read_file(file, limits=Limits()))
        seconds = time.process_time() - started
        assert documents == COUNT
        size = documents * len(BODY) / 1e6
        print(f"{name:16} {1e6 * seconds / documents:6.1f} µs a record {size / seconds:8.0f} MB/s")


def time_guard(folder: Path) -> None:
    rows = [
        (f"art_{n:016x}", f"id:{n}", str(n), "feed.jsonl", "text", None, "Melin Post", f"Quay {n} opens", None)  # noqa: RUF005
        + (None, None, f"Quay {n} opened. {BODY}", str(n))
        for n in range(200)
    ]
    chunk = folder / "chunk.parquet"
    pl.DataFrame(rows, schema=CHUNK, orient="row").write_parquet(chunk)

    def process(results: str, workplace: Workplace) -> None:
        Guard(Order("", str(folder / results)), workplace, 30.0, Budget(folder / "lost", 600.0)).process(chunk)

    started = time.monotonic()
    process("first", ChildProcesses())
    print(f"start of a worker and first chunk {time.monotonic() - started:.2f} s")
    process("warm", ThisProcess())
    for name, workplace in (("in this process", ThisProcess()), ("guarded", ChildProcesses())):
        started = time.monotonic()
        for turn in range(5):
            process(f"{name} {turn}", workplace)
        print(f"a chunk of 200 documents {name:16} {(time.monotonic() - started) / 5:.3f} s")
    stop_workers()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        time_reading(Path(name))
        time_guard(Path(name))
