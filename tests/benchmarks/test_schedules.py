"""Kills of a schedule, with a real server, worker and runs, where ``NEWSPRISM_KILLS`` says how many of each kind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KILLS = os.environ.get("NEWSPRISM_KILLS", "")  # how many of each kind: one takes minutes

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not KILLS, reason="takes minutes; set NEWSPRISM_KILLS")]


@pytest.mark.parametrize("what", ["serve", "several", "worker", "timer"])
def test_the_next_scheduled_time_publishes_after_every_kill(what: str) -> None:
    command = [sys.executable, "-m", "tests.benchmarks.bench_schedules", what, KILLS]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert f"{what}: {KILLS}/{KILLS} recovered" in finished.stdout, finished.stdout + finished.stderr
