"""Where in a dump the article stands: the stretch whose running prose outweighs what interrupts it.

Every line gets a weight: running prose for, furniture, labels and headlines against. A paragraph among paragraphs
counts in full, one between a headline and a label counts little: so teasers of other stories look. The stretch with
the greatest sum is the article.
"""

from typing import Final

from transforms.dumps.lines import BLANK, LABEL, PHRASE, PROSE, SAY, Lines
from transforms.dumps.marks import Mark, Page

_MAX_GAIN: Final = 45  # words: one endless paragraph must not outweigh an article
_LONE: Final = 0.3  # share of the gain of a paragraph without a paragraph beside it
_BULLET: Final = 0.4  # share of the gain of a paragraph in a list
_SAY_GAIN: Final = 3.0
_COSTS: Final = {LABEL: 3.0, PHRASE: 4.5, SAY: 2.0}
_TIGHT: Final = 1.6  # a line without blank lines around it is an entry of a list or a card
_MARK_COST: Final = 4.0
_SECTION_COST: Final = 12.0
_RESUME_WORDS: Final = 30  # a paragraph this long takes the article up again, whatever follows it
_TALK_WORDS: Final = 150  # words of prose before "Comments" opens the comments; earlier it is a link


def sections_of(lines: Lines, marks: list[Mark | None]) -> list[Mark | None]:
    """For each line the section it stands in: teasers, comments, a newsletter box; None where the article may be.

    A section ends where running prose returns: a paragraph followed by a paragraph, or a long one.
    """
    kinds, words, bullets = lines.kinds, lines.words, lines.bullets
    size = len(kinds)
    sections: list[Mark | None] = [None] * size
    following = _next_lines(kinds)
    current: Mark | None = None
    final = False
    seen = 0
    before = -1
    for index in range(size):
        kind = kinds[index]
        if kind == BLANK:
            continue
        mark = marks[index]
        if mark is not None and mark.opens:
            if not final:
                current = mark
                final = mark.role == "comments" and seen >= _TALK_WORDS
        elif current is not None:
            if not final and kind == PROSE and mark is None and not bullets[index]:
                after = following[index]
                beside = after < size and kinds[after] in (PROSE, SAY) and marks[after] is None and not bullets[after]
                headline = before >= 0 and kinds[before] in (PHRASE, SAY) and marks[before] is None
                if (beside or words[index] >= _RESUME_WORDS) and not (headline and not beside):
                    current = None
            if current is not None:
                sections[index] = current
        if kind == PROSE and mark is None and current is None:
            seen += words[index]
        before = index
    return sections


def _next_lines(kinds: list[int]) -> list[int]:
    size = len(kinds)
    following = [size] * size
    after = size
    for index in range(size - 1, -1, -1):
        following[index] = after
        if kinds[index] != BLANK:
            after = index
    return following


def has_blank_lines(lines: Lines) -> bool:
    """Whether the dump sets paragraphs apart by blank lines: else their absence around a line says nothing."""
    kinds = lines.kinds
    tight = loose = 0
    for index in range(1, len(kinds)):
        if kinds[index] == PROSE:
            before = kinds[index - 1]
            tight += before == PROSE
            loose += before == BLANK
    return loose >= tight


def find_region(page: Page) -> tuple[int, int]:
    """First and last line of the article's running text; ``(-1, -1)`` where there is none."""
    lines, marks, sections, spaced = page
    kinds, words, bullets = lines.kinds, lines.words, lines.bullets
    best, best_span = 0.0, (-1, -1)
    total, start = 0.0, -1
    solid = [index for index, kind in enumerate(kinds) if kind]
    running = [
        kinds[index] >= SAY and marks[index] is None and sections[index] is None and not bullets[index]
        for index in solid
    ]
    running.append(False)
    previous = -2
    for place, index in enumerate(solid):
        kind = kinds[index]
        mark = marks[index]
        if mark is not None:
            weight = -_SECTION_COST if mark.opens else -_MARK_COST
        elif sections[index] is not None:
            weight = -_MARK_COST
        elif kind == PROSE:
            weight = float(min(words[index], _MAX_GAIN))
            if bullets[index]:
                weight *= _BULLET
            if not (running[place + 1] or (place and running[place - 1])):
                weight *= _LONE
        elif kind == SAY and (running[place + 1] or (place and running[place - 1])):
            weight = _SAY_GAIN
        else:
            weight = -_COSTS[kind]
            if bullets[index] or (spaced and previous == index - 1):
                weight *= _TIGHT
        previous = index
        if total <= 0.0:
            total, start = 0.0, index
        total += weight
        if total > best:
            best, best_span = total, (start, index)
    return best_span


def running_start(page: Page, first: int) -> int:
    """The first line from ``first`` on with which two paragraphs stand in a row; ``first`` itself where none do."""
    kinds = page.lines.kinds
    size = len(kinds)
    before = -1
    for index in range(max(first, 0), size):
        if kinds[index] == BLANK:
            continue
        if page.is_prose(index) and page.is_loose(index):
            if before >= 0:
                return before
            before = index
        else:
            before = -1
    return first
