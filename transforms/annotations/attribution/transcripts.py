"""Turns of a transcript: *RUIZ: We will rebuild it.*, a name in capitals and a colon before what somebody said."""

import re
from typing import Final

from transforms.annotations.attribution.found import Found, Span
from transforms.annotations.attribution.headlines import COLON_CUE
from transforms.annotations.attribution.link import Attributed
from transforms.annotations.attribution.tokens import word_set
from transforms.annotations.attribution.units import HEADINGS, Paragraph

_TURN: Final = re.compile(
    r"([A-Z][A-Z.'’-]++(?: [A-Z][A-Z.'’-]++){0,3}): (?=[^\s\"“])"
)  # a quotation is another rule's
_NO_NAMES: Final = word_set("headline_kickers") | word_set("headline_labels") | word_set("line_labels")
_CAPITALS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ.'’")
_MARKS: Final = ('"', "“", "''")
_FEWEST: Final = 3  # turns that make a transcript, of two people or more, one of whom speaks twice


def read_turns(text: str, paragraphs: list[Paragraph]) -> list[Attributed]:
    """The turns of an article that is a transcript, or quotes from one; each ends with its paragraph.

    *Q:* and *A:* name nobody and are passed over.
    """
    turns: list[tuple[Span, int]] = []
    names: list[str] = []
    for start, end, role, _ in paragraphs:
        if text[start + 1 : start + 2] not in _CAPITALS or role in HEADINGS:
            continue
        turn = _TURN.match(text, start, end)
        if turn:
            words = turn.group(1).split()
            if _NO_NAMES.isdisjoint(map(str.lower, words)):
                turns.append((turn.span(1), end))
                names.append(words[-1])
    if len(turns) < _FEWEST or not 1 < len(set(names)) < len(names):
        return []
    return [_turn(text, name, end) for name, end in turns]


def _turn(text: str, name: Span, end: int) -> Attributed:
    colon = (name[1], name[1] + 1)
    content = (colon[1] + 1, end)
    kind = "mixed" if any(mark in text[content[0] : end] for mark in _MARKS) else "indirect"
    made = Attributed(Found([], None, (0, 0), COLON_CUE, rule="transcript"), [content], kind, None)
    made.speaker = name
    made.cue = colon
    return made
