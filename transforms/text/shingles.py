"""Hashes of an article's word shingles: what its copies are found by.

Words are cut out of encoded text and hashed with CRC-32, some dozens of articles at a time, as columns of numbers.
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from transforms.text.columns import rows_between

SHINGLE: Final = 4  # words; of three, agency formulas match by chance, of five, light editing breaks too many
_MAX_WORDS: Final = 20_000  # of one article; a text that is longer is no news article, and its start tells it apart
_GROUP: Final = 1 << 18  # bytes of text whose words are hashed together
_LONGEST: Final = 64  # bytes of a word up to which its checksum is looked up
# characters of scripts that write without blanks count as words of their own
_WORD: Final = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
# elsewhere a word is a run of letters, digits and underscores, cut out of the encoded text: a third of the cost
_NEITHER: Final = re.compile(r"[^\w\x00-\x7f]")
_COMMON_MARKS: Final = "’“”‘—–…\u00a0"
_BLANKED: Final = bytes(
    code if code > 0x7F or chr(code).isalnum() or chr(code) == "_" else 0x20 for code in range(0x100)
)
# odd multipliers that tell the places in a shingle apart (golden ratio and xxHash primes)
_PLACES: Final = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], dtype=np.uint64
)


@cache
def _checksum_tables() -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    """What a byte adds to the CRC-32 of a word, by its distance from the end; the CRC-32 of so many zero bytes."""
    zeros = [zlib.crc32(bytes(length)) for length in range(_LONGEST + 1)]
    parts = [
        [zlib.crc32(bytes([byte]) + bytes(distance)[1:]) ^ zeros[distance] for byte in range(0x100)]
        for distance in range(_LONGEST + 1)
    ]
    return np.array(parts, dtype=np.uint32).ravel(), np.array(zeros, dtype=np.uint32)


def _spelled(text: str) -> bytes:
    """The words of a text, case-folded and encoded, with blanks between them."""
    for mark in () if text.isascii() else _COMMON_MARKS:
        text = text.replace(mark, " ")
    if not text.isascii() and _UNSPACED.search(text):
        return b" ".join([word.encode() for word in _WORD.findall(text.casefold())])
    text = text.casefold()
    if not text.isascii():
        text = _NEITHER.sub(" ", text)
    return text.encode().translate(_BLANKED)


def groups(bodies: Iterable[str]) -> Iterator[list[bytes]]:
    """Spelled texts, so many at a time as the processor's cache holds."""
    group: list[bytes] = []
    size = 0
    for body in bodies:
        group.append(_spelled(body))
        size += len(group[-1])
        if size >= _GROUP:
            yield group
            group, size = [], 0
    if group:
        yield group


class GroupWords:
    """The words of some texts laid end to end."""

    def __init__(self, spelled: list[bytes]) -> None:
        """Find where words start and end; of each text the first ``_MAX_WORDS`` count."""
        self._text: Final = b" ".join([b"", *spelled, b""])
        self._codes: Final = np.frombuffer(self._text, dtype=np.uint8)
        self._is_letter: Final = self._codes != ord(" ")
        edges = np.flatnonzero(self._is_letter[1:] != self._is_letter[:-1]) + 1
        self._starts: Final = edges[0::2]
        self._lengths: Final = edges[1::2] - self._starts
        ends = np.cumsum([len(text) + 1 for text in spelled])
        first = np.searchsorted(self._starts, [0, *ends[:-1]])
        last = np.searchsorted(self._starts, ends)
        self.words: Final = list(zip(first.tolist(), np.minimum(last, first + _MAX_WORDS).tolist(), strict=True))

    def joined(self) -> Iterator[bytes]:
        """The words of each text, one blank between them."""
        is_kept = self._is_letter.copy()
        is_kept[self._starts - 1] = True
        text = self._codes[is_kept].tobytes()
        edges = np.append(0, np.cumsum(self._lengths + 1)).tolist()
        for first, last in self.words:
            yield text[edges[first] + 1 : edges[last]]

    def checksums(self) -> npt.NDArray[np.uint32]:
        """CRC-32 of each word.

        It is linear: a word's is the sum (exclusive or) of what each of its bytes adds at its distance from the end.
        """
        tables, zeros = _checksum_tables()
        ends = np.cumsum(self._lengths)
        letters = self._codes[self._is_letter]
        distances = np.repeat(ends.astype(np.int32), self._lengths)
        distances -= np.arange(letters.size, dtype=np.int32)
        np.minimum(distances, _LONGEST, out=distances)
        distances <<= 8
        distances += letters
        running = np.zeros(letters.size + 1, dtype=np.uint32)
        np.bitwise_xor.accumulate(np.take(tables, distances), out=running[1:])
        found: npt.NDArray[np.uint32] = running[ends]
        found[1:] ^= running[ends[:-1]]
        found ^= zeros[np.minimum(self._lengths, _LONGEST)]
        for long in np.flatnonzero(self._lengths > _LONGEST).tolist():
            start = int(self._starts[long])
            found[long] = zlib.crc32(self._text[start : start + int(self._lengths[long])])
        return found

    def shingles(self) -> Iterator[npt.NDArray[np.uint32]]:
        """Hashes of the distinct runs of words of each text, sorted."""
        hashed = self.checksums().astype(np.uint64)
        mixed = np.zeros(max(hashed.size - SHINGLE + 1, 0), dtype=np.uint64)
        for place in range(SHINGLE):
            mixed += hashed[place : place + mixed.size] * _PLACES[place]
        mixed >>= np.uint64(32)
        first, last = np.array(self.words, dtype=np.int64).reshape(-1, 2).T
        owners, at = rows_between(first, np.maximum(last - SHINGLE + 1, first))
        found = mixed[at]
        found |= owners.astype(np.uint64) << np.uint64(32)
        found.sort()
        found = found[np.append(True, found[1:] != found[:-1])] if found.size else found
        edges = np.searchsorted(found, np.arange(len(self.words) + 1, dtype=np.uint64) << np.uint64(32)).tolist()
        hashes = found.astype(np.uint32)
        for low, high in pairwise(edges):
            yield hashes[low:high]
