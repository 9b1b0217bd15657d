"""Order, runs and sums of integer columns, against the plain way to get them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from transforms.text.columns import order_by, rows_between, rows_of, run_starts, run_sums

_ROWS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=30)


@given(_ROWS, st.sampled_from([1, 1 << 40]))
def test_order_is_stable_and_by_the_first_column_first(rows: list[tuple[int, int]], scale: int) -> None:
    columns = np.array(rows, dtype=np.int64).reshape(-1, 2).T * scale  # so wide that numbers do not fit together
    assert order_by(*columns).tolist() == sorted(range(len(rows)), key=rows.__getitem__)


@given(_ROWS)
def test_sums_of_runs(rows: list[tuple[int, int]]) -> None:
    keys, values = np.array(sorted(rows), dtype=np.int64).reshape(-1, 2).T
    starts = run_starts(keys)
    expected = {key: sum(value for other, value in rows if other == key) for key, _ in rows}
    assert dict(zip(keys[starts[:-1]].tolist(), run_sums(values, starts).tolist(), strict=True)) == expected


def test_rows_of_runs_stand_one_after_the_other() -> None:
    owners, rows = rows_of(np.array([0, 2, 2, 5]), np.array([2, 1, 0]))
    assert owners.tolist() == [0, 0, 0, 2, 2]
    assert rows.tolist() == [2, 3, 4, 0, 1]


def test_rows_of_ranges_may_overlap() -> None:
    owners, rows = rows_between(np.array([3, 0, 1]), np.array([5, 0, 3]))
    assert owners.tolist() == [0, 0, 2, 2]
    assert rows.tolist() == [3, 4, 1, 2]
