"""A few of the accidents that bench_faults measures by the hundred, so that none of them comes back unseen."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from tests.benchmarks.bench_faults import Bench, flips, full_disk, kills, prepared, reads

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """A small published warehouse, what comes next, and what an undisturbed run makes of it."""
    with prepared(seed=3) as made:
        yield made


@pytest.mark.parametrize(
    ("accident", "times"),
    [
        (kills, 2),  # one at any moment, one while the run publishes
        (flips, 5),  # one in each part of a warehouse
        (reads, 1),  # by each of the three ways while a run publishes
        (full_disk, 1),
    ],
    ids=["kills", "flips", "reads", "full-disk"],
)
def test_an_accident_costs_nothing(bench: Bench, accident: Callable[[Bench, int], Counter[str]], times: int) -> None:
    seen = accident(bench, times)
    assert seen
    # who reads through the link one table after the other can meet two runs, as the page on publishing says
    assert [what for what in seen if "bad: " in what and not what.startswith("current/")] == []
