"""The words before a noun that qualify it: "Sunni", "al-Qaeda-linked", "radical young"."""

from functools import cache, lru_cache
from re import compile as regex
from typing import Final

import numpy as np

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
    """The same for many words, given by their numbers among the running words: offsets into their sentences."""
    words, texts = index.words, index.texts
    numbers = words.texts[nouns].astype(np.int64)
    starts = words.starts[nouns] - words.bounds[numbers]
    places = zip(numbers.tolist(), starts.tolist(), index.is_title[numbers].tolist(), strict=True)
    found = [modifier_start(texts[number], start, is_title=is_title) for number, start, is_title in places]
    return np.array(found, dtype=np.int64)
