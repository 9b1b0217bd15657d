"""A nickname inside a name: *Thomas "Tam" Okell*, *Anna (Nan) Firth*. It is part of the name, and no speech."""

import re
from collections.abc import Iterator
from typing import Final

_WORD: Final = r"[A-Z][a-z]+(?:[-'’][A-Z]?[a-z]+)?"
_WORDS: Final = rf"(?:[Tt]he )?{_WORD}(?: {_WORD})?"
_OPENS: Final = "[\"“”‘'(]"  # a pattern that begins with a set is searched for several times as fast
# Between marks or brackets of one kind, no punctuation inside; what follows is the rest of the name.
_INSIDE: Final = rf"(?:(?<=[\"“”]){_WORDS}[\"“”]|(?<=[‘']){_WORDS}['’]|(?<=\(){_WORD}\)) (?=[A-Z])"
NICKNAME: Final = _OPENS + _INSIDE
_INSIDE_NAME: Final = re.compile(rf"{_OPENS}(?<=[a-z.] .){_INSIDE}(?={_WORD})")
_ALONE: Final = re.compile(NICKNAME)
_BEFORE: Final = re.compile(r"\b[A-Z](?:[a-z]+|\.) $")
_LONGEST_BEFORE: Final = 20  # characters of the given name that are looked at
_MARKS: Final = frozenset("\"“”‘'(")


def nicknames(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Nicknames of a stretch of the text, each with its marks and the space behind it."""
    for match in _INSIDE_NAME.finditer(text, start, end):
        if _BEFORE.search(text, max(start, match.start() - _LONGEST_BEFORE), match.start()):
            yield match.span()


def without_nickname(name: str) -> str:
    """A name without the nickname inside it."""
    return name if _MARKS.isdisjoint(name) else _ALONE.sub("", name)
