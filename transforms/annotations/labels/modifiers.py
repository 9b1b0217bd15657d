"""The words before a noun that qualify it: "Sunni", "al-Qaeda-linked", "radical young"."""

from functools import cache, lru_cache
from re import compile as regex
from typing import Final

import numpy as np
import numpy.typing as npt

from transforms.resources import read_toml
from transforms.text.columns import Numbers
from transforms.text.matching import SentenceIndex

LAST_WORD: Final = regex(r"([^\s,;:.!?()\"]+)[ -]$")
_MODIFIER_WORDS: Final = 3  # "radical Sunni Muslim fighters": more is a clause
_REACH: Final = 40  # characters in which a word before a noun must begin


@cache
def _modifiers() -> tuple[frozenset[str], frozenset[str], tuple[str, ...], tuple[str, ...]]:
    data = read_toml("labels_modifiers.toml")
    words, stop = frozenset(data["words"].split()), frozenset(data["stop"].split())
    return words, stop, tuple(data["beginnings"].split()), tuple(data["endings"].split())


@lru_cache(maxsize=1 << 14)
def _qualifies(word: str) -> tuple[bool, bool]:
    """Whether a word before a noun qualifies it: in a headline, and within a sentence."""
    words, stop, beginnings, endings = _modifiers()
    lowered = word.lower()
    if lowered in stop or lowered.endswith(("'s", "’s", "ly")):
        return False, False
    is_modifier = lowered in words or lowered.startswith(beginnings) or lowered.endswith(endings)
    return is_modifier, is_modifier or word[0].isupper()


def modifier_start(text: str, start: int, *, is_title: bool = False) -> int:
    """Where the adjectives and names directly before a word begin ("Sunni", "al-Qaeda-linked"); its start if none.

    A title may capitalise every word, so that there a capital tells no name.
    """
    begin = start
    for _ in range(_MODIFIER_WORDS):
        edge = begin - 1
        first = begin - _REACH if begin > _REACH else 0
        first = text.rfind(" ", first, edge) + 1 or first
        word = text[first:edge]
        if edge <= 0 or text[edge] != " " or not word.isalpha():  # what is no plain word before a space is rare
            match = LAST_WORD.search(text, max(0, begin - _REACH), begin)
            if match is None:
                break
            first, word = match.start(), match.group(1)
        if not _qualifies(word)[first > 0 and not is_title]:
            break
        begin = first
    return begin


def modifier_starts(index: SentenceIndex, nouns: Numbers) -> Numbers:
    """The same for many words, given by their numbers among the running words: offsets into their sentences.

    What stands before most words is plain: one word between two spaces, which is looked at once for all its uses. The
    others are read one by one.
    """
    words = index.words
    numbers = words.texts[nouns].astype(np.int64)
    bounds = words.bounds[numbers]
    in_title = index.is_title[numbers]
    first = nouns.copy()
    is_odd = np.zeros(nouns.size, dtype=bool)
    at = np.arange(nouns.size)
    for _ in range(_MODIFIER_WORDS):
        after_blank, opens = words.after_blank[first[at]], words.starts[first[at]] == bounds[at]
        is_odd[at] = ~after_blank & ~opens
        at = at[after_blank & ~opens]
        previous = first[at] - 1
        start, end = words.starts[previous], words.ends[previous]
        is_first = start == bounds[at]
        is_plain = end == words.starts[first[at]] - 1
        is_plain &= (words.texts[previous] == numbers[at]) & (end - start < _REACH - 1)
        is_plain &= words.after_blank[previous] | is_first
        is_odd[at[~is_plain]] = True
        at, previous, is_first = at[is_plain], previous[is_plain], is_first[is_plain]
        in_headline, in_sentence = _kinds(index, previous)
        qualifies = np.where(in_title[at] | is_first, in_headline, in_sentence)
        at, previous = at[qualifies], previous[qualifies]
        first[at] = previous
    found = words.starts[first] - bounds
    starts = words.starts[nouns] - bounds
    for place in np.flatnonzero(is_odd).tolist():
        found[place] = modifier_start(index.texts[numbers[place]], int(starts[place]), is_title=bool(in_title[place]))
    return found


def _kinds(index: SentenceIndex, places: Numbers) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Whether words qualify what follows them: in a headline, and within a sentence."""
    words = index.words
    _, samples, kinds = np.unique(words.hashes[places], return_index=True, return_inverse=True)
    samples = places[samples]
    spans = zip(words.starts[samples].tolist(), words.ends[samples].tolist(), strict=True)
    known = [_qualifies(index.folded[start:end].capitalize()) for start, end in spans]
    is_modifier, as_name = np.array(known, dtype=bool).reshape(-1, 2)[kinds].T
    return is_modifier, is_modifier | (as_name & words.is_capital[places])
