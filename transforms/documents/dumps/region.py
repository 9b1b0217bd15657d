"""Where in a dump the article stands: the stretch whose running prose outweighs what interrupts it.

Every line gets a weight: running prose for, furniture, labels and headlines against. A paragraph among paragraphs
counts in full, one between a headline and a label counts little: so teasers of other stories look. The stretch with
the greatest sum is the article.
"""

import re
from collections import Counter
from typing import Final

from transforms.documents.dumps.furniture import Mark
from transforms.documents.dumps.lines import LABEL, PHRASE, PROSE, SAY, Lines
from transforms.documents.dumps.marks import Page

_MAX_GAIN: Final = 45  # words: one endless paragraph must not outweigh an article
_PAGE_WORDS: Final = 150  # a line this long is an article whose breaks were lost
_GAP_COST: Final = 40.0  # the most that what stands between two paragraphs costs: galleries and boxes are long
_CLOSING_WORDS: Final = 22  # a shorter paragraph behind a box may belong to the box
_PUNCTUATION: Final = ".,;:!?\"'“”‘’«»„()"
_LONG_WORD: Final = 6  # letters: shorter words are shared by any two texts
_SHARED: Final = 0.25  # of a paragraph's long words, by their beginnings, that stand in the article, too
_MAX_BOXES: Final = 4  # boxes of other stories that are crossed
_BOX_LINES: Final = 20  # lines of a box of other stories inside an article; a longer one stands below it
_INSIDE_ROLES: Final = frozenset(("subscribe", "advert", "player", "share", "caption", "credit", "alt_text", "other"))
_LONE: Final = 0.3  # share of the gain of a paragraph without a paragraph beside it
_BULLET: Final = 0.4  # share of the gain of a paragraph in a list
_SAY_GAIN: Final = 3.0
_COSTS: Final = {LABEL: 3.0, PHRASE: 4.5, SAY: 2.0}
_TIGHT: Final = 1.6  # a line without blank lines around it is an entry of a list or a card
_MARK_COST: Final = 4.0
_SECTION_COST: Final = 12.0
_LONG_TEXT: Final = 500  # words after which an article may end, whatever its readers write
_TALK_SHARE: Final = 0.6  # more prose than this after "Comments" is the rest of the article, not talk
_GLUE: Final = re.compile(r"[a-z0-9?!][A-Z][a-z ]")
_CARD_START: Final = 20  # characters: a glued headline ends between these
_CARD_END: Final = 130
_CARD_WORDS: Final = 5
_BROKEN_OFF: Final = ("…", "...", "[…]", "[...]")
_SPEECH: Final = "\"“„«‘'"
_MIN_TEASERS: Final = 3  # one paragraph may trail off
_RESUME_WORDS: Final = 30  # a paragraph this long takes the article up again, whatever follows it
_LOOK_AHEAD: Final = 12
_MENU_LABELS: Final = 3  # labels in a row after a section's label: a menu
_NEAR_LINES: Final = 3  # lines between paragraphs of one text: its heading, a picture
_TALK_WORDS: Final = 150  # words of prose before "Comments" opens the comments; earlier it is a link


def sections_of(lines: Lines, marks: list[Mark | None]) -> list[Mark | None]:
    """For each line the section it stands in: teasers, comments, a newsletter box; None where the article may be.

    A section ends where running prose returns: a paragraph followed by a paragraph. A box of another kind than other
    stories ends with a long paragraph, too. Comments end the article, once there was one. Marks that open nothing,
    because a menu follows them, are closed in ``marks``.
    """
    kinds, words, bullets = lines.kinds, lines.words, lines.bullets
    size = len(kinds)
    sections: list[Mark | None] = [None] * size
    following: list[int] | None = None
    current: Mark | None = None
    final = False
    seen = left = 0
    before_prose = -_NEAR_LINES
    for index, mark in enumerate(marks):
        if mark is None:
            if current is None:
                if kinds[index] == PROSE:
                    if index - before_prose <= _NEAR_LINES:
                        seen += words[index]
                    before_prose = index
                continue
            if not final and kinds[index] == PROSE and not bullets[index]:
                if following is None:
                    following = _next_lines(marks)
                after = following[index]
                headline = index > 0 and kinds[index - 1] == PHRASE and marks[index - 1] is None
                if not headline and after < size and kinds[after] <= PHRASE and marks[after] is None:
                    after = following[after]  # a heading stands between two paragraphs
                beside = after < size and kinds[after] >= SAY and marks[after] is None and not bullets[after]
                alone = (current.role != "related" and not headline) or _leaves_list(lines, marks, index)
                if beside or (alone and words[index] >= _RESUME_WORDS):
                    current = None
                    before_prose = index
                    continue
            sections[index] = current
        elif not mark.opens or final:
            sections[index] = current
        elif not _heads_stories(kinds, marks, index):
            marks[index] = Mark(mark.role, mark.rule)
            sections[index] = current
        else:
            current = mark
            if mark.role == "comments" and seen >= _TALK_WORDS:
                left = sum(
                    count
                    for count, kind, other in zip(words[index:], kinds[index:], marks[index:], strict=True)
                    if kind == PROSE and other is None
                )
                final = seen >= _LONG_TEXT or left < seen * _TALK_SHARE
    return sections


def _leaves_list(lines: Lines, marks: list[Mark | None], index: int) -> bool:
    """Whether a paragraph steps out of a list of headlines: set apart from it, and indented no further."""
    if not lines.gaps[index]:
        return False
    before = index - 1
    while before > 0 and marks[before] is not None and marks[before].role == "navigation":  # type: ignore[union-attr]
        before -= 1
    if marks[before] is not None or lines.kinds[before] >= SAY:
        return False
    listed = lines.bullets[before] or not lines.gaps[before]
    return listed and lines.indents[index] <= lines.indents[before]


def _heads_stories(kinds: list[int], marks: list[Mark | None], index: int) -> bool:
    """Whether more than labels follow: the same words stand in menus, where they open nothing."""
    seen = 0
    for after in range(index + 1, min(index + _LOOK_AHEAD, len(kinds))):
        if marks[after] is None:
            if kinds[after] != LABEL:
                return True
            seen += 1
            if seen == _MENU_LABELS:
                return False
    return True


def leave_section(page: Page, title: int) -> None:
    """End the section in which the title stands: whatever a menu opened above does not reach into the article."""
    sections, marks = page.sections, page.marks
    if title < 0 or sections[title] is None:
        return
    for index in range(title, len(sections)):
        mark = marks[index]
        if index > title and mark is not None and mark.opens:
            break
        sections[index] = None


def _next_lines(marks: list[Mark | None]) -> list[int]:
    """For each line the next one that is no furniture by itself; the number of lines where none is."""
    after = size = len(marks)
    following = [size] * size
    for index in range(size - 1, -1, -1):
        following[index] = after
        mark = marks[index]
        if mark is None or mark.opens:
            after = index
    return following


def has_blank_lines(lines: Lines) -> bool:
    """Whether the dump sets paragraphs apart by blank lines: else their absence around a line says nothing."""
    tight = loose = 0
    before = 0
    for kind, gap in zip(lines.kinds, lines.gaps, strict=True):
        if kind == PROSE:
            if gap:
                loose += 1
            elif before == PROSE:
                tight += 1
        before = kind
    return loose >= tight


def find_region(page: Page) -> tuple[int, int]:
    """First and last line of the article's running text; ``(-1, -1)`` where there is none."""
    lines, marks, sections = page.lines, page.marks, page.sections
    kinds, words, bullets, gaps = lines.kinds, lines.words, lines.bullets, lines.gaps
    spaced = page.spaced
    beside = _has_company(page)
    best, first, last = 0.0, -1, -1
    total, start, gap = 0.0, -1, 0.0
    for index, mark in enumerate(marks):
        bounded = sections[index] is None
        if mark is not None:
            if mark.opens:
                weight, bounded = -_SECTION_COST, False
            else:
                weight = -_SECTION_COST if mark.role == "credit" else -_MARK_COST
        elif not bounded:
            weight = -_MARK_COST
        else:
            kind = kinds[index]
            if kind == PROSE:
                count = words[index]
                weight = float(count if count > _PAGE_WORDS else min(count, _MAX_GAIN))
                if bullets[index]:
                    weight *= _BULLET
                elif index in page.teasers or (count <= _PAGE_WORDS and _is_card(lines.bodies[index])):
                    weight = -_COSTS[PHRASE]
                elif index not in beside:
                    weight *= _LONE
            elif kind == SAY and index in beside:
                weight = _SAY_GAIN
            else:
                weight = -_COSTS[kind]
                if bullets[index] or (spaced and not gaps[index]):
                    weight *= _TIGHT
        if total <= 0.0:
            if weight <= 0.0:
                continue
            total, start, gap = 0.0, index, 0.0
        if weight < 0.0:
            # other stories may be many, and each looks a little like an article: their cost has no bound
            if bounded:
                weight = max(weight, min(0.0, -_GAP_COST - gap))
                gap += weight
        elif weight > _SAY_GAIN:
            gap = 0.0
        total += weight
        if total > best:
            best, first, last = total, start, index
    return first, _extend(page, first, last)


def find_teasers(lines: Lines) -> frozenset[int]:
    """Paragraphs that break off with dots after the same number of words, if there are several: teasers, cut to fit."""
    found = [
        index
        for index, kind in enumerate(lines.kinds)
        if kind == PROSE and lines.bodies[index].endswith(_BROKEN_OFF) and lines.bodies[index][0] not in _SPEECH
    ]
    if len(found) < _MIN_TEASERS:
        return frozenset()
    lengths = Counter(lines.words[index] for index in found)
    return frozenset(index for index in found if lengths[lines.words[index]] >= _MIN_TEASERS)


def _is_card(body: str) -> bool:
    """Whether a teaser's headline and text were glued into one line: ``Mayor Opens New BridgeThe mayor …``."""
    found = _GLUE.search(body, _CARD_START, _CARD_END)
    if found is None:
        return False
    words = body[: found.start() + 1].split()
    return len(words) >= _CARD_WORDS and sum(not word[0].islower() for word in words) * 10 >= len(words) * 7


def _has_company(page: Page) -> set[int]:
    """Paragraphs with a paragraph beside them: at most one heading or caption between, furniture not counted."""
    kinds, bullets = page.lines.kinds, page.lines.bullets
    marks, sections = page.marks, page.sections
    company: set[int] = set()
    before, between = -1, 0
    for index, mark in enumerate(marks):
        if mark is not None:
            if mark.opens or mark.role == "credit":
                between += 1
        elif sections[index] is not None:
            between += 1
        elif kinds[index] >= SAY and not bullets[index]:
            if before >= 0 and between <= 1:
                company.add(index)
                company.add(before)
            before, between = index, 0
        elif bullets[index] or kinds[index] == PHRASE or page.is_loose(index):
            between += 1
    return company


def _shares_words(page: Page, first: int, last: int, index: int) -> bool:
    """Whether a paragraph speaks of what the stretch speaks of: names and nouns come again."""
    long_words = [word.strip(_PUNCTUATION) for word in page.lines.bodies[index].split() if len(word) >= _LONG_WORD]
    text = " ".join(page.lines.bodies[first : last + 1])
    return bool(long_words) and sum(word[:_LONG_WORD] in text for word in long_words) >= len(long_words) * _SHARED


def _extend(page: Page, first: int, last: int) -> int:
    """Take up closing paragraphs behind a box: only furniture that may stand inside an article lies between."""
    if last < 0:
        return last
    kinds, words = page.lines.kinds, page.lines.words
    seen = 0
    boxes = 0
    needed = _CLOSING_WORDS
    for index in range(last + 1, len(kinds)):
        seen += 1
        inner = page.marks[index] or page.sections[index]
        if inner is None:
            if kinds[index] != PROSE or words[index] < needed or seen == 1 or page.lines.bullets[index]:
                break
            if needed == _RESUME_WORDS:
                boxes += 1
                if boxes > _MAX_BOXES or not _shares_words(page, first, last, index):
                    break
            last, seen, needed = index, 0, _CLOSING_WORDS
        elif inner.role == "related" and seen < _BOX_LINES:
            needed = _RESUME_WORDS
        elif inner.role not in _INSIDE_ROLES and inner.role != "navigation":
            break
    return last


def running_start(page: Page, first: int) -> int:
    """The first line from ``first`` on with which two paragraphs stand in a row, furniture aside; else ``first``."""
    before = -1
    for index in range(max(first, 0), len(page.marks)):
        mark = page.marks[index]
        if mark is not None and not mark.opens:
            continue
        if page.is_prose(index) and page.is_loose(index):
            if before >= 0:
                return before
            before = index
        else:
            before = -1
    return min(first, len(page.marks) - 1)
