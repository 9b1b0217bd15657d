"""How the command line ends, and what it lets through to a terminal."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.exits import ABOUT, EXITS, FAILED, exit_code
from flows.reporting import FindingsError
from flows.stages.publishing import ChecksFailedError
from flows.terminal import shown
from warehouse.query import ParameterError, QueryError
from warehouse.remote.objects import ChangedError
from warehouse.sources import SourceError
from warehouse.store.assembly import DamagedDatabaseError
from warehouse.store.layout import (
    BlockedError,
    DamagedError,
    EngineError,
    MissingError,
    MisuseError,
    OutdatedError,
    WarehouseError,
)
from warehouse.store.lock import LockedError

ROOT = Path(__file__).parents[2]
NEWSPRISM = [sys.executable, "-m", "newsprism"]


def test_each_kind_of_mistake_has_a_code_and_the_page_has_them_all() -> None:
    queries: tuple[type[Exception], ...] = (QueryError, ParameterError)
    kinds = (MisuseError, SourceError, *queries, LockedError, ChangedError, BlockedError, FindingsError)
    kinds += (MissingError, DamagedError, OutdatedError, EngineError)
    codes = {kind.__name__: exit_code(kind("x")) for kind in kinds}
    assert codes == EXITS | {"ParameterError": EXITS["QueryError"]}
    assert exit_code(ChecksFailedError("x")) == EXITS["BlockedError"]
    assert exit_code(DamagedDatabaseError("x")) == EXITS["DamagedError"]
    assert exit_code(WarehouseError("x")) == FAILED
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    for code, about in ABOUT.items():
        assert f"| {code} | {about} |" in page
    assert set(EXITS.values()) < set(ABOUT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[2J\x1b]0;title\x07gone", "�[2J�]0;title�gone"),
        ("invoice\u202egpj.exe", "invoice�gpj.exe"),
        ("a\u2066b\u2069\u200fc\u061cd\x85e", "a�b��c�d�e"),
        ("Zoë ‘said’\tשלום — 東京\n", "Zoë ‘said’\tשלום — 東京\n"),
    ],
)
def test_nothing_steers_a_terminal(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_a_reader_that_has_seen_enough_is_no_failure() -> None:
    command = f"{' '.join(NEWSPRISM)} dictionary | head -1; echo ${{PIPESTATUS[0]}}"
    finished = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False)
    assert finished.stderr == ""
    assert finished.stdout.split("\n")[-2] == "0"


def test_ctrl_c_ends_what_a_library_is_at() -> None:
    code = (
        "import sys; sys.argv = ['newsprism', 'query']\n"
        "from flows.scheduling.interrupts import stop_within_a_second\n"
        "stop_within_a_second()\n"
        "import numpy\n"
        "numbers = numpy.random.default_rng(1).random(40_000_000)\n"
        "print('begun', flush=True)\n"
        "while True: numbers.argsort(kind='stable')\n"  # seconds in C each, deaf to Python's signals
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr.read() == b"newsprism: interrupted\n"


def test_shells_complete_commands_and_options() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "_NEWSPRISM_COMPLETE": "bash_complete"}
    environment |= {"COMP_WORDS": "newsprism run --str", "COMP_CWORD": "2"}
    code = "import sys; sys.argv[0] = 'newsprism'; from newsprism.__main__ import entry; entry()"
    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=ROOT, check=False
    )
    assert finished.stdout.split() == ["plain,--strict"], finished.stderr
