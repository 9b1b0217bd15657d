"""How work is cut, and how much of it lies together: every such decision of a run stands here.

Documents come together to chunks while they are read; chunks go to tasks in groups; a worker reads a chunk in slices; a
chunk that did not go through is taken in pieces, and a piece document by document.
"""

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

_TASKS: Final = 48  # of a kind in a run at most: a thousand choke the Prefect server for half a minute
_SLICE: Final = 4 << 20  # bytes: more take memory, and no less time
_PIECE: Final = 20  # documents: a chunk of 500 with one stuck document waits for three deadlines, not for nine

Item = TypeVar("Item")


class Filling:
    """Says when enough has come together.

    Args:
        count: Things at most.
        size: Sum of their sizes that is enough.
    """

    def __init__(self, *, count: int, size: int) -> None:
        self._most, self._enough = count, size
        self._count = self._size = 0

    def is_full(self, size: int) -> bool:
        """Whether the next thing, of this size, makes it full; the one after it then begins anew."""
        self._count += 1
        self._size += size
        if self._count < self._most and self._size < self._enough:
            return False
        self._count = self._size = 0
        return True


def groups(items: Sequence[Item]) -> list[list[Item]]:
    """The items in runs of equal length, as many as a run may have tasks."""
    step = max(1, -(-len(items) // _TASKS))
    return [list(items[start : start + step]) for start in range(0, len(items), step)]


def slices(sizes: Sequence[int]) -> Iterator[slice]:
    """The parts in which a worker reads the documents of a chunk, by the bytes of their content."""
    filling = Filling(count=len(sizes), size=_SLICE)
    start = 0
    for end, size in enumerate(sizes, start=1):
        if filling.is_full(size) or end == len(sizes):
            yield slice(start, end)
            start = end


def pieces(count: int) -> Iterator[slice]:
    """The parts in which so many documents, that did not go through together, are tried again."""
    step = _PIECE if count > _PIECE else 1
    return (slice(start, start + step) for start in range(0, count, step))
