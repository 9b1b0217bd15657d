"""Fold text for matching without changing its length: lower case, words parted by spaces.

Offsets into the folded copy are offsets into the text as given.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

_STRAIGHT: Final = (("‘", "'"), ("’", "'"), ("ʼ", "'"))
_GAPS: Final = (
    "\n",
    "\t",
    "\u00a0",
    "\u202f",
    '"',
    "“",
    "”",
    "«",
    "»",
    "-",
    "\u2011",
    "–",
    "—",
    "(",
    ")",
    "[",
    "]",
    "/",
    "*",
    "''",
)
_TABLED: Final = 0x2500  # code points of alphabets and punctuation, folded by a table; the others one by one
_LAST_NARROW: Final = 0xFF
_ANY_LETTER: Final = 0xFF  # ÿ, which no term has
_ANY_MARK: Final = 0x7F
IN_WORD: Final = np.array([chr(code).isalnum() for code in range(_LAST_NARROW + 1)])


def fold_for_matching(text: str) -> str:
    """A copy of the text for matching: lower case, words parted by spaces. Its length is the text's.

    Quotation marks, brackets, dashes and hyphens become spaces, so that "co-operate" and "co operate" are one term;
    full stops, commas and apostrophes within a word stay.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals (İ) lower to two code points
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for mark, plain in _STRAIGHT:
        if mark in lowered:
            lowered = lowered.replace(mark, plain)
    for mark in _GAPS:
        if mark in lowered:
            lowered = lowered.replace(mark, " " * len(mark))
    return f" {lowered}".replace(" '", "  ")[1:]  # an apostrophe before a word is a quotation mark


@cache
def _narrow_codes() -> npt.NDArray[np.uint8]:
    """For each code point below ``_TABLED`` the byte that stands for it in a narrow copy."""
    return np.array(_narrowed(range(_TABLED)), dtype=np.uint8)


def _narrowed(codes: Iterable[int]) -> list[int]:
    folded = fold_for_matching("".join(f"a{chr(code)}" for code in codes))[1::2]  # after a letter an apostrophe is one
    return [ord(char) if ord(char) <= _LAST_NARROW else _ANY_LETTER if char.isalnum() else _ANY_MARK for char in folded]


def fold_narrow(text: str) -> bytes:
    """As :func:`fold_for_matching`, one byte (Latin-1) a code point: letters beyond are all ``ÿ``, marks all DEL.

    Offsets into it are offsets into the text, and a pass over bytes costs half of one over code points.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    narrow = _narrow_codes()[np.minimum(codes, _TABLED - 1)]
    far = np.flatnonzero(codes >= _TABLED)
    if far.size:
        kinds, kind = np.unique(codes[far], return_inverse=True)
        narrow[far] = np.array(_narrowed(kinds.tolist()), dtype=np.uint8)[kind]
    folded = narrow.tobytes().replace(b"''", b"  ")
    return (b" " + folded).replace(b" '", b"  ")[1:]


def term_key(term: str) -> str:
    """A lexicon term as it is matched: folded, one space between its words."""
    is_plain = term.isascii() and term.replace(" ", "").isalpha()
    return " ".join((term.lower() if is_plain else fold_for_matching(term)).split())


def term_keys(terms: Sequence[str]) -> list[str]:
    """The same for many terms, folded in one go."""
    return (
        [" ".join(folded.split()) for folded in fold_for_matching("\x00 ".join(terms)).split("\x00")] if terms else []
    )


def is_narrow(term: str) -> bool:
    """Whether the narrow copy holds every letter of a folded term."""
    return term.isascii() or max(map(ord, term)) < _ANY_LETTER
