"""Words of an article with the light tags that the attribution rules read.

No part-of-speech model: closed-class words carry a tag from ``attribution_words.toml``, everything else is open class.
A stretch between quotation marks is one token, so that ``"A. B," she said`` reads as a quotation and ``she said``, and
the rules need not care what was quoted.

The tags and what they mean stand in ``tags.py``.
"""

import re
from itertools import repeat
from typing import Final

from transforms.annotations.attribution.marks import Quotation
from transforms.annotations.attribution.tags import (
    BY_MARK,
    BY_NAME,
    DASH,
    DETERMINER,
    NUMBER,
    OPEN,
    PREPOSITION,
    QUOTATION,
    TIME,
)
from transforms.annotations.attribution.units import Unit
from transforms.resources import read_toml

# Letters and digits as ranges: a quarter faster than ``\w``.
_WORD: Final = r"a-zA-Z0-9_\u00aa\u00b5\u00ba\u00c0-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufdff"
# A word keeps its inner apostrophes, full stops, hyphens, slashes and digit groups; a quotation (masked) is one token.
# No quantifier ever has to give anything back: possessive ones are faster.
_TOKEN: Final = re.compile(rf"[{_WORD}]++(?:['.&/\-][{_WORD}]++|[,:][0-9]++)*+'?+|[\ufffb\ufffc]++|\S")
_MASK: Final = "\ufffc"
_LOWER_MASK: Final = "\ufffb"  # the first filler of a quotation whose first letter is small
_MASKS: Final = frozenset({_MASK, _LOWER_MASK})
_BOUNDARY: Final = "\uffff"  # no character
_LONGEST: Final = 400  # words read of a unit (a quotation is one): more is no prose, and the rules look far ahead
_MOST_LOOKS: Final = 100  # searches of the whole text, so that the cost stays linear
_CLOSING_MARKS: Final = frozenset("\"”’»'“＂″ \xa0\n")
_DASHES: Final = frozenset(mark for mark, tag in BY_MARK.items() if tag == DASH)
_CLOSING_PUNCTUATION: Final = frozenset(",.?!;:")


def _load_tags() -> dict[str, int]:
    tags = dict(BY_MARK)
    for name, listed in read_toml("attribution_words.toml")["tags"].items():
        tags.update(dict.fromkeys(listed.split(), BY_NAME[name]))
    return tags


_TAGS: Final = _load_tags()
_OPEN_CLASS: Final = repeat(OPEN)
_CAPITALS_TELL: Final = frozenset(
    {"US", "WHO", "Will", "May"}
)  # words that only their capitals tell from closed-class ones
_BEFORE_MONTHS: Final = frozenset(
    {"in", "of", "last", "until", "till", "since", "by", "this", "next", "early", "late", "before", "through", "from"}
)
FINITE_VERBS: Final = frozenset(read_toml("attribution_words.toml")["verbs"]["finite"].split())


# A word after one of these is no verb, if it can be a noun.
BEFORE_NOUNS: Final = frozenset(word for word, tag in _TAGS.items() if tag & (DETERMINER | PREPOSITION))


def word_set(name: str) -> frozenset[str]:
    """A named set of words from ``attribution_words.toml``."""
    return frozenset(read_toml("attribution_words.toml")["sets"][name].split())


def is_open_class(word: str) -> bool:
    """Whether a word is a noun, a name, a verb or the like, as words of no list are."""
    return word.lower() not in _TAGS


class Tokens:
    """Parallel lists, one entry per word that was chosen, in reading order.

    ``lower`` is the word in lower case, ``words`` as it stands in the text. Where a word stands in the text is worked
    out by unit and on demand (``locate``), because many units hold no report.
    """

    __slots__ = (
        "_back",
        "_back_at",
        "_front",
        "_front_at",
        "_high",
        "_looks",
        "_low",
        "_quotation_ends",
        "_starts",
        "_units",
        "lower",
        "tags",
        "text",
        "words",
    )

    def __init__(self, masked: str, words: list[str], units: list[Unit], quotations: list[Quotation]) -> None:
        """Tag ``words`` of the ``masked`` text, which are those of the ``units``."""
        self.text = masked
        self.words = words
        self.lower = lower = list(map(str.lower, words))
        self.tags = tags = list(map(_TAGS.get, lower, _OPEN_CLASS))
        self._looks = 0
        self._starts = [-1] * len(words)
        self._units = units
        self._low = self._high = self._front = self._front_at = self._back = self._back_at = 0
        self._quotation_ends = {quotation.start: quotation.end for quotation in quotations}
        for index in [index for index, word in enumerate(lower) if word < ":" and word >= "0"]:
            tags[index] = NUMBER
        if quotations:
            for index in [index for index, word in enumerate(lower) if word >= _LOWER_MASK]:
                if lower[index][0] in _MASKS:
                    tags[index] = QUOTATION
        if any(name in masked for name in _CAPITALS_TELL):
            for index in [index for index, word in enumerate(words) if word in _CAPITALS_TELL]:
                word = words[index]
                # the country, the organization, and Will Doyle, who is no auxiliary
                if word == "May":
                    self._tell_may(index)
                elif word != "Will" or (index + 1 < len(words) and self.capital(index + 1)):
                    tags[index] = OPEN

    def _tell_may(self, index: int) -> None:
        """*in May* is a month, *Theresa May* a name; *You May Want* of a heading and *May I* stay what they are."""
        before = self.lower[index - 1] if index else "."
        after = self.words[index + 1] if index + 1 < len(self.words) else "."
        if after[0].isdigit() or before[0].isdigit() or before in _BEFORE_MONTHS:
            self.tags[index] = TIME
        elif not after[0].isupper() and (before != "." or self.tags[index + 1 : index + 2] == [OPEN]):
            self.tags[index] = OPEN

    def locate(self, unit: Unit) -> None:
        """Name the unit whose words are asked for next by ``start`` and ``end``."""
        self._low, self._high = unit.low, unit.high
        self._front, self._front_at = unit.low, unit.start
        self._back, self._back_at = unit.high, unit.end
        if unit.high - unit.low == _LONGEST:  # it may go on behind its last word
            self._back, self._back_at = len(self.words) + _LONGEST, len(self.text)

    def start(self, index: int) -> int:
        """Where a word of the unit begins: found from the nearer end of it, since only spaces part words."""
        starts = self._starts
        if starts[index] >= 0:
            return starts[index]
        words, text = self.words, self.text
        if not self._low <= index < self._high:
            return self._start_elsewhere(index)
        if index - self._front <= self._back - index:
            position = self._front_at
            for place in range(self._front, index + 1):
                starts[place] = position = text.find(words[place], position)
                position += len(words[place])
            self._front, self._front_at = index + 1, position
        else:
            position = self._back_at
            for place in range(self._back - 1, index - 1, -1):
                starts[place] = position = text.rfind(words[place], 0, position)
            self._back, self._back_at = index, position
        return starts[index]

    def _start_elsewhere(self, index: int) -> int:
        """``start`` for a word of another unit: a source that announced this one, a quotation split off before it."""
        units = self._units
        first, last = 0, len(units) - 1
        while first < last:  # the last unit that begins at the word or before it: of many, found by halves
            middle = (first + last + 1) // 2
            if units[middle].low <= index:
                first = middle
            else:
                last = middle - 1
        position = units[first].start
        for place in range(units[first].low, index):
            position = self.text.find(self.words[place], position) + len(self.words[place])
        self._starts[index] = position = self.text.find(self.words[index], position)
        return position

    def end(self, index: int) -> int:
        """Where a word of the unit ends."""
        start = self.start(index)
        return (
            start + len(self.words[index]) if self.tags[index] != QUOTATION else self._quotation_ends.get(start, start)
        )

    def may_look(self) -> bool:
        """Whether the whole text may be searched once more: an article has a headline or two."""
        self._looks += 1
        return self._looks <= _MOST_LOOKS

    def goes_on(self, index: int) -> bool:
        """Whether a quotation begins with a small letter: the sentence began before it."""
        return self.words[index][0] == _LOWER_MASK

    def capital(self, index: int) -> bool:
        """Whether a token begins with a capital."""
        return self.words[index][0].isupper()


def mask_quotations(text: str, quotations: list[Quotation]) -> str:
    """The text with every quotation replaced by a filler of the same length, so that offsets stay.

    Punctuation that closes the quoted words goes behind the filler: ``"A," he said`` and ``"A", he said`` read alike.
    Apostrophes become straight ones.
    """
    parts = []
    position = 0
    for mark in (_MASK, _LOWER_MASK, _BOUNDARY):
        if mark in text:
            text = text.replace(mark, " ")
    text = text.replace("’", "'")
    for quotation in quotations:
        start, end = quotation.start, quotation.end
        parts.append(text[position:start])
        last = end - 1
        while last > start and text[last] in _CLOSING_MARKS:
            last -= 1
        stop = text[last] if text[last] in _CLOSING_PUNCTUATION and last > start else ""
        letter = start
        while letter < end and not text[letter].isalnum():
            letter += 1
        first = _LOWER_MASK if letter < end and text[letter].islower() else _MASK
        parts.append(first + (_MASK * (end - start - len(stop) - 1)) + stop)
        position = end
    parts.append(text[position:])
    return "".join(parts)


def split_units(masked: str, units: list[Unit]) -> list[str]:
    """The words of all units, with a boundary behind those of each unit, and where among them they are."""
    words: list[str] = _TOKEN.findall("".join([masked[unit.start : unit.end] + _BOUNDARY for unit in units]))
    words.append(_BOUNDARY)
    low = 0
    for unit in units:
        high = words.index(_BOUNDARY, low)
        unit.low, unit.high = low, min(high, low + _LONGEST)
        low = high + 1
    return words


def choose_words(words: list[str], units: list[Unit]) -> list[str]:
    """The words of the units worth reading, which learn where among these theirs are; other units have none.

    Beside units with a cue, a quotation or a title there are those before a quotation: whoever acts there may speak.
    """
    chosen: list[str] = []
    quoted = False  # the unit before holds a quotation
    for unit in units:
        low, high = unit.low, unit.high
        unit.low = len(chosen)
        if low < high and (
            unit.places
            or unit.quoted
            or unit.role == "title"
            or words[high - 1] == ":"
            or words[high + 1][0] in _MASKS
            or (quoted and words[low] in _DASHES)  # a byline behind a quotation
        ):
            chosen += words[low:high]
        unit.high = len(chosen)
        quoted = unit.quoted
    return chosen
