"""How far a word reaches: a negator, a hedge or a governing verb turns what stands near it in its own clause."""

import re
from typing import Final

_WORDS: Final = 6  # a verb with its noun phrase
_LIST: Final = 3  # spaces in a list of two, before its noun
REACH: Final = 60  # that so many words may fill
_BREAK: Final = re.compile(
    r"[,;:.!?()\[\]—–\"“”]|['’](?= )|\b(?:after|although|amid|because|but|despite|since|when|while|without)\b",
    re.IGNORECASE,
)


def is_near(text: str, end: int, start: int, *, commas: int = 0) -> bool:
    """Whether the words between two hits are few and no clause ends among them.

    Args:
        text: The sentence.
        end: Where the first hit ends.
        start: Where the second begins.
        commas: So many commas between them are a list's ("delays steel, tin tariffs").
    """
    if start - end <= 1:
        return True
    if start - end > REACH:
        return False
    between = text[end:start]
    if commas and between.count(" ") <= _LIST:
        between = between.replace(",", "", commas)
    return between.count(" ") <= _WORDS and _BREAK.search(between) is None
