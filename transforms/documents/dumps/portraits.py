"""Portraits of authors that end a text without a box around them: "Jo Roe is a reporter in Port Alder"."""

import re
from typing import Final

from transforms.documents.dumps.lines import PROSE, Lines
from transforms.resources import read_toml

_TAIL: Final = 4  # paragraphs at a text's end among which a portrait stands
_WORDS: Final = range(6, 121)
_REACH: Final = 80  # characters behind the verb in which the author's work is named
_OPENING: Final = re.compile(
    r"(?:The\s)?(?P<name>(?:[A-Z][\w.'’-]*\s){1,3}[A-Z][\w'’-]+)(?:,[^,.]{2,60},)?\s"
    r"(?:is|was|has|covers|covered|writes|wrote|makes|works|worked|joined|reports|serves|lives|hosts|teaches|holds)\b"
)

_WORK: Final = re.compile(rf"\b(?:{'|'.join(read_toml('furniture_bylines.toml')['portrait_words'])})\b", re.IGNORECASE)


def closing_portraits(lines: Lines, solid: list[int]) -> frozenset[int]:
    """Paragraphs at the end of a text that introduce its author.

    Args:
        lines: The lines of the dump.
        solid: The lines of the article's stretch, in order, less its head.

    Returns:
        The paragraphs that begin with a name which the text before does not know, and speak of a journalist's work; and
        those beside them that speak of it, too, and of the same name.
    """
    bodies, kinds, words = lines.bodies, lines.kinds, lines.words
    prose = [index for index in solid if kinds[index] == PROSE]
    if len(prose) <= _TAIL:
        return frozenset()
    tail = prose[-_TAIL:]
    for place, index in enumerate(tail):
        body = bodies[index]
        opening = _OPENING.match(body) if words[index] in _WORDS else None
        if opening is None or _WORK.search(body, opening.end(), opening.end() + _REACH) is None:
            continue
        name = opening["name"]
        surname = name.rsplit(" ", 1)[-1]
        if any(surname in bodies[before] for before in prose[: -_TAIL + place] if bodies[before] != body):
            continue  # the article is about them
        names = name.split()
        around = [
            other
            for other in tail[max(0, place - 1) :]
            if other == index
            or (any(part in bodies[other] for part in (names[0], surname)) and _WORK.search(bodies[other]))
        ]
        return frozenset(around)
    return frozenset()
