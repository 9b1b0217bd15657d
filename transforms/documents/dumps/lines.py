"""The lines of a page dump and what their shape says: label, phrase, short sentence, running prose."""

from itertools import pairwise
from typing import Final, NamedTuple

from transforms.documents.dates.finding import starts_with_month

LABEL: Final = 1  # up to four words and no closing stop: a menu entry, a section, a name
PHRASE: Final = 2  # a headline, a heading, a caption, a teaser: longer, still no closing stop
SAY: Final = 3  # closes like a sentence, but is short: "“We are ready,” she said.", or "Click here."
PROSE: Final = 4  # running text

_BULLETS: Final = frozenset("•*+◦▪●■‣⁃○·►▸>»")
_STOPS: Final = frozenset(".!?…。！？।؟۔")
_CLOSERS: Final = "\"'”’»“)]）」』›*_ \t"
_BREAKERS: Final = frozenset(":：|>»)")
_LABEL_WORDS: Final = 4
_PROSE_WORDS: Final = 9  # with a closing stop, fewer words are as often a prompt as a sentence
_LONG_WORDS: Final = 28  # without one: longer than headlines and teasers grow
_MENU_WORDS: Final = 25  # a long line without a comma or a stop per so many words is a menu whose breaks were lost
_SAY_WORDS: Final = 2  # "Read more." is a prompt
_ASKED_WORDS: Final = 20  # a question that stands alone heads a section or a page, more often than it is a paragraph
_JOIN_WORDS: Final = 5  # a shorter line is a label of its own, whatever follows
_CJK_WORD: Final = 2.0  # characters of Chinese, Japanese or Korean script that count as a word
_CJK_FIRST: Final = "\u2e80"  # the scripts that write without spaces begin here
_CJK_MIN: Final = 8  # characters: shorter lines are labels in any script
_WRAPPED_LINES: Final = 12  # fewer lines do not show whether a text was wrapped
_WRAPPED_MAX: Final = 110  # characters: mail and wire formats wrap at 60 to 100
_WRAPPED_MIN: Final = 45
_INDENT: Final = " \t\xa0\u3000"


class Lines(NamedTuple):
    """The lines of a text that are not blank, in parallel lists.

    ``starts`` are offsets of the lines in the text, indentation included; ``bodies`` are stripped of it and of bullets
    (lines of one paragraph joined by a blank); ``gaps`` tells whether a blank line, or the text's start, is above;
    ``indents`` counts the characters of indentation.
    """

    starts: list[int]
    bodies: list[str]
    kinds: list[int]
    words: list[int]
    bullets: list[bool]
    gaps: list[bool]
    indents: list[int]


_Row = tuple[int, str, int, int, bool, bool, int]


def _wide_words(body: str) -> int:
    """Words of a line in a script without spaces, estimated from its letters."""
    wide = sum(1 for char in body if char >= _CJK_FIRST)
    return int(wide / _CJK_WORD) if wide * 2 > len(body) else 0


def _strip_bullet(body: str) -> tuple[str, bool]:
    first = body[0]
    if first in _BULLETS:
        rest = body[1:].lstrip(_INDENT)
        return (rest, True) if not rest or body[1] in _INDENT else (body, False)
    if first in "0123456789":
        head, _, rest = body.partition(" ")
        if len(head) <= 3 and head[-1] in ".)" and head[:-1].isdigit() and rest and not starts_with_month(rest):
            return rest.lstrip(_INDENT), True
    return body, False


def _kind(body: str, count: int) -> int:
    last = body[-1]
    if last in _CLOSERS:
        trimmed = body.rstrip(_CLOSERS)
        last = trimmed[-1] if trimmed else last
        # a comma inside closing quotes ends a line of dialogue
        stopped = last in _STOPS or (last == "," and len(trimmed) < len(body))
    else:
        stopped = last in _STOPS
    if stopped:
        if last in "?!" and count <= _ASKED_WORDS and body[-1] in "?!" and ". " not in body and body[0].isalnum():
            return LABEL if count <= _LABEL_WORDS else PHRASE
        return PROSE if count >= _PROSE_WORDS else (SAY if count > _SAY_WORDS else LABEL)
    if count >= _LONG_WORDS:
        stops = body.count(", ") + body.count(". ") + body.count("，") + body.count("。")
        return PROSE if stops > count // _MENU_WORDS else PHRASE
    if count > _PROSE_WORDS and last in ":：":
        return PROSE
    return LABEL if count <= _LABEL_WORDS else PHRASE


def _is_wrapped(lines: list[str]) -> bool:
    """Whether paragraphs were broken at a fixed width: no line is long, and most lines break off within a sentence."""
    if len(lines) < _WRAPPED_LINES or max(map(len, lines)) > _WRAPPED_MAX:
        return False
    full = broken = 0
    for line, following in pairwise(lines):
        if len(line) >= _WRAPPED_MIN and following and not following.isspace():
            full += 1
            broken += line.rstrip()[-1:] not in _STOPS
    return full * 3 >= len(lines) and broken * 4 >= full * 3


def _goes_on(before: str, body: str, count: int, *, wrapped: bool) -> bool:
    """Whether a line breaks off within a sentence that the next line ends, or dialogue before its speaker."""
    last = before[-1]
    if last in _STOPS:
        return False
    if wrapped or (last in _CLOSERS and len(before) > 1 and before[-2] == ","):
        return True
    return (
        last not in _BREAKERS
        and (body[0].islower() or body[0] in ".…")
        and (count > _LABEL_WORDS or body[-1] in _STOPS)
    )


def _joined(row: _Row, pieces: list[str], words: int) -> _Row:
    """The row of a paragraph that several lines make up."""
    body = " ".join(pieces)
    return (row[0], body, _kind(body, words), words, *row[4:])


def read_lines(text: str) -> Lines:
    """Split a text at its line breaks, join the lines of one paragraph again, and describe each.

    A line goes on with the next, if it breaks off within a sentence: no closing stop, and the next one starts small;
    or dialogue is broken before its speaker (``“We are ready,”`` / ``the mayor said.``).
    """
    rows: list[_Row] = []
    position = 0
    gap = True
    before, before_words = "", 0
    pieces: list[str] = []  # the lines of the paragraph that is under way
    parts = text.split("\n")
    wrapped = _is_wrapped(parts)
    add = rows.append
    for line in parts:
        start = position
        size = len(line)
        position += size + 1
        body = line.strip()
        if not body:
            gap = True
            continue
        count = body.count(" ") + 1
        if not gap and before_words > _JOIN_WORDS and _goes_on(before, body, count, wrapped=wrapped):
            pieces.append(body)
            before = body
            before_words += count
            continue
        if len(pieces) > 1:
            rows[-1] = _joined(rows[-1], pieces, before_words)
        bullet = False
        if not body[0].isalpha():
            body, bullet = _strip_bullet(body)
            if not body:
                gap = True
                pieces = []
                continue
            count = body.count(" ") + 1
        last = body[-1]
        if count <= _LABEL_WORDS and last < _CJK_FIRST and last.isalnum():
            kind = LABEL
        else:
            if last >= _CJK_FIRST and count < _LONG_WORDS and len(body) > _CJK_MIN:
                count = max(count, _wide_words(body))
            kind = _kind(body, count)
        indent = size - len(line.lstrip()) if line[0] in _INDENT else 0
        add((start, body, kind, count, bullet, gap, indent))
        before, before_words, pieces = body, count, [body]
        gap = False
    if not rows:
        return Lines([], [], [], [], [], [], [])
    if len(pieces) > 1:
        rows[-1] = _joined(rows[-1], pieces, before_words)
    return Lines(*map(list, zip(*rows, strict=True)))
