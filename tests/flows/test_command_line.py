"""The command line as users meet it: a process of its own, Prefect's temporary server, a real schedule."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import httpx
import pytest

from warehouse.store.layout import Layout
from warehouse.store.lock import run_lock

NEWSPRISM = [sys.executable, "-c", "from flows.cli import entry; entry()"]


def newsprism(*arguments: Path | str, timeout: int = 120) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*NEWSPRISM, *map(str, arguments)], capture_output=True, text=True, timeout=timeout, check=False
    )


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A warehouse made by ``newsprism run`` without a source, and what was printed."""
    warehouse = tmp_path_factory.mktemp("sample") / "w"
    finished = newsprism("run", "--warehouse", warehouse)
    assert finished.returncode == 0, finished.stderr
    return warehouse, finished.stdout


def test_sample_run_prints_what_was_published_and_three_queries_that_work(sample: tuple[Path, str]) -> None:
    warehouse, printed = sample
    assert re.search(r"Published .* 25 documents read, 23 kept, 2 copies, 0 rejected", printed)
    queries = re.findall(r"newsprism query (\S+)", printed)
    assert len(queries) == 3
    for name in queries:
        finished = newsprism("query", name, "--warehouse", warehouse, "--format", "json")
        assert finished.returncode == 0, finished.stderr
        assert len(json.loads(finished.stdout)) > 3


def test_second_run_says_that_nothing_is_new(sample: tuple[Path, str]) -> None:
    warehouse, _ = sample
    before = (warehouse / "PUBLISHED").read_text()
    finished = newsprism("run", "--warehouse", warehouse)
    assert finished.returncode == 0
    assert finished.stdout.startswith("Nothing new")
    assert (warehouse / "PUBLISHED").read_text() == before


def test_check_status_dictionary_and_outlets(sample: tuple[Path, str]) -> None:
    warehouse, _ = sample
    assert "all blocking checks pass" in newsprism("check", "--warehouse", warehouse).stdout
    assert "25 articles" in newsprism("status", "--warehouse", warehouse).stdout
    assert "| `speaker_name` |" in newsprism("dictionary", "quotes").stdout
    assert "harbour-courier" in newsprism("outlets", "--warehouse", warehouse).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("run", "absent-folder"), 3, "absent-folder: no such file or folder"),
        (("run", "."), 3, "no document found"),
        (("run", ""), 3, "a SOURCE is empty"),
        (("run", "--manifest", "absent.csv"), 3, "manifest absent.csv: no such file"),
        (("run", "nowhere://bucket/news"), 3, "Protocol not known"),
        (("run", "--runner", "magic"), 2, "Invalid value for '--runner'"),
        (("query", "headlines", "--warehouse", "nowhere"), 8, "no published warehouse here"),
        (("dictionary", "nothing"), 2, "no table or view 'nothing'"),
    ],
)
def test_mistakes_of_users_get_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    finished = newsprism(*arguments)
    assert finished.returncode == code, finished.stderr
    assert message in finished.stderr
    assert "Traceback" not in finished.stderr
    assert "nanobind" not in finished.stderr


@pytest.mark.slow
def test_run_is_refused_while_another_holds_the_warehouse(news: Path, tmp_path: Path) -> None:
    layout = Layout(tmp_path / "w")
    with run_lock(layout, run_id="first"):
        refused = newsprism("run", news, "--warehouse", layout.root)
        status = newsprism("status", "--warehouse", layout.root)
    assert status.returncode == 8
    assert "nothing is published yet. Under way: run first" in status.stderr
    assert refused.returncode == 5
    assert f"another run is under way (run first, process {os.getpid()}" in refused.stderr
    assert not layout.database.exists()


def _processes_with(variable: str) -> list[str]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"{variable}\0".encode() in (entry / "environ").read_bytes():
                found.append((entry / "cmdline").read_text())
    return found


@pytest.mark.slow
def test_kill_during_a_real_run_leaves_the_published_state(
    sample: tuple[Path, str], news: Path, tmp_path: Path
) -> None:
    warehouse = tmp_path / "w"
    shutil.copytree(sample[0], warehouse, symlinks=True)
    before = (warehouse / "newsprism.duckdb").read_bytes(), (warehouse / "PUBLISHED").read_text()
    process = subprocess.Popen(
        [*NEWSPRISM, "run", str(news), "--warehouse", str(warehouse), "--runner", "processes"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "NEWSPRISM_TEST": str(warehouse)},
    )
    deadline = time.monotonic() + 60
    while not (warehouse / "state" / "staging").exists():
        assert time.monotonic() < deadline
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)  # the run has begun to read: nothing is published for a second yet
    assert process.wait(timeout=30) == -signal.SIGKILL
    while left := _processes_with(f"NEWSPRISM_TEST={warehouse}"):  # the server and the workers end by themselves
        assert time.monotonic() < deadline, left
        time.sleep(0.1)
    assert before == ((warehouse / "newsprism.duckdb").read_bytes(), (warehouse / "PUBLISHED").read_text())
    after = newsprism("run", news, "--warehouse", warehouse)
    assert after.returncode == 0, after.stderr
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from articles").fetchall() == [(25 + 4,)]


@pytest.mark.slow
def test_processes_give_the_same_tables_as_threads(sample: tuple[Path, str], tmp_path: Path) -> None:
    warehouse, _ = sample
    other = tmp_path / "w"
    assert newsprism("run", "--warehouse", other, "--runner", "processes", "--workers", "2").returncode == 0
    sql = "select * from quotes order by quote_id"
    rows = []
    for folder in (warehouse, other):
        with duckdb.connect(str(folder / "newsprism.duckdb"), read_only=True) as connection:
            rows.append(connection.execute(sql).fetchall())
    assert rows[0] == rows[1]


def test_a_zone_that_is_none_is_refused_before_anything_starts(tmp_path: Path) -> None:
    result = newsprism("serve", "--timezone", "Europe/Melin", "--warehouse", tmp_path)
    assert (result.returncode, "--timezone Europe/Melin: no such zone" in result.stderr) == (2, True)


@pytest.mark.slow
def test_schedule_fires_and_publishes(tmp_path: Path) -> None:
    """A real server, a cron schedule, a run that completes: this is what breaks under a wrong SQLAlchemy or FastAPI."""
    warehouse, log = tmp_path / "w", tmp_path / "serve.log"
    environment = {**os.environ, "PREFECT_HOME": str(tmp_path / "prefect")}
    with log.open("w") as output:
        server = subprocess.Popen(
            [*NEWSPRISM, "serve", "--cron", "* * * * *", "--timezone", "Asia/Kolkata", "--warehouse", str(warehouse)],
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
        )
        try:
            deadline = time.monotonic() + 200
            while "Finished in state Completed()" not in log.read_text().partition("published")[2]:
                assert server.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.5)
            address = re.findall(r"Runs and logs: (\S+)", log.read_text())[0]
            said = httpx.get(f"{address}/ui-settings", timeout=60).json()  # what the pages ask, wherever they are
            assert said["api_url"] == f"{address}/api"
        finally:
            server.send_signal(signal.SIGINT)
            server.communicate(timeout=60)
    assert (warehouse / "newsprism.duckdb").is_file()
