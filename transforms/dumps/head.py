"""What stands above an article's text: title, standfirst, byline, date. Found by place and shape, checked by words.

Pages print the head in one order: title, standfirst, names and date, sharing buttons, a picture, the text. The title is
the topmost headline of that stretch; a paragraph before the names or the date is the standfirst.
"""

import re
from collections import Counter
from typing import Final, NamedTuple

from transforms.bylines import opens_byline, people_from_byline
from transforms.cleaned import FoundDate
from transforms.dates import date_phrases
from transforms.dumps.furniture import Mark, label_key
from transforms.dumps.lines import LABEL, PHRASE, PROSE, SAY
from transforms.dumps.marks import Page

_WORD: Final = re.compile(r"\w+")
_SITE_TAIL: Final = re.compile(r"\s+[|•·»]\s+[^|•·»]{2,60}$")
_HAS_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_AWAITS_NAME: Final = frozenset(
    (
        "by",
        "von",
        "par",
        "por",
        "di",
        "door",
        "av",
        "af",
        "author of the article",
        "written by",
        "words by",
        "story by",
        "author",
        "text",
        "autor",
    )
)
_TITLE_LINES: Final = 60  # lines above the text among which the title is looked for: galleries stand between
_HEAD_LINES: Final = 60  # lines below the title that may still be its head
_ABOVE_LINES: Final = 6  # lines above the title in which a date may stand
_TITLE_WORDS: Final = range(2, 33)
_MIN_CHARS: Final = 8  # a shorter line is a label in any script
_PROSE_TITLE: Final = 22  # words of a headline that closes like a sentence
_SIGNED_LINES: Final = 12  # lines between a title and its date or author: a standfirst, a picture, buttons
_MIN_TITLE: Final = 3.0  # a candidate below it is a section's name or a menu entry
_LEAD_CHARS: Final = 2_400  # of the text in which the title's words are looked for
_DATE_WORDS: Final = 16  # a longer line that names a date is prose about it
_FEW_WORDS: Final = 5  # a longer line of names has a sign or a word between them
_LISTED: Final = re.compile(r"[,|·•/–&;]|\b(?:and|und|et|y|e|en|och|og|ja|i|ve)\b|[a-z][A-Z]")
_NAME_WORDS: Final = 16  # a longer line that begins with a name is prose about them
_MIN_STANDFIRST: Final = 5  # words: shorter lines below a title are its section or a label
_MAX_STANDFIRST: Final = 70
_MIN_PARAGRAPH: Final = 18  # words: a shorter paragraph above the names or the date is a caption or a notice
_MIN_SAME: Final = 3  # words that two headlines share at least, to be one


class Head(NamedTuple):
    """The head by line: the standfirst (-1: none), bylines with their people, datelines; the date; the text's start."""

    subtitle: int
    bylines: dict[int, tuple[str, ...]]
    dates: frozenset[int]
    date: FoundDate | None
    first: int


def fold(text: str) -> str:
    """Words of a text, case-folded, joined by blanks."""
    return " ".join(_WORD.findall(text.casefold()))


def _same(left: str, right: str) -> bool:
    """Whether two folded headlines are one: equal words, or one is the other with a site's name after it."""
    if left == right:
        return True
    shorter, longer = sorted((left, right), key=len)
    return (
        len(shorter) * 3 >= len(longer) * 2 and shorter.count(" ") + 1 >= _MIN_SAME and longer.startswith(shorter + " ")
    )


def strip_site(title: str) -> str:
    """A title without a site's name behind a bar or a dot, where what remains is still a headline."""
    found = _SITE_TAIL.search(title)
    return title[: found.start()] if found and title[: found.start()].count(" ") > _MIN_SAME else title


def given_title(page: Page, first: int, title: str) -> tuple[int, frozenset[int]]:
    """The line that says the same as the title from metadata, and its repeats; ``-1`` where none does."""
    lines = page.lines
    wanted = fold(title)
    limit = 2 * len(title) + 20
    opening = wanted[:1]
    hits = [
        index
        for index, body in enumerate(lines.bodies)
        if len(body) <= limit and fold(body[:12])[:1] == opening and _same(fold(body), wanted)
    ]
    if not hits:
        return -1, frozenset()
    above = [index for index in hits if index <= max(first, 0)] or hits[:1]
    return above[-1], frozenset(hits)


def find_title(page: Page, first: int, running: int) -> tuple[int, frozenset[int]]:
    """The line that is the title, and the lines that repeat it; ``-1`` where none looks like one.

    Args:
        page: The dump.
        first: Index of the first line of the article's stretch.
        running: Index of the line from which paragraphs follow one another.
    """
    lines, marks = page.lines, page.marks
    bodies, kinds, words = lines.bodies, lines.kinds, lines.words
    lead = frozenset(_WORD.findall(" ".join(bodies[running : running + 20])[:_LEAD_CHARS].casefold()))
    candidates: list[tuple[float, int, str]] = []
    signed = size = len(bodies)  # the nearest line below that bears a date or an author
    for index in range(running, max(first - _TITLE_LINES, -1), -1):
        count, body, mark, kind = words[index], bodies[index], marks[index], kinds[index]
        if count <= _DATE_WORDS and _signs(body, kind, mark):
            signed = index
        elif kind == LABEL and not page.is_loose(index):
            continue
        elif (
            (mark is None or mark.rule == "caption_before_credit")
            and count in _TITLE_WORDS
            and len(body) > _MIN_CHARS
            and (index <= first or signed < size)
            and (kind != PROSE or (count <= _PROSE_TITLE and signed < size))
        ):
            distance = running - index
            score = _shape_score(page, index) - 0.05 * min(distance, 40)
            if signed - index <= _SIGNED_LINES:
                score += 1.5
            elif signed == size and distance:
                score -= 0.5
            tokens = [token for token in _WORD.findall(body.casefold()) if len(token) > 3]
            if tokens and index != running:
                score += 3.0 * sum(token in lead for token in tokens) / len(tokens)
            candidates.append((score, index, fold(body)))
    if not candidates:
        return -1, frozenset()
    # a headline that comes again, alone or with the site's name, is the page's own
    openings = Counter(" ".join(key.split(" ", 4)[:4]) for _, _, key in candidates)
    ranked = [score + (1.5 if openings[" ".join(key.split(" ", 4)[:4])] > 1 else 0.0) for score, _, key in candidates]
    best = max(range(len(ranked)), key=ranked.__getitem__)
    score, at, key = candidates[best]
    if ranked[best] < _MIN_TITLE:
        return -1, frozenset()
    # a standfirst shares more words with the text than the title above it does
    while best + 1 < len(candidates):
        above_score, above, above_key = candidates[best + 1]
        if above + 1 < at or not page.is_loose(above) or words[above] < _MIN_STANDFIRST or above_score < score - 3.0:
            break
        best, at, key = best + 1, above, above_key
    return at, frozenset(index for _, index, other in candidates if _same(other, key) and len(other) <= len(key) * 1.1)


def _signs(body: str, kind: int, mark: Mark | None) -> bool:
    """Whether a short line bears a date or an author: the title stands above it."""
    if _HAS_YEAR.search(body) is not None and _is_date_line(body):
        return True
    if opens_byline(body):
        return bool(people_from_byline(body))
    return kind == LABEL and mark is None and " " in body and body.istitle() and bool(people_from_byline(body))


def _shape_score(page: Page, index: int) -> float:
    lines = page.lines
    kind, count = lines.kinds[index], lines.words[index]
    score = 2.0 if count >= _MIN_STANDFIRST else -0.5 if count == _TITLE_WORDS[0] else 0.5
    if kind == PROSE:
        score -= 2.5
    elif kind == SAY:
        score -= 0.5
    if lines.bullets[index]:
        score -= 2.0
    if page.is_loose(index) and page.spaced:
        score += 2.5
    elif index == 0 or not page.spaced:
        score += 1.5
    return score


def _is_date_line(body: str) -> bool:
    phrases = date_phrases(body, limit=3)
    return bool(phrases) and sum(phrase.char_end - phrase.char_start for phrase in phrases) * 4 >= len(body)


def names_in_line(body: str, words: int) -> tuple[str, ...]:
    """People whom a line names as a byline does; empty where it is anything else."""
    if opens_byline(body):
        return people_from_byline(body)
    if not 1 < words <= _NAME_WORDS or (words > _FEW_WORDS and _LISTED.search(body) is None):
        return ()
    people = people_from_byline(body)
    if not people or not body.casefold().startswith(people[0].casefold()[:4]):
        return ()
    covered = sum(name.count(" ") + 1 for name in people)
    return people if covered * 2 >= words or any(mark in body for mark in ",|·•/") else ()


def read_head(page: Page, at: int, titles: frozenset[int], first: int, running: int) -> Head:
    """Standfirst, bylines and dates around the title and above the text.

    Args:
        page: The dump.
        at: Index of the title, or -1.
        titles: Indices of the title and its repeats.
        first: Index of the first line of the article's stretch.
        running: Index of the line from which paragraphs follow one another.
    """
    lines, marks = page.lines, page.marks
    bodies, kinds, words, bullets = lines.bodies, lines.kinds, lines.words, lines.bullets
    menu = {body for body, bullet in zip(bodies[: max(at, 0)], bullets, strict=False) if bullet}
    bylines: dict[int, tuple[str, ...]] = {}
    loose_names: dict[int, tuple[str, ...]] = {}
    dates: dict[int, list[tuple[str, FoundDate]]] = {}
    evidence: list[int] = []
    shares = 0
    prose: list[int] = []
    standfirst = -1
    seen = 0
    pending = ""
    start = at if at >= 0 else max(0, first - _ABOVE_LINES)
    for index in range(start, min(max(running, start), start + _HEAD_LINES)):
        if index in titles:
            continue
        kind = kinds[index]
        seen += 1
        body, count, mark = bodies[index], words[index], marks[index]
        label = label_key(body) if kind == LABEL else ""
        found = _dates_of(pending + " " + body if pending and label not in _AWAITS_NAME else body, count, kind)
        if found and (mark is None or mark.role in ("notice", "legal", "share", "player", "credit", "related")):
            dates[index] = found
            evidence.append(index)
            people = names_in_line(body[: _year_start(body)], count)
            if people:
                bylines[index] = people
            pending = ""
        elif label in _AWAITS_NAME or (opens_byline(body + " x") and label in _AWAITS_NAME):
            pending = "by"
            evidence.append(index)
        elif mark is not None and mark.role != "author_box":
            shares += mark.role == "share"
            if shares > 1:
                evidence.append(index)
            pending = body if mark.role == "notice" and kind == LABEL else ""
        else:
            if kind != PROSE or opens_byline(body):
                people = names_in_line(body, count) if body not in menu else ()
                if people and (pending == "by" or opens_byline(body)):
                    bylines[index] = people
                    evidence.append(index)
                elif people:
                    loose_names[index] = people
            if (
                index not in bylines
                and standfirst < 0
                and seen <= 3
                and count >= _MIN_STANDFIRST
                and at >= 0
                and index not in loose_names
            ):
                if page.is_loose(index) and count <= _MAX_STANDFIRST and not bullets[index]:
                    standfirst = index
            elif kind == PROSE and page.is_loose(index):
                prose.append(index)
            pending = ""
    _accept_names((at, standfirst), bylines, loose_names, dates)
    late = [place for place in evidence if place > standfirst]
    late.extend(place for place in bylines if place > standfirst)
    if standfirst >= 0 and kinds[standfirst] in (SAY, PROSE) and not late:
        prose.insert(0, standfirst)
        standfirst = -1
    last_evidence = max(late, default=-1) if standfirst >= 0 else max((*dates, *bylines), default=-1)
    begin = next(
        (place for place in prose if page.is_open(place) and (place > last_evidence or words[place] >= _MIN_PARAGRAPH)),
        running,
    )
    return Head(standfirst, bylines, frozenset(dates), _best_date(dates) or _date_above(page, at), begin)


def _year_start(body: str) -> int:
    phrases = date_phrases(body, limit=1)
    return phrases[0].char_start if phrases else len(body)


def _dates_of(text: str, count: int, kind: int) -> list[tuple[str, FoundDate]]:
    if count > 2 * _DATE_WORDS or _HAS_YEAR.search(text) is None:
        return []
    phrases = date_phrases(text, limit=4)
    if not phrases:
        return []
    if phrases[0].label or (count <= _DATE_WORDS and kind != PROSE and _is_date_line(text)):
        return [(phrase.label, phrase.found) for phrase in phrases]
    return []


def _accept_names(
    above: tuple[int, int],
    bylines: dict[int, tuple[str, ...]],
    loose_names: dict[int, tuple[str, ...]],
    dates: dict[int, list[tuple[str, FoundDate]]],
) -> None:
    """Take lines that are names and nothing else, where a byline would stand: by a date or under the title."""
    known = {name for people in bylines.values() for name in people}
    for index in sorted(loose_names):
        people = loose_names[index]
        if known.issuperset(people):
            bylines[index] = people
            continue
        if known:
            continue
        before, after = index - 1, index + 1
        beside = before in dates or after in dates or before in above
        if beside:
            bylines[index] = people
            known.update(people)


def _best_date(dates: dict[int, list[tuple[str, FoundDate]]]) -> FoundDate | None:
    for wanted in ("published", ""):
        for index in sorted(dates):
            for label, found in dates[index]:
                if label == wanted:
                    return found
    return None


def _date_above(page: Page, at: int) -> FoundDate | None:
    """A date in the few lines above the title: some pages print it there, others print today's date at the top."""
    kinds, words, bodies = page.lines.kinds, page.lines.words, page.lines.bodies
    for index in range(at - 1, max(at - 1 - _ABOVE_LINES, -1), -1):
        if kinds[index] <= PHRASE and words[index] <= _DATE_WORDS:
            found = _dates_of(bodies[index], words[index], kinds[index])
            best = next((date for label, date in found if label != "updated"), None)
            if best is not None:
                return best
    return None
