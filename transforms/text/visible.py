"""A text as a reader sees it: without characters that do not show, and where each of its characters stands.

Content systems put soft hyphens and zero-width spaces into long words, bidi marks around names, hyphens that do not
break, letters with their accents apart. A reader sees none of it, and no list of words knows it. What matches words
reads the text as it is seen; offsets lead back to the text as it is.
"""

import re
import unicodedata
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

# soft hyphen, grapheme joiner, Arabic letter mark, Mongolian separator, zero-width space to right-to-left mark, bidi
# embeddings, word joiner and invisible operators, bidi isolates, variation selectors, byte order mark
_UNSEEN: Final = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_ACCENTS: Final = "\u0300-\u034e\u0350-\u036f\u3099\u309a"
_HYPHENS: Final = "\u2010\u2011"
HINT: Final = f"[{_UNSEEN}{_ACCENTS}{_HYPHENS}]"  # a text without any of these is as it is seen
_HINT: Final = re.compile(HINT)
_ODD: Final = re.compile(rf"[{_UNSEEN}]+|[{_HYPHENS}]|\w(?:[{_UNSEEN}]*[{_ACCENTS}])+")
_SOFT: Final = re.compile(f"[{_UNSEEN}]+")

Offsets = npt.NDArray[np.int64]


class Visible(NamedTuple):
    """A text as it is seen; of its character ``i``, ``starts[i]`` to ``ends[i]`` stand in the text as it is.

    ``starts`` has one more item, the length of the text as it is.
    """

    text: str
    starts: Offsets
    ends: Offsets

    def stored_start(self, offset: int) -> int:
        """Where a stretch that begins at an offset of the text as seen begins in the text as it is."""
        return int(self.starts[offset])

    def stored_end(self, offset: int) -> int:
        """Where a stretch that ends before an offset of the text as seen ends in the text as it is."""
        return int(self.ends[offset - 1]) if offset > 0 else 0

    def seen(self, offset: int) -> int:
        """The offset in the text as seen, from one in the text as it is."""
        return int(np.searchsorted(self.starts, offset, side="left"))


def is_as_seen(text: str) -> bool:
    """Whether all of a text's characters show, each as one."""
    return text.isascii() or _HINT.search(text) is None


def visible(text: str) -> Visible:
    """The text as it is seen, with its offsets."""
    parts: list[str] = []
    starts: list[Offsets] = []
    ends: list[Offsets] = []
    at = 0

    def keep(shown: str, start: int, end: int) -> None:
        parts.append(shown)
        if len(shown) == end - start:
            run = np.arange(start, end, dtype=np.int64)
            starts.append(run)
            ends.append(run + 1)
        else:  # a letter and its accents are one stretch, however many characters are left
            starts.append(np.full(len(shown), start, dtype=np.int64))
            ends.append(np.full(len(shown), end, dtype=np.int64))

    for match in _ODD.finditer(text):
        keep(text[at : match.start()], at, match.start())
        keep(_seen(match[0]), match.start(), match.end())
        at = match.end()
    keep(text[at:], at, len(text))
    starts.append(np.asarray([len(text)], dtype=np.int64))
    return Visible("".join(parts), np.concatenate(starts), np.concatenate(ends))


def visible_text(text: str) -> str:
    """The text as it is seen."""
    return text if is_as_seen(text) else _ODD.sub(lambda match: _seen(match[0]), text)


def _seen(odd: str) -> str:
    if odd[0] in _HYPHENS:
        return "-"
    return unicodedata.normalize("NFC", _SOFT.sub("", odd))
