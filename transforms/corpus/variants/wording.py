"""The words of sentences as numbers, with what makes two of them the same: their spelling set aside, or their endings.

What an apostrophe joins are words of their own: *wouldn't* and *would not* differ in spelling alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import accumulate, islice
from typing import Final, NamedTuple

import polars as pl
import Stemmer

from transforms.annotations.terms.surfaces import describe
from transforms.resources import read_toml

_PART: Final = re.compile(r"(\w+(?:[.\-\u2011]\w+|,\d+)*|['’](?:s|t|re|ll|ve|m|d)\b)")
_SPELLED: Final = re.compile(r"[^\W\d_]+(?:[-\u2011][^\W\d_]+)*")  # letters alone: what has a spelling
_NOT: Final = "'t"
_IS: Final = (
    "'s is"  # "there's", which is "there is"; behind another word it is a possessive, or cannot be told from one
)
_BEFORE_IS: Final = ("here", "he", "how", "it", "she", "that", "there", "what", "where", "who")
_FULL_FORMS: Final = {
    _NOT: "not", _IS: "is",
    "'re": "are", "'ll": "will", "'ve": "have", "'m": "am", "'d": "would", "ain": "is", "aren": "are",
    "couldn": "could", "didn": "did", "doesn": "does", "don": "do", "hadn": "had", "hasn": "has", "haven": "have",
    "isn": "is", "mustn": "must", "needn": "need", "shouldn": "should", "wasn": "was", "weren": "were",
    "wouldn": "would", "wo": "will", "sha": "shall",
}  # fmt: skip
_BEFORE_NOT: Final = {"won": "wo", "shan": "sha"}  # "won" is a word by itself, too


class Running(NamedTuple):
    """Words of a stretch, in order: their numbers, and how each stands in the article's text."""

    words: list[int]
    starts: list[int]
    ends: list[int]

    def cut(self, first: int, last: int) -> "Running":
        """Some of the words."""
        at = slice(first, last)
        return Running(self.words[at], self.starts[at], self.ends[at])

    def behind(self, other: "Running") -> "Running":
        """The words of another stretch, and these."""
        return Running(other.words + self.words, other.starts + self.starts, other.ends + self.ends)


UNREAD: Final = Running([], [], [])


class Wording:
    """Numbers of words as they are written, lower case; :meth:`settle` tells which of them are the same.

    Attributes:
        written: By number, the word as it was written.
        terms: By number, the word in its normal spelling.
        stems: By number, a character that stands for its stem: words that are compared become short texts.
        is_content: By number, whether it is more than a word that sentences are built with.
        persons: Stems of personal pronouns.
    """

    def __init__(self) -> None:
        numbers: defaultdict[str, int] = defaultdict()
        numbers.default_factory = numbers.__len__
        self._numbers = numbers
        self._not = (numbers[_NOT], numbers["’t"])
        self._possessive = (numbers["'s"], numbers["’s"])
        self._is = numbers[_IS]
        self._before_is = frozenset(numbers[word] for word in _BEFORE_IS)
        self._before_not = {numbers[word]: numbers[cut] for word, cut in _BEFORE_NOT.items()}
        self._stems: dict[str, str] = {}
        self.written: list[str] = []
        self.terms: list[str] = []
        self.stems: list[str] = []
        self.is_content: list[bool] = []
        self.persons: set[str] = set()

    def read(self, text: str, start: int) -> Running:
        """The words of a text that begins at an offset."""
        lowered = text.lower()
        if len(lowered) != len(text):  # a few capitals (İ) lower to two code points
            lowered = text
        parts = _PART.split(lowered)
        edges = list(accumulate(map(len, parts), initial=start))
        words = list(map(self._numbers.__getitem__, parts[1::2]))
        if "'" in lowered or "’" in lowered:
            self._part(words)
        return Running(words, edges[1:-1:2], edges[2::2])

    def letters(self, words: Iterable[int]) -> str:
        """The stems of words that are settled."""
        return "".join(map(self.stems.__getitem__, words))

    def _part(self, words: list[int]) -> None:
        """Take what an apostrophe joins to the word before for what it is."""
        for mark in self._not:
            at = words.index(mark) if mark in words else 0
            if at:
                words[at - 1] = self._before_not.get(words[at - 1], words[at - 1])
        for mark in self._possessive:
            if mark in words:
                for at in range(1, len(words)):
                    if words[at] == mark and words[at - 1] in self._before_is:
                        words[at] = self._is

    def settle(self) -> None:
        """Say of each word that was read since the last time what it is the same as."""
        written = [word.replace("’", "'") for word in islice(self._numbers, len(self.terms), None)]
        full = [_FULL_FORMS.get(word, word) for word in written]
        spelled = describe(pl.Series(full, dtype=pl.String))["term"].to_list()
        terms = [
            term.replace("-", "") if _SPELLED.fullmatch(word) else word
            for term, word in zip(spelled, full, strict=True)
        ]
        self.written += written
        known, plain, pronouns = self._stems, function_words(), _pronouns()
        self.terms += terms
        self.stems += [known.setdefault(stem, chr(len(known))) for stem in _stemmer().stemWords(terms)]
        self.is_content += [word not in plain and term not in plain for word, term in zip(full, terms, strict=True)]
        self.persons.update(known[term] for term in pronouns if term in known)


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(_stemmer().stemWords(read_toml("variants.toml")["pronouns"].split()))


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@cache
def function_words() -> frozenset[str]:
    """Words that a sentence is built with."""
    return frozenset(read_toml("variants.toml")["function_words"].split())
