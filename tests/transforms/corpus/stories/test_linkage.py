"""Average link: means over all pairs, missing ones at 0, whatever the order of the pairs."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from transforms.corpus.stories.linkage import average_link


def _grouped(size: int, pairs: dict[tuple[int, int], float], *, cut: float = 0.4) -> list[int]:
    first, second = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    return average_link([1] * size, first, second, list(pairs.values()), cut=cut)


def test_a_chain_does_not_pull_an_affair_together() -> None:
    chain = {(0, 1): 0.9, (1, 2): 0.7, (2, 3): 0.9}
    assert _grouped(4, chain) == [0, 0, 2, 2]  # 0.7 of four pairs


def test_a_pair_that_is_not_known_counts_nothing() -> None:
    assert _grouped(3, {(0, 1): 0.9, (1, 2): 0.79}) == [0, 0, 2]
    assert _grouped(3, {(0, 1): 0.9, (1, 2): 0.81}) == [0, 0, 0]


def test_of_equally_likely_joins_the_first_rows_come_first() -> None:
    assert _grouped(3, {(1, 2): 0.7, (0, 1): 0.7}) == [0, 0, 2]


def test_a_row_may_stand_for_several_members() -> None:
    one, other = np.array([0, 1]), np.array([1, 2])
    assert average_link([2, 2, 1], one, other, [1.6, 0.79], cut=0.4) == [0, 0, 2]  # .4 of four pairs; .79 of four
    assert average_link([2, 2, 1], one, other, [1.5, 0.81], cut=0.4) == [0, 1, 1]


def test_without_pairs_everybody_stands_alone() -> None:
    assert _grouped(3, {}) == [0, 1, 2]
    assert _grouped(0, {}) == []


_PAIRS = st.lists(st.sampled_from([0.0, 0.2, 0.5, 0.7, 0.9]), min_size=15, max_size=15).map(
    lambda chances: {pair: chance for pair, chance in zip(combinations(range(6), 2), chances, strict=True) if chance}
)


@given(_PAIRS)
def test_the_order_of_pairs_does_not_matter(pairs: dict[tuple[int, int], float]) -> None:
    assert _grouped(6, dict(reversed(pairs.items()))) == _grouped(6, pairs)


@given(_PAIRS)
def test_a_lower_cut_joins_whole_groups(pairs: dict[tuple[int, int], float]) -> None:
    fine, coarse = _grouped(6, pairs, cut=0.4), _grouped(6, pairs, cut=0.1)
    assert all(coarse[row] == coarse[fine[row]] for row in range(6))
