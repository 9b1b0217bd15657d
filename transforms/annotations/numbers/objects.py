"""What a figure counts: "twelve Veldan soldiers", "340 miles north-west of Kelmore", "40 percent of voters"."""

import re
from typing import Final, NamedTuple

from transforms.annotations.numbers.lexicon import lexicon
from transforms.annotations.speakers.lexicon import plain_word

_WORD: Final = re.compile(r"[ \u00a0-](?=[\w])([\w][\w’'.]*(?:-[\w’']+)*)")
_MOST_WORDS: Final = 5  # of a noun phrase behind a figure
_OF: Final = re.compile(r" of (?:(?:the|all|its|their|his|her|those|these|our) )?(?=\w)")
_FOR: Final = re.compile(r" (?:in|for|on|worth of|of) (?:(?:the|an?|its|their|his|her) )?(?=[\w])")
_MOST_COMPLEMENT: Final = 3  # words of what a share or a sum is of
_PLACE: Final = re.compile(
    r" (?:(?:to the |due )?((?:north|south)?[ -]?(?:east|west|north|south))(?:ern)? )?"
    r"(?:of|from|away from|outside|inside|off|into|long|wide|high|tall|deep|above)\b"
    r"(?: (?:the (?:\w+ )?)?([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*|\w+))?"
)
_CONVERTED: Final = re.compile(r" \([^()]{2,25}\)|\)")  # the same in another unit, before or behind
_FATE_BEFORE: Final = 38  # characters before a figure in which a verb says what befell those counted
_FATE_AFTER: Final = 45
_MARKS: Final = ';:.?!,()"“”'
_JOINTS: Final = frozenset({"and", "but", "while", "as", "after", "who", "with", "when", "or"})  # another clause begins
_SINGULARS: Final = {"men": "man", "women": "woman", "children": "child", "lives": "life", "wives": "wife"}


class Object(NamedTuple):
    """What is counted: where its words stand behind the figure, and the key under which figures are compared.

    ``end`` is the length of the words behind the figure, 0 where nothing is said.
    """

    start: int
    end: int
    key: str


NOTHING: Final = Object(0, 0, "")


def counted_object(text: str, start: int, end: int) -> Object:
    """What a bare number counts.

    Args:
        text: The sentence.
        start: Where the number begins, with what qualifies it.
        end: Where it ends.
    """
    words = lexicon()
    if text[end : end + 1] == "-":  # "a 12-member panel"
        joined = _WORD.match(text, end)
        return Object(end + 1, joined.end(), plain_word(joined.group(1))) if joined else NOTHING
    of = _OF.match(text, end)
    position = begin = of.end() - 1 if of else end
    head, last = "", 0
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, position)
        if match is None:
            break
        word = match.group(1)
        low = plain_word(word).rstrip(".'")
        position = match.end()
        if low in words.stops or low[0].isdigit():
            break
        if low in words.passed:
            continue
        if is_plural(low):
            head, last = low, match.start(1) + len(word.rstrip(".'’"))
            if position != last:
                break
        elif head:
            break
        if text[position : position + 1] not in (" ", "\u00a0", "-", ""):
            break
    first = _skip_blank(text, begin)
    fate = _fate_of(text, start, last or end)
    if not head:
        return NOTHING if not fate else Object(end, end, fate)
    if head in words.anybody or head in words.fates:
        return Object(first, last, words.fates.get(head, fate or _singular(head)))
    return Object(first, last, f"{_singular(head)} {fate}" if fate else _singular(head))


def complement(text: str, end: int) -> Object:
    """What a share, a sum or a time is of: "40 percent of voters", "$3 million in aid"."""
    match = _FOR.match(text, end)
    position = match.end() - 1 if match else end
    if match is None and text[end : end + 1] not in (" ", "-"):
        return NOTHING
    begin, last, key = _skip_blank(text, position), 0, ""
    for _ in range(_MOST_COMPLEMENT):
        found = _WORD.match(text, position)
        low = plain_word(found.group(1)).rstrip(".'") if found else ""
        if found is None or low in lexicon().stops or low in lexicon().months or low[0].isdigit():
            break
        position, last = found.end(), found.start(1) + len(found.group(1).rstrip(".'’"))
        key = low
        if text[last : last + 1] != " " or is_plural(low):
            break
    return Object(begin, last, _singular(key)) if key else NOTHING


def place_of(text: str, end: int) -> Object:
    """Where a distance leads: "north-west of Kelmore", "from the border"."""
    converted = _CONVERTED.match(text, end)
    if converted:
        end = converted.end()
    match = _PLACE.match(text, end)
    if match is None:
        return complement(text, end)
    direction = (match.group(1) or "").replace("-", "").replace(" ", "")
    place = plain_word(match.group(2) or "")
    small = match.group().split()[0] if not direction else ""
    if small in ("of", "from", "away", "outside", "off") or direction:
        small = "from"
    return Object(_skip_blank(text, end), match.end(), " ".join(filter(None, (direction, small, place))))


def _skip_blank(text: str, position: int) -> int:
    return position + 1 if text[position : position + 1] in (" ", "-", "\u00a0") else position


def is_plural(low: str) -> bool:
    """Whether a folded word looks like a plural noun."""
    words = lexicon()
    if low in words.irregular:
        return True
    return (
        low.endswith("s")
        and len(low) > 2
        and not low.endswith(("ss", "ous", "us", "'s"))
        and low not in words.not_plural
    )


def _singular(noun: str) -> str:
    if noun in _SINGULARS:
        return _SINGULARS[noun]
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > len("lies"):
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "xes", "sses")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us")) else noun


def _fate_of(text: str, start: int, end: int) -> str:
    """What befell those counted: told right before the figure, or right behind the noun; empty where nothing is."""
    fates = lexicon().fates
    for word in reversed(text[max(0, start - _FATE_BEFORE) : start].split()):
        low = word.lower()
        if low in _JOINTS or low[-1] in _MARKS or low[0].isdigit():
            break
        if low in fates:
            return fates[low]
    for word in text[end : end + _FATE_AFTER].split():
        low = word.lower().rstrip(_MARKS)
        if low in fates and not low.endswith("ing"):
            return fates[low]
        if low in _JOINTS or word[-1] in _MARKS or word[0].isdigit():
            break
    return ""
