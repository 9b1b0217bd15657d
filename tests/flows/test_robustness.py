"""What breaks in practice: a second run, kill -9, a full disk, readers during a publish, a failed check."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest

from flows.stages.publishing import ChecksFailedError
from warehouse.store.layout import Layout, WarehouseError
from warehouse.store.lock import LockedError, run_lock

# a run without Prefect, as a process of its own that can be killed
_RUN = """
import resource, signal, sys
from flows.settings import Settings
from flows.stages.running import run_once
from flows.workers.executors import InProcess
from warehouse.store.layout import WarehouseError

class Telling(InProcess):
    def call(self, name, step):
        result = super().call(name, step)
        print(name, "done", flush=True)
        return result

    def map(self, name, step, groups):
        chunks = sum(map(len, groups))
        done = len([p for p in settings.layout.staging.glob("results/*/*") if "draft" not in p.name])
        print(name, chunks, done, flush=True)
        return super().map(name, step, groups)

source, warehouse, run_id, limit = sys.argv[1:5]
if int(limit):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
settings = Settings(sources=(source,), warehouse=warehouse, chunk_documents=20)
try:
    run_once(settings, Telling(), run_id=run_id)
except (WarehouseError, OSError) as error:
    print("refused:", error, flush=True)
    sys.exit(1)
"""


def start(source: Path, warehouse: Path, run_id: str, *, file_limit: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _RUN, str(source), str(warehouse), run_id, str(file_limit)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> str:
    output, _ = process.communicate(timeout=120)
    return output


def write_feed(path: Path, count: int) -> None:
    rows = (
        {
            "id": f"n{n}",
            "outlet": f"Outlet {n % 4}",
            "published_at": f"2026-03-{1 + n % 28:02d}",
            "title": f"Quay {n} opens",
            "text": f'Quay {n} opened. "We waited {n} days," said Olga Brenn, its builder. She said {n} was first.',
        }
        for n in range(count)
    )
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def published_state(warehouse: Path) -> tuple[str, int]:
    """What a reader sees: the run that the database names, and its articles; checks that both belong together."""
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        ((run_id, total),) = connection.execute(
            "select run_id, articles_total from runs order by run_id desc limit 1"
        ).fetchall()
        assert connection.execute("select count(*) from articles").fetchall() == [(total,)]
    return run_id, total


def test_second_run_is_refused_while_the_first_holds_the_lock(run_stages, news: Path, tmp_path: Path) -> None:
    layout = Layout(tmp_path / "w")
    with run_lock(layout, run_id="first"), pytest.raises(LockedError, match=f"run first, process {os.getpid()}"):
        run_stages(news, warehouse=layout.root)
    assert run_stages(news, warehouse=layout.root) is not None


@pytest.mark.slow
def test_lock_of_a_killed_run_is_free(news: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w"
    write_feed(tmp_path / "feed.jsonl", 60)
    process = start(tmp_path / "feed.jsonl", warehouse, "a")
    assert process.stdout is not None
    assert process.stdout.readline().startswith("read done")
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert "publish done" in finish(start(tmp_path / "feed.jsonl", warehouse, "b"))


@pytest.mark.slow
def test_kill_at_any_moment_leaves_a_whole_state(tmp_path: Path) -> None:
    """Runs are killed at random moments; readers always find a whole state, and the next run succeeds."""
    warehouse, feed = tmp_path / "w", tmp_path / "feed.jsonl"
    write_feed(feed, 40)
    assert "publish done" in finish(start(feed, warehouse, "run-00"))
    chance = random.Random(20260612)
    for attempt in range(1, 7):
        write_feed(feed, 40 + 20 * attempt)
        process = start(feed, warehouse, f"run-{attempt:02d}")
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 1.2))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        run_id, total = published_state(warehouse)
        assert run_id <= f"run-{attempt:02d}"
        assert total >= 40
        snapshot = Layout(warehouse).published_run()
        manifest = Layout(warehouse).manifest(str(snapshot))
        assert all((warehouse / file["path"]).is_file() for file in manifest["files"])
    assert "publish done" in finish(start(feed, warehouse, "run-99"))
    assert published_state(warehouse) == ("run-99", 160)


@pytest.mark.slow
def test_finished_chunks_of_a_killed_run_are_taken_up(tmp_path: Path) -> None:
    warehouse, feed = tmp_path / "w", tmp_path / "feed.jsonl"
    write_feed(feed, 400)
    process = start(feed, warehouse, "a")
    results = warehouse / "state" / "staging" / "results"
    deadline = time.monotonic() + 60
    while len([p for p in results.glob("*/*") if "draft" not in p.name]) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    output = finish(start(feed, warehouse, "b"))
    (annotated,) = [line for line in output.splitlines() if line.startswith("annotate ") and "again" not in line]
    chunks, done = map(int, annotated.split()[-2:])
    assert chunks == 20
    assert done >= 3
    assert published_state(warehouse) == ("b", 400)


@pytest.mark.slow
def test_full_disk_publishes_nothing_and_says_so(tmp_path: Path) -> None:
    warehouse, feed = tmp_path / "w", tmp_path / "feed.jsonl"
    write_feed(feed, 40)
    assert "publish done" in finish(start(feed, warehouse, "a"))
    write_feed(feed, 80)
    process = start(feed, warehouse, "b", file_limit=300_000)  # enough for chunks, not for the database
    output = finish(process)
    assert process.returncode == 1
    assert "could not be read or written" in output
    assert published_state(warehouse) == ("a", 40)
    assert "publish done" in finish(start(feed, warehouse, "c"))
    assert published_state(warehouse) == ("c", 80)


@pytest.mark.slow
def test_readers_during_publishes_never_see_a_mixture(run_stages, tmp_path: Path) -> None:
    warehouse, feed = tmp_path / "w", tmp_path / "feed.jsonl"
    write_feed(feed, 20)
    run_stages(feed, warehouse=warehouse)
    stop, reads, errors = threading.Event(), [], []
    script = (
        "import duckdb, sys\n"
        "for line in sys.stdin:\n"
        "    c = duckdb.connect(sys.argv[1], read_only=True)\n"
        "    total = c.execute('select articles_total from runs order by run_id desc limit 1').fetchall()[0][0]\n"
        "    held = c.execute('select count(*), count(distinct article_id) from sentences').fetchall()[0][1]\n"
        "    c.close(); print(total == held, flush=True)\n"
    )

    def read() -> None:
        command = [sys.executable, "-c", script, str(warehouse / "newsprism.duckdb")]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
            assert reader.stdin is not None
            assert reader.stdout is not None
            while not stop.is_set():
                reader.stdin.write("\n")
                reader.stdin.flush()
                answer = reader.stdout.readline().strip()
                (reads if answer == "True" else errors).append(answer)
            reader.stdin.close()

    thread = threading.Thread(target=read)
    thread.start()
    try:
        for step in range(1, 5):
            write_feed(feed, 20 + 5 * step)
            run_stages(feed, warehouse=warehouse)
    finally:
        stop.set()
        thread.join()
    assert errors == []
    assert len(reads) > 20


def test_failed_check_blocks_the_publish(
    run_stages, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = tmp_path / "w"
    run_stages(news / "dump.txt", warehouse=warehouse)
    before = (warehouse / "PUBLISHED").read_text(), (warehouse / "newsprism.duckdb").read_bytes()
    monkeypatch.setattr(
        "warehouse.store.checks.sql_files", lambda _: [("fail__nothing_is_allowed", "select 1 as found")]
    )
    with pytest.raises(ChecksFailedError, match="fail__nothing_is_allowed: 1 row"):
        run_stages(news, warehouse=warehouse)
    assert before == ((warehouse / "PUBLISHED").read_text(), (warehouse / "newsprism.duckdb").read_bytes())


def test_rule_that_fails_costs_one_document(
    run_stages, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import transforms.documents.articles

    original = transforms.documents.articles.mark_text

    def failing(text: str, **options: object):
        if "quay needs repair" in text:
            raise ZeroDivisionError("invented")
        return original(text, **options)

    monkeypatch.setattr("transforms.documents.articles.mark_text", failing)
    result = run_stages(news, warehouse=tmp_path / "w")
    assert (result["documents_read"], result["rejected"]) == (4, 1)
    with duckdb.connect(str(tmp_path / "w" / "newsprism.duckdb"), read_only=True) as connection:
        ((source_id, reason, detail),) = connection.execute("select source_id, reason, detail from rejects").fetchall()
    assert (source_id, reason) == ("ferry-2", "internal_error")
    assert detail.startswith("ZeroDivisionError: invented")


def test_snapshot_that_published_names_and_is_gone(run_stages, news: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w"
    run_stages(news, warehouse=warehouse)
    (warehouse / "PUBLISHED").write_text("20990101T000000Z-0000\n")
    with pytest.raises(WarehouseError, match="which is not there"):
        run_stages(news, warehouse=warehouse)
