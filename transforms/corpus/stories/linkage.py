"""Group articles by average link over the pairs that are known; pairs that are not known count 0.

Two groups are joined while the mean probability over all pairs between them is at least the cut, the likeliest first.
So a chain of likenesses does not pull an affair together, and groups that share no pair are never compared.

Two groups whose mean probability reaches the cut have rows whose mean reaches it, too. So a group lies within what such
rows join, directly or over others: a component, whose groups depend on the pairs inside it alone.
"""

import heapq
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

from transforms.corpus.stories.vectors import Numbers


def components(size: int, first: Numbers, second: Numbers) -> Numbers:
    """The number of the component of each row, by pairs that join rows."""
    graph = sparse.coo_array((np.ones(first.size), (first, second)), shape=(size, size))
    _, component = sparse.csgraph.connected_components(graph, directed=False)
    return np.asarray(component, dtype=np.int64)


def average_link(
    counts: Sequence[int], first: Numbers, second: Numbers, probabilities: npt.ArrayLike, *, cut: float
) -> list[int]:
    """Group rows.

    Args:
        counts: How many members each row stands for: 1, or more of a group that is given as one row.
        first: One row of each pair.
        second: The other, greater than the first; no pair twice.
        probabilities: Of the pairs; between rows of several members, the sum over the pairs of their members.
        cut: The least mean at which two groups become one.

    Returns:
        For each row the first row of its group. It does not depend on the order of the pairs; of equally likely
        joins, that of the first rows comes first.
    """
    sizes, sums_between = np.array(counts, dtype=np.int64), np.array(probabilities, dtype=np.float64)
    is_strong = sums_between / (sizes[first] * sizes[second]) >= cut
    component = components(len(counts), first[is_strong], second[is_strong])
    is_inside = component[first] == component[second]
    first, second, sums_between = first[is_inside], second[is_inside], sums_between[is_inside]
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    # sums add up in one order
    pairs = sorted(zip(first.tolist(), second.tolist(), sums_between.tolist(), strict=True))
    for low, high, probability in pairs:
        sums[low][high] = sums[high][low] = probability
    counts, size = list(counts), len(counts)
    group = list(range(size))
    means = ((probability / (counts[low] * counts[high]), low, high) for low, high, probability in pairs)
    heap = [(-mean, low, high) for mean, low, high in means if mean >= cut]
    heapq.heapify(heap)
    while heap:
        negative, low, high = heapq.heappop(heap)
        between = sums[low].get(high) if low in sums and high in sums else None
        if between is None or -negative != between / (counts[low] * counts[high]):
            continue  # one of the two has grown since
        gone = sums.pop(high)
        del sums[low][high], gone[low]
        group[high] = low
        counts[low] += counts[high]
        for other, probability in gone.items():
            del sums[other][high]
            sums[low][other] = sums[other][low] = sums[low].get(other, 0.0) + probability
        for other, total in sums[low].items():
            mean = total / (counts[low] * counts[other])
            if mean >= cut:
                heapq.heappush(heap, (-mean, min(low, other), max(low, other)))
    for row in range(size):  # a row's group begins before it, so that its first row is known already
        group[row] = group[group[row]]
    return group
