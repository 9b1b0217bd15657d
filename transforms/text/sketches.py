"""Sketches: a few hashes of a text's word shingles, enough to tell another version of it from another text.

The lowest hashes of a text are a sample that two texts draw alike: what they share among the lowest of both is what
they share at all.
"""

import re
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from transforms.text.shingles import GroupWords, groups

_SIZE: Final = 32  # hashes of a sketch, 128 bytes: of versions that share a quarter, 6 to 10 are met
_VERSION: Final = 0.15  # share of the shorter text's shingles; other articles of a site share some 0.02
_COPY: Final = 0.85  # share of both texts' shingles from which they are one; pages share less, whatever their menus
_RANGE: Final = float(1 << 32)
_PARAGRAPH: Final = re.compile(r"<p\b[^<>]{0,500}>(.{1,20000}?)</p", re.IGNORECASE | re.DOTALL)
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")

Hashes = npt.NDArray[np.uint32]


def sketches(texts: Iterable[str]) -> list[bytes]:
    """A sketch of each text: its lowest shingle hashes, sorted, little-endian; empty where it has too few words."""
    return [
        np.sort(hashes)[:_SIZE].astype("<u4").tobytes()
        for group in groups(texts)
        for hashes in GroupWords(group).shingles()
    ]


def page_words(html: str) -> str:
    """The paragraphs of a page as text, for its sketch: what else stands in it is the site's."""
    return "\n".join(_TAG.sub(" ", paragraph) for paragraph in _PARAGRAPH.findall(html))


def is_version(one: bytes | None, other: bytes | None) -> bool:
    """Whether two texts may be versions of one; so they are where a sketch is not known, or empty."""
    if not one or not other:
        return True
    shared, total, sizes = _overlap(one, other)
    return shared * total >= _VERSION * min(sizes)


def is_copy(one: bytes | None, other: bytes | None) -> bool:
    """Whether two texts are nearly the same, whatever stands around them."""
    return bool(one) and bool(other) and _overlap(one or b"", other or b"")[0] >= _COPY


def _overlap(one: bytes, other: bytes) -> tuple[float, float, tuple[float, float]]:
    """Share of the shingles of both texts that both have; estimated number of both's, and of each one's."""
    first, second = np.frombuffer(one, "<u4"), np.frombuffer(other, "<u4")
    lowest = np.union1d(first, second)[:_SIZE]
    is_shared = np.isin(lowest, first) & np.isin(lowest, second)
    return float(is_shared.mean()), _count(lowest), (_count(first), _count(second))


def _count(lowest: Hashes) -> float:
    """How many hashes a text has, by how close the lowest ones lie."""
    if lowest.size < _SIZE:
        return float(lowest.size)
    return (lowest.size - 1) * _RANGE / (float(lowest[-1]) + 1.0)
