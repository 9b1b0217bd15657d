"""The same tables whatever the order and the cutting of the sources, the time zone, the locale and the hash seed."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.store.layout import Layout

pytestmark = pytest.mark.slow

NAMING_THEIR_RUN = frozenset({"runs", "rejects", "articles", "story_articles", "story_changes"})

_RUN = """
import sys
from flows.settings import Settings
from flows.stages.running import run_once
from flows.workers.executors import InProcess
source, warehouse = sys.argv[1:3]
run_once(Settings(sources=(source,), warehouse=warehouse), InProcess(), run_id="r")
"""


def digests(warehouse: Path, *, without: frozenset[str] = frozenset({"runs"})) -> dict[str, str]:
    layout = Layout(warehouse)
    snapshot = layout.snapshot(str(layout.published_run()))
    return {
        str(path.relative_to(snapshot)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(snapshot.rglob("*.parquet"))
        if path.relative_to(snapshot).parts[0] not in without
    }


def test_environment_does_not_matter(news: Path, tmp_path: Path) -> None:
    environments = (
        {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1", "POLARS_MAX_THREADS": "1"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "PYTHONUTF8": "1"},
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", _RUN, str(news), str(tmp_path / str(n))], env={**os.environ, **extra})
        for n, extra in enumerate(environments)
    ]
    assert [run.wait(timeout=120) for run in runs] == [0, 0]
    first, second = (digests(tmp_path / str(n)) for n in range(2))
    assert len(first) > 30
    assert first == second


@pytest.mark.parametrize("chunk_documents", [1, 3])
def test_order_of_files_and_size_of_chunks_do_not_matter(
    run_stages, news: Path, tmp_path: Path, chunk_documents: int
) -> None:
    run_stages(news / "feed.jsonl", news / "dump.txt", warehouse=tmp_path / "one")
    run_stages(news / "dump.txt", news / "feed.jsonl", warehouse=tmp_path / "other", chunk_documents=chunk_documents)
    without = NAMING_THEIR_RUN
    assert digests(tmp_path / "one", without=without) == digests(tmp_path / "other", without=without)


def test_order_of_records_does_not_matter(run_stages, news: Path, tmp_path: Path) -> None:
    feed = news / "feed.jsonl"
    run_stages(feed, warehouse=tmp_path / "one")
    records = [json.loads(line) for line in feed.read_text(encoding="utf-8").splitlines()]
    feed.write_text("\n".join(json.dumps(record) for record in reversed(records)), encoding="utf-8")
    run_stages(feed, warehouse=tmp_path / "other")
    without = NAMING_THEIR_RUN
    assert digests(tmp_path / "one", without=without) == digests(tmp_path / "other", without=without)
