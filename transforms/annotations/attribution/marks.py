"""Pair quotation marks: straight, curly, guillemets, two apostrophes, mixed and missing ones, over several paragraphs.

Single marks are left alone, because they nest inside double ones, stand in headings and look like apostrophes;
only a text that has no double ones and speaks in single ones (*'It will hold,' she said*) is read by those.
"""

import re
from typing import Final

_MARK: Final = re.compile("''(?!')|``|[\"“”„«»＂″]")
# What an apostrophe in front shortens: 'em, 'til, 'n', and 's- or 't of Dutch names. With a capital they begin speech.
_CLIPPED: Final = r"(?:em|til|tis|twas|twere|bout|neath|n|cos|cause|er|un|s(?=-)|t)\b"
_OPENING_SINGLE: Final = rf"(?<![\w'’])[‘'](?=[\w(])(?!{_CLIPPED})"
# Single marks: opening before a word; closing after punctuation, before it, or after a word that is no possessive.
_SINGLE_MARK: Final = re.compile(
    rf"{_OPENING_SINGLE}|(?<=[,.?!…])['’](?!\w)|(?<=\w)['’](?=[,.;:?!])|(?<=[^\Ws])(?<!\s['‘’]n)['’](?=\s)"
)
_OPENS_SPEECH: Final = re.compile(_OPENING_SINGLE)
_CLOSES_SPEECH: Final = re.compile(r"(?<=[,.?!])['’](?!\w)")
_SINGLE_OR_BREAK: Final = re.compile(r"[‘'’\n]")
_SHORTEST_SPEECH: Final = 6  # characters from an opening single mark to the one that closes what is said
_FEWEST_SINGLE: Final = 2  # quotations in straight single marks that make a text one that speaks in them
_DOUBLE_MARKS: Final = ('"', "“", "”", "''", "``", "«", "„", "″")
_SINGLE_CLOSE: Final = re.compile(r"[.!?,]['’](?=\s)")
_ONE_CHARACTER: Final = re.compile('["“”„«»＂″]')
_OPENING: Final = frozenset("“„«") | {"``"}
_CLOSING: Final = frozenset("”»")
# What a paragraph may begin with before the mark that opens a quotation.
_BEFORE_OPENING: Final = frozenset(" \t\n\xa0([{—–-/'‘\u2009\u200b")
_BEFORE_SINGLE: Final = frozenset(_BEFORE_OPENING - {"'", "‘"} | {""})
_AFTER_CLOSING: Final = frozenset(" \t\n\xa0)]}—–-.,;:!?…'’/\u2009\u200b")
# A quotation that nobody closed may run on to the end of its paragraph only when it is this long at most.
_FARTHEST_NEST: Final = 40  # marks looked ahead for the end of a nested quotation
_FARTHEST_CLOSE: Final = 4  # paragraphs looked ahead for the mark that closes a quotation
_LONGEST_UNCLOSED: Final = 1500


class Quotation:
    """A stretch in quotation marks, marks included. ``continues`` the quotation of the paragraph before."""

    __slots__ = ("closed", "continues", "end", "start")

    def __init__(self, start: int, end: int, *, continues: bool, closed: bool) -> None:
        """A quotation that somebody closed, or that ends where its paragraph does."""
        self.start = start
        self.end = end
        self.continues = continues
        self.closed = closed


def _side(text: str, start: int, end: int, mark: str) -> str:
    """``o`` opening, ``c`` closing, ``?`` either, from the mark's shape and what stands round it."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    free_left, free_right = before in _BEFORE_OPENING, after in _AFTER_CLOSING
    if mark in _OPENING:
        # typed with the wrong key: an opening curl at the end of a word
        return "c" if free_right and not free_left else "o"
    if mark in _CLOSING:
        # typed with the wrong key: a closing curl at the start of a word
        return "o" if free_left and not free_right and before in " \n\t\xa0(" else "c"
    if free_left and not free_right:
        return "o"
    if free_right and not free_left:
        return "c"
    return "?"


def speaks_in_single_marks(text: str) -> bool:
    """Whether the text has no double quotation marks and uses single ones in their place."""
    if any(mark in text for mark in _DOUBLE_MARKS):
        return False
    spoken = 0
    opened = -1  # the first mark of the line that may open what is said: the later ones open nothing more
    for match in _SINGLE_OR_BREAK.finditer(text):
        place = match.start()
        if text[place] in "\n‘":
            opened = -1
        if opened < 0:
            opened = place if _OPENS_SPEECH.match(text, place) else -1
        elif place - opened >= _SHORTEST_SPEECH and _CLOSES_SPEECH.match(text, place):
            spoken += 1
            if spoken == _FEWEST_SINGLE or text[opened] == "‘":  # no apostrophe
                return True
            opened = -1
    return False


def _marks_of(text: str, paragraphs: list[tuple[int, int]], *, single: bool) -> list[list[tuple[int, int, str]]]:
    """The marks of each paragraph: start, end, side. One pass over the text."""
    marks: list[list[tuple[int, int, str]]] = [[] for _ in paragraphs]
    place, count = 0, len(paragraphs)
    if not count:
        return marks
    # looking for single characters only is three times as fast
    pattern = _SINGLE_MARK if single else _MARK if "''" in text or "`" in text else _ONE_CHARACTER
    for match in pattern.finditer(text, paragraphs[0][0], paragraphs[-1][1]):
        start, end = match.span()
        while place < count and paragraphs[place][1] <= start:
            place += 1
        if place == count:
            break
        if start >= paragraphs[place][0]:
            if single:
                opens = (
                    end < len(text) and text[end] not in _AFTER_CLOSING and text[start - 1 : start] in _BEFORE_SINGLE
                )
                marks[place].append((start, end, "o" if opens else "c"))
            else:
                marks[place].append((start, end, _side(text, start, end, match.group())))
    return marks


def pair_marks(text: str, paragraphs: list[tuple[int, int]], *, single: bool = False) -> list[Quotation]:
    """Quotations of the paragraphs, in order, without overlap.

    ``single`` is what ``speaks_in_single_marks`` says of the text.

    A quotation left open at the end of a paragraph goes on in the next one when that begins with an opening mark (each
    paragraph gives one quotation, the later ones ``continues``), or when a closing mark comes there before any opening
    one (a quotation broken over lines). Otherwise it ends with its paragraph.
    """
    found: list[Quotation] = []
    marks = _marks_of(text, paragraphs, single=single)
    carried = False  # the paragraph before ended inside a quotation
    open_at: int | None = None
    waits_until = -1  # the paragraph that closes a quotation broken over lines
    for index, (start, end) in enumerate(paragraphs):
        own = marks[index]
        if not own:
            carried = False
            if index >= waits_until:
                open_at = None
            continue
        continues = carried
        carried = False
        depth = 0  # quotations open inside the one that is open
        for place, (mark_start, mark_end, side) in enumerate(own):
            if open_at is None:
                if side == "c" and not _typed_wrong(text, own, place):
                    continue  # nothing is open: a stray mark, or inches
                if side == "?" and text[mark_end : mark_end + 1].isspace() and mark_start != start:
                    continue
                continues = continues and mark_start - start <= 2  # a bracket or a space may come first
                open_at = mark_start
            elif side == "o" and depth == 0 and _nests(own, place):
                depth = 1
            elif side != "o" and depth:
                depth -= 1
            elif side != "o":
                found.append(Quotation(open_at, mark_end, continues=continues, closed=True))
                open_at, continues = None, False
            elif mark_start - open_at > 1:
                # a second opening mark: the first was never closed
                if continues or text[open_at - 1 : open_at].isspace() or open_at == start:
                    cut = _end_of_sentence(text, open_at, mark_start)
                    if cut is not None:
                        found.append(Quotation(open_at, cut, continues=continues, closed=False))
                open_at, continues = mark_start, False
        if open_at is not None:
            following = marks[index + 1] if index + 1 < len(paragraphs) else []
            next_start = paragraphs[index + 1][0] if following else -1
            closing = _closing_paragraph(marks, index)
            if following and following[0][0] - next_start <= 2 and following[0][2] != "c":
                found.append(Quotation(open_at, end, continues=continues, closed=False))
                open_at, carried = None, True
            elif closing:
                waits_until = closing  # broken over lines: stays open
            else:
                if end - open_at <= _LONGEST_UNCLOSED:
                    found.append(Quotation(open_at, end, continues=continues, closed=False))
                open_at = None
    return found


def _closing_paragraph(marks: list[list[tuple[int, int, str]]], index: int) -> int:
    """The next paragraph with marks, if it is near and its first mark closes; else 0."""
    for later in range(index + 1, min(len(marks), index + 1 + _FARTHEST_CLOSE)):
        if marks[later]:
            return later if marks[later][0][2] == "c" else 0
    return 0


def _nests(marks: list[tuple[int, int, str]], place: int) -> bool:
    """Whether an opening mark inside an open quotation opens one within it: both get closed before the next opens."""
    depth = 2
    for _, _, side in marks[place + 1 : place + _FARTHEST_NEST]:
        if side == "o":
            if depth == 1:
                return False
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                return True
    return False


def _typed_wrong(text: str, marks: list[tuple[int, int, str]], place: int) -> bool:
    """Whether a mark that looks closing opens a quotation: one of a pair that both look closing, after a comma."""
    start = marks[place][0]
    before = text[max(0, start - 2) : start].rstrip()[-1:]
    return before in {",", ":"} and place + 1 < len(marks) and marks[place + 1][2] == "c"


def _end_of_sentence(text: str, start: int, end: int) -> int | None:
    """Where an unclosed quotation ends: at a single mark that closes a sentence, else at its last sentence's end."""
    single = _SINGLE_CLOSE.search(text, start, end)
    if single:
        return single.end()
    best = max(text.rfind(stop, start, end) for stop in (". ", "! ", "? ", ", "))
    return best + 1 if best > start else None
