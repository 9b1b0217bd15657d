"""Where Prefect keeps its files, and what outlives the process that started it: nothing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.scheduling import servers
from flows.scheduling.servers import find_home
from warehouse.store.layout import Layout, WarehouseError
from warehouse.store.lock import holder


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A path at which no folder can be made, not even by root."""
    (tmp_path / "file").write_text("")
    return tmp_path / "file" / "home"


def test_home_that_cannot_be_written_is_replaced(
    closed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(closed))
    monkeypatch.setenv("PREFECT_HOME", "")
    find_home()
    assert "cannot be written to" in capsys.readouterr().err
    assert Path(os.environ["PREFECT_HOME"]).is_dir()


def test_home_that_the_user_named_is_not_replaced(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(closed))
    with pytest.raises(WarehouseError, match=r"PREFECT_HOME is .* cannot be written to"):
        find_home()


def test_worker_of_a_pool_ends_with_its_master() -> None:
    script = (
        "import multiprocessing as mp, os, time\n"
        "from concurrent.futures import ProcessPoolExecutor\n"
        "from flows.scheduling.stopping import end_with_master\n"
        "with ProcessPoolExecutor(1, mp.get_context('spawn')) as pool:\n"
        "    pool.submit(end_with_master).result()\n"
        "    print(pool.submit(os.getpid).result(), flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as master:
        assert master.stdout is not None
        worker = int(master.stdout.readline())
        master.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while Path(f"/proc/{worker}").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_status_of_a_warehouse_that_is_not_ours(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    (layout.state / "lock").mkdir(parents=True)  # no file that could be locked
    assert holder(layout) is None
    note = '{"run_id": "r", "pid": 7, "host": "h", "started_at": "2026-01-01"}'
    (layout.state / "lock.json").write_text(note)
    assert holder(layout) == "run r, process 7 on h, since 2026-01-01"


def test_a_server_that_ends_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    assert servers._complaint("begun\nOSError: no such thing\n\n  <no Python frame>\n") == "OSError: no such thing"
    assert servers._complaint("a\n b \n") == "b"
    assert servers._complaint("") == ""
    monkeypatch.setattr(servers, "_LEAST_ROOM", 1 << 80)
    assert servers._complaint("a") == f"the disk of {tmp_path} is full"


def test_a_port_is_held_from_the_moment_that_it_is_chosen() -> None:
    """Two schedules that start together must not take each other's server for their own."""
    with servers._listening(0) as first, servers._listening(first.getsockname()[1]) as second:
        assert first.getsockname()[1] != second.getsockname()[1]
