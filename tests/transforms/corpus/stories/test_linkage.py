"""Average link: means over all pairs, missing ones at 0, whatever the order of the pairs."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from transforms.corpus.stories.linkage import average_link


def _grouped(size: int, pairs: dict[tuple[int, int], float], *, cut: float = 0.4) -> list[int]:
    first, second = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    return average_link(size, first, second, list(pairs.values()), cut=cut)


def test_a_chain_does_not_pull_an_affair_together() -> None:
    chain = {(0, 1): 0.9, (1, 2): 0.7, (2, 3): 0.9}
    assert _grouped(4, chain) == [0, 0, 2, 2]  # 0.7 of four pairs


def test_a_pair_that_is_not_known_counts_nothing() -> None:
    assert _grouped(3, {(0, 1): 0.9, (1, 2): 0.79}) == [0, 0, 2]
    assert _grouped(3, {(0, 1): 0.9, (1, 2): 0.81}) == [0, 0, 0]


def test_of_equally_likely_joins_the_first_rows_come_first() -> None:
    assert _grouped(3, {(1, 2): 0.7, (0, 1): 0.7}) == [0, 0, 2]


def test_without_pairs_everybody_stands_alone() -> None:
    assert _grouped(3, {}) == [0, 1, 2]
    assert _grouped(0, {}) == []


_PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0.05, 1.0),
    max_size=30,
)


@given(_PAIRS, st.randoms())
def test_the_order_of_pairs_does_not_matter(pairs: dict[tuple[int, int], float], random: Random) -> None:
    shuffled = list(pairs.items())
    random.shuffle(shuffled)
    assert _grouped(10, dict(shuffled)) == _grouped(10, pairs)


@given(_PAIRS)
def test_a_lower_cut_joins_whole_groups(pairs: dict[tuple[int, int], float]) -> None:
    fine, coarse = _grouped(10, pairs, cut=0.4), _grouped(10, pairs, cut=0.1)
    assert all(coarse[row] == coarse[fine[row]] for row in range(10))
