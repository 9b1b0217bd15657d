"""Words of an article with the light tags that the attribution rules read.

No part-of-speech model: closed-class words carry a tag from ``attribution_words.toml``, everything else is open class.
A stretch between quotation marks is one token, so that ``"A. B," she said`` reads like ``Q she said`` and the rules
need not care what was quoted.

Tags: ``d`` determiner, ``n`` subject pronoun, ``o`` object pronoun, ``p`` preposition, ``c`` conjunction, ``s``
subordinator, ``t`` that, ``w`` relative, ``x`` auxiliary, ``T`` to, ``N`` negation, ``a`` adverb, ``y`` time word,
``g`` number, ``Q`` quotation, the punctuation itself (all dashes are ``-``), and the empty string for open-class words.
"""

import re
from itertools import accumulate, repeat
from typing import Final, NamedTuple

from transforms.resources import read_toml

# Letters and digits of a text in lower case, as ranges: a quarter faster than ``\w``.
_WORD: Final = r"a-z0-9_\u00aa\u00b5\u00ba\u00c0-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufdff"
# A word keeps its inner apostrophes, full stops, hyphens, slashes and digit groups; a quotation (masked) is one token.
# No quantifier ever has to give anything back: possessive ones are faster.
_TOKEN: Final = re.compile(rf"([{_WORD}]++(?:['.&/\-][{_WORD}]++|[,:][0-9]++)*+'?+|\ufffc++|\S)")
_MASK: Final = "\ufffc"
_PUNCTUATION: Final = {"–": "-", "—": "-", "―": "-", "[": "(", "]": ")", "…": ".", "!": ".", "?": "."}
_CLOSING_MARKS: Final = frozenset("\"”’»'“＂ \xa0\n")
_CLOSING_PUNCTUATION: Final = frozenset(",.?!;:")
_TAG_NAMES: Final = {
    "determiner": "d",
    "pronoun": "n",
    "object_pronoun": "o",
    "preposition": "p",
    "conjunction": "c",
    "subordinator": "s",
    "that": "t",
    "relative": "w",
    "auxiliary": "x",
    "to": "T",
    "negation": "N",
    "adverb": "a",
    "time": "y",
}


def _load_tags() -> dict[str, str]:
    words = read_toml("attribution_words.toml")
    tags = {mark: mark for mark in ",;:.-()/'"} | _PUNCTUATION
    for name, listed in words["tags"].items():
        tags.update(dict.fromkeys(listed.split(), _TAG_NAMES[name]))
    return tags


_TAGS: Final = _load_tags()
PUNCTUATION: Final = frozenset({",", ".", ";", ":", "-", "(", ")", "'", "/"})
FINITE_VERBS: Final = frozenset(read_toml("attribution_words.toml")["verbs"]["finite"].split())


def word_set(name: str) -> frozenset[str]:
    """A named set of words from ``attribution_words.toml``."""
    return frozenset(read_toml("attribution_words.toml")["sets"][name].split())


class Tokens(NamedTuple):
    """Parallel lists, one entry per token of the article. ``lower`` is the word in lower case, ``’`` as ``'``."""

    text: str  # the masked text that the offsets point into
    lower: list[str]
    tags: list[str]
    starts: list[int]
    quotation_ends: dict[int, int]  # where a quotation ends, by its start

    def end(self, index: int) -> int:
        """Where a token ends."""
        start = self.starts[index]
        return start + len(self.lower[index]) if self.tags[index] != "Q" else self.quotation_ends.get(start, start)

    def capital(self, index: int) -> bool:
        """Whether a token begins with a capital."""
        return self.text[self.starts[index]].isupper()


def mask_quotations(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with every quotation replaced by a filler of the same length, so that offsets stay.

    Punctuation that closes the quoted words goes behind the filler: ``"A," he said`` and ``"A", he said`` read alike.
    """
    parts = []
    position = 0
    for start, end in spans:
        parts.append(text[position:start])
        last = end - 1
        while last > start and text[last] in _CLOSING_MARKS:
            last -= 1
        stop = text[last] if text[last] in _CLOSING_PUNCTUATION and last > start else ""
        parts.append((_MASK * (end - start - len(stop))) + stop)
        position = end
    parts.append(text[position:])
    return "".join(parts)


def tokenize(masked: str, quotation_ends: dict[int, int]) -> Tokens:
    """Tokens of a masked text with offsets into it; ``quotation_ends`` maps where a quotation starts to its end."""
    lowered = masked.lower()
    if len(lowered) != len(masked):  # some capitals have two small letters
        lowered = "".join(small if len(small := char.lower()) == 1 else char for char in masked)
    if "’" in lowered:
        lowered = lowered.replace("’", "'")
    pieces = _TOKEN.split(lowered)
    edges = list(accumulate(map(len, pieces)))
    lower = pieces[1::2]
    tags = list(map(_TAGS.get, lower, repeat("")))
    starts = edges[0:-1:2]
    for index in [index for index, word in enumerate(lower) if word < ":" or word >= _MASK]:
        word = lower[index]
        if word >= _MASK:
            tags[index] = "Q"
        elif word >= "0":
            tags[index] = "g"
    tokens = Tokens(masked, lower, tags, starts, quotation_ends)
    for name, plain in (("US", "us"), ("WHO", "who")):
        if name in masked and plain in lower:
            for index, word in enumerate(lower):
                if word == plain and masked.startswith(name, starts[index]):
                    tags[index] = ""  # the country, the organization
    if "Will " in masked:
        for index, word in enumerate(lower[:-1]):
            if word == "will" and tokens.capital(index) and tokens.capital(index + 1):
                tags[index] = ""  # Will Doyle is no auxiliary
    return tokens
