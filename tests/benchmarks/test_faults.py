"""Accidents, a few of each kind; bench_faults.py has as many as one likes."""

from collections.abc import Iterator

import pytest

from tests.benchmarks import bench_faults
from tests.benchmarks.bench_faults import Bench, prepared


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with prepared(seed=3) as made:
        yield made


@pytest.mark.slow
@pytest.mark.parametrize(("accident", "times"), [("kills", 2), ("flips", 5), ("full-disk", 2)])
def test_accidents_leave_a_whole_state_and_the_next_run_makes_up(bench: Bench, accident: str, times: int) -> None:
    seen = bench_faults._BENCHES[accident](bench, times)
    assert seen.total() == times
    assert not [what for what in seen if "bad" in what], seen


@pytest.mark.slow
def test_two_ways_of_reading_never_fail_while_runs_publish(bench: Bench) -> None:
    seen = bench_faults.reads(bench, 2)
    sure = {what: count for what, count in seen.items() if not what.startswith("current/")}
    assert sure["newsprism.duckdb: good"] > 0
    assert sure["open_snapshot: good"] > 0
    assert set(sure) == {"newsprism.duckdb: good", "open_snapshot: good"}
