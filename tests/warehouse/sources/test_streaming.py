"""A large input never sits in memory: a process of its own reads it, and says how much it grew."""

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

BODY = "The harbour of Melin reopened on Tuesday. Nobody was hurt, the port authority said. " * 2
GROWTH = 64  # MB that reading may take, of files that unpack to 80 MB (in UTF-16) up to 220 MB
_READ = """
import resource, sys
import pyarrow.parquet  # libraries are not what is measured
from fastwarc.warc import ArchiveIterator
from warehouse.sources import Document, Limits, find_files, read_file

(file,) = find_files(sys.argv[1:])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
documents = sum(isinstance(record, Document) for record in read_file(file, limits=Limits()))
print(documents, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def write_lines(path: Path, count: int, *, encoding: str = "utf-8") -> int:
    block = "".join(json.dumps({"text": f"{number} {BODY * 10}"}) + "\n" for number in range(1000))
    with gzip.open(path, "wt", encoding=encoding, compresslevel=1) as file:
        for _ in range(count // 1000):
            file.write(block)
    return count


def write_csv(path: Path) -> int:
    block = "".join(f'"{number} {BODY * 10}"\n' for number in range(1000))
    with path.open("w", encoding="utf-8") as file:
        file.write("text\n")
        for _ in range(100):
            file.write(block)
    return 100_000


def write_parquet(path: Path) -> int:
    texts = [f"{number} {BODY * 10} {number}" for number in range(80_000)]
    pq.write_table(pa.table({"text": texts}), path, row_group_size=len(texts), use_dictionary=False)
    return len(texts)


def write_archive(path: Path) -> int:
    page = b"<html><body>" + BODY.encode() * 100 + b"</body></html>"
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
    record = f"{head}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"
    with path.open("wb") as file:
        for _ in range(12_000):
            file.write(gzip.compress(record, 1))
    return 12_000


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("feed.jsonl.gz", lambda path: write_lines(path, 100_000)),
        ("wide.jsonl.gz", lambda path: write_lines(path, 20_000, encoding="utf-16")),
        ("export.csv", write_csv),
        ("table.parquet", write_parquet),
        ("crawl.warc.gz", write_archive),
    ],
)
def test_large_file_in_little_memory(tmp_path: Path, name: str, write: Callable[[Path], int]) -> None:
    expected = write(tmp_path / name)
    command = [sys.executable, "-c", _READ, str(tmp_path / name)]
    output = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True).stdout
    documents, growth = map(int, output.split())
    assert documents == expected
    assert growth < GROWTH
