"""Page dumps that nearly repeat another one: fetched again without an address or an id to know them by.

They are articles of their own (copies, once they are compared), but what an outlet's pages have in common is not
learned from one of them twice: else every line of an article that is fetched ten times would be taken for furniture.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np

from transforms.text.sketches import is_copy

_KEYS: Final = (
    4  # lowest hashes by which two texts are looked at together: copies differ in all of them one time in 10^4
)


class Repeats:
    """Texts by the lowest hashes of their sketches.

    Args:
        sketches: Of texts that are known.
    """

    def __init__(self, sketches: Iterable[bytes | None]) -> None:
        self._by_hash: dict[int, list[bytes]] = {}
        for sketch in sketches:
            if sketch:
                self._add(sketch)

    def _keys(self, sketch: bytes) -> list[int]:
        lowest: list[int] = np.frombuffer(sketch, "<u4")[:_KEYS].tolist()
        return lowest

    def _add(self, sketch: bytes) -> None:
        for key in self._keys(sketch):
            self._by_hash.setdefault(key, []).append(sketch)

    def is_repeat(self, sketch: bytes | None) -> bool:
        """Whether a text nearly repeats one that is known; if not, it is known from now on."""
        if not sketch:
            return False
        near = (other for key in self._keys(sketch) for other in self._by_hash.get(key, ()))
        if any(is_copy(sketch, other) for other in near):
            return True
        self._add(sketch)
        return False
