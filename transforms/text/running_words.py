"""The running words of many texts as columns of numbers: what every lexicon of a batch is looked up in.

A word here is a run of letters and digits of the folded text. Each is known by a hash of its letters, so that looking
up a lexicon, or counting, is arithmetic on whole columns; what stands between words is kept as a number too. Two words
of one hash would be taken for one: at 64 bits that is one chance in ten thousand over a billion words.
"""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from transforms.text.folding import IN_WORD, fold_narrow

Numbers: TypeAlias = npt.NDArray[np.int64]
Hashes: TypeAlias = npt.NDArray[np.uint64]
Flags: TypeAlias = npt.NDArray[np.bool_]

_SPACE: Final = 0x20
TEXT_END: Final = "\x00\n"  # between texts: a character that is in no term, and one that begins a word
_PART: Final = 1 << 18  # characters folded, and hashed, at a time: what the processor's cache holds
_LONGEST: Final = 64  # letters of a word up to which its hash is made along with all others'
_WIDEST: Final = 8  # characters between two words that are told apart; no term has more

_DRAW: Final = np.random.RandomState(1).randint  # frozen, so that a run does what the last one did
_LETTERS: Final = _DRAW(0, 1 << 63, 0x100, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_BASE: Final = 0x9E3779B97F4A7C15  # odd, so that its powers have inverses modulo 2^64
_LENGTHS: Final = np.uint64(0xC2B2AE3D27D4EB4F)
_IN_WORD: Final = IN_WORD.tobytes()
_IS_CAPITAL: Final = np.array([chr(code).isupper() for code in range(0x2500)])


def _powers(base: int) -> Hashes:
    powers = np.full(_PART + _LONGEST + 1, base, dtype=np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers)


_POWERS: Final = _powers(_BASE)
_INVERSE_POWERS: Final = _powers(pow(_BASE, -1, 1 << 64))


class RunningWords:
    """Texts laid end to end, and their words.

    Attributes:
        bounds: Where each text begins in ``padded``, and where one more would.
        padded: The narrow folded copy of all texts, a space before it and after it.
        starts, ends: Of each word, in ``padded``.
        texts: Number of the text that each word stands in.
        hashes: Of each word's letters.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.given: Final = texts
        lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + len(TEXT_END)
        self.bounds: Final[Numbers] = np.concatenate([np.ones(1, np.int64), 1 + np.cumsum(lengths)])
        edges = np.searchsorted(self.bounds, np.arange(1, self.bounds[-1] + _PART, _PART))
        edges = np.unique(np.minimum(edges, len(texts))).tolist()
        self.parts: Final[list[tuple[int, int]]] = list(pairwise(edges))
        self.padded: Final = b"".join([b" ", *(fold_narrow(text) for _, text in self.joined()), b" "])
        self.codes: Final = np.frombuffer(self.padded, dtype=np.uint8)
        in_word = np.frombuffer(self.padded.translate(_IN_WORD), dtype=np.bool_)
        edges = np.flatnonzero(in_word[1:] != in_word[:-1]).astype(np.int32) + np.int32(1)
        self.starts: Final = edges[0::2]
        self.ends: Final = edges[1::2]
        counts = np.diff(np.searchsorted(self.starts, self.bounds))
        self.texts: Final = np.repeat(np.arange(len(texts), dtype=np.int32), counts)
        self.hashes: Final = stretch_hashes(self.padded, self.starts, self.ends)

    def joined(self) -> Iterator[tuple[int, str]]:
        """The texts as given, laid end to end in parts: where each part begins in ``padded``, and the part."""
        for first, last in self.parts:
            yield int(self.bounds[first]), TEXT_END.join([*self.given[first:last], ""])

    @cached_property
    def _written(self) -> tuple[Flags, Flags]:
        """How each word stands in the texts given: whether a blank is before it, whether a capital begins it."""
        after_blank, is_capital = np.empty(self.starts.size, dtype=bool), np.empty(self.starts.size, dtype=bool)
        for begin, text in self.joined():
            codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
            first, last = np.searchsorted(self.starts, (begin, begin + codes.size)).tolist()
            places = self.starts[first:last] - begin
            after_blank[first:last] = codes[places - 1] == _SPACE
            is_capital[first:last] = _IS_CAPITAL[np.minimum(codes[places], _IS_CAPITAL.size - 1)]
        return after_blank, is_capital

    @property
    def after_blank(self) -> Flags:
        """Whether a blank stands before each word in the text given, and no mark that folding made a space."""
        return self._written[0]

    @property
    def is_capital(self) -> Flags:
        """Whether each word begins with a capital letter in the text given."""
        return self._written[1]

    @cached_property
    def gaps(self) -> npt.NDArray[np.uint32]:
        """What stands before each word since the last one, as a number: 1 is a space, 0 too much to be in a term."""
        before = np.concatenate([np.zeros(1, np.int32), self.ends[:-1]])
        widths = self.starts - before
        gaps = np.ones(self.starts.size, dtype=np.uint32)
        other = np.flatnonzero((widths != 1) | (self.codes[before] != _SPACE))
        at, width = before[other], widths[other]
        made = np.full(other.size, 1, dtype=np.uint64)
        for place in range(_WIDEST):
            is_in = place < width
            code = self.codes[np.minimum(at + place, self.codes.size - 1)].astype(np.uint64) + np.uint64(2)
            made[is_in] = made[is_in] * np.uint64(0x1F3) + code[is_in]
        made ^= made >> np.uint64(32)
        made[width > _WIDEST] = 0
        gaps[other] = made.astype(np.uint32)
        return gaps

    @cached_property
    def after_space(self) -> Flags:
        """Whether a space stands before each word."""
        is_space: Flags = self.codes[self.starts - 1] == _SPACE
        return is_space


def stretch_hashes(text: bytes, starts: npt.NDArray[np.integer], ends: npt.NDArray[np.integer]) -> Hashes:
    """A hash of each stretch of a text, which hangs on its bytes alone; stretches in the order of their starts.

    The hashes are polynomials, made from running sums: a stretch's is the difference of two sums, brought to its start.
    """
    codes = np.frombuffer(text, dtype=np.uint8)
    hashes = np.empty(starts.size, dtype=np.uint64)
    sums = np.zeros(_POWERS.size + 1, dtype=np.uint64)
    edges = np.searchsorted(starts, np.arange(0, codes.size + _PART, _PART)).tolist()
    for part, (first, last) in enumerate(pairwise(edges)):
        letters = _LETTERS[codes[part * _PART : (part + 1) * _PART + _LONGEST]]
        letters *= _POWERS[: letters.size]
        np.cumsum(letters, out=sums[1 : letters.size + 1])
        own, lengths = starts[first:last] - part * _PART, ends[first:last] - starts[first:last]
        found = sums[own + np.minimum(lengths, _LONGEST)] - sums[own]
        found *= _INVERSE_POWERS[own]
        found += lengths.astype(np.uint64) * _LENGTHS
        hashes[first:last] = found
    for long in np.flatnonzero(ends - starts > _LONGEST).tolist():
        digest = hashlib.blake2b(text[starts[long] : ends[long]], digest_size=8).digest()
        hashes[long] = int.from_bytes(digest, "little")
    return hashes
