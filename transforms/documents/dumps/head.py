"""What stands above an article's text: standfirst, byline, date. Found by place and shape.

Pages print the head in one order: title, standfirst, names and date, sharing buttons, a picture, the text. A paragraph
before the names or the date is the standfirst; names that stand alone count only beside a date, the title or a "By".
"""

from typing import Final, NamedTuple

from transforms.documents.bylines import opens_byline
from transforms.documents.dates.finding import date_phrases
from transforms.documents.document import FoundDate
from transforms.documents.dumps.furniture import label_key
from transforms.documents.dumps.lines import LABEL, PHRASE, PROSE, SAY
from transforms.documents.dumps.marks import Page
from transforms.documents.dumps.signatures import HAS_YEAR, is_date_line, names_in_line

# A line that is no more than one of these announces the names on the next ones.
_BY_WORDS: Final = "by|von|par|por|di|door|av|af|autor|author|text|written by|words by|story by|author of the article"
_AWAITS_NAME: Final = frozenset(_BY_WORDS.split("|"))
_DATE_ROLES: Final = frozenset(("notice", "legal", "share", "player", "credit", "related", "navigation"))
_HEAD_LINES: Final = 60  # lines below the title that may still be its head
_ABOVE_LINES: Final = 6  # lines above the title in which a date may stand
_NAMES_ABOVE: Final = 3  # lines above the title in which the author may stand, by a date
_DATE_WORDS: Final = 16  # a longer line that names a date is prose about it
_FIRST_LINES: Final = 3  # lines below the title among which the standfirst is
_MIN_STANDFIRST: Final = 5  # words: shorter lines below a title are its section or a label
_MAX_STANDFIRST: Final = 70
_MIN_PARAGRAPH: Final = 18  # words: a shorter paragraph above the names or the date is a caption or a notice
_SUBJECT_LINES: Final = 3
_LONG_PARAGRAPH: Final = 30  # words: longer than captions, so a paragraph even without a blank line
_LABEL_CHARS: Final = 30  # of a label that announces the date on the next line


class Head(NamedTuple):
    """The head by line: the standfirst (-1: none), bylines with their people, datelines; the date; the text's start."""

    subtitle: int
    bylines: dict[int, tuple[str, ...]]
    dates: frozenset[int]
    date: FoundDate | None
    is_update: bool  # the date is that of an update: the page tells no other
    first: int


class _Found:
    """What a walk down the head has come across, by line."""

    def __init__(self) -> None:
        self.bylines: dict[int, tuple[str, ...]] = {}
        self.names: dict[int, tuple[str, ...]] = {}  # lines of names that nothing announces
        self.dates: dict[int, list[tuple[str, FoundDate]]] = {}
        self.times: set[int] = set()  # lines that tell an age ("2 hours ago"), as others tell a date
        self.buttons: list[int] = []
        self.prose: list[int] = []
        self.subtitle = -1


def read_head(
    page: Page, at: int, titles: frozenset[int], span: tuple[int, int], *, day_first: bool | None = None
) -> Head:
    """Standfirst, bylines and dates around the title and above the text.

    Args:
        page: The dump.
        at: Index of the title, or -1.
        titles: Indices of the title and its repeats.
        span: Index of the first line of the article's stretch, and of that from which paragraphs follow one another.
        day_first: How to read 03/04/2031; None leaves such a date out, if its clock does not tell.
    """
    first, running = span
    start = max(0, at - _NAMES_ABOVE) if at >= 0 else max(0, first - _ABOVE_LINES)
    found = _walk(page, at, titles, range(start, min(max(running, start), start + _HEAD_LINES)), day_first=day_first)
    _accept_names(found, at, _subject_words(page, at, running))
    kinds, words = page.lines.kinds, page.lines.words
    signs = [*found.dates, *found.bylines, *found.buttons[1:]]
    late = [place for place in signs if place > found.subtitle]
    if found.subtitle >= 0 and kinds[found.subtitle] in (SAY, PROSE) and not late:
        found.prose.insert(0, found.subtitle)
        found.subtitle = -1
    last_sign = max(late if found.subtitle >= 0 else (*found.dates, *found.bylines), default=-1)
    begin = next(
        (
            place
            for place in found.prose
            if page.is_open(place) and (place > last_sign or words[place] >= _MIN_PARAGRAPH)
        ),
        running,
    )
    date = _first_date(found.dates, "published", "") or _date_above(page, at, day_first=day_first)
    is_update = date is None
    date = date or _first_date(found.dates, "updated")
    return Head(found.subtitle, found.bylines, frozenset(found.dates), date, is_update and date is not None, begin)


def _walk(page: Page, at: int, titles: frozenset[int], span: range, *, day_first: bool | None) -> _Found:
    lines, marks = page.lines, page.marks
    bodies, kinds, words, bullets = lines.bodies, lines.kinds, lines.words, lines.bullets
    menu = {body for body, bullet in zip(bodies[: span.start], bullets, strict=False) if bullet}
    found = _Found()
    announced = False  # a "By" stands above
    label = ""  # "Published" stands above
    for index in span:
        if index in titles:
            continue
        kind, body, mark = kinds[index], bodies[index], marks[index]
        plain = mark is None or mark.rule in ("repeated_label", "no_letters")
        key = label_key(body) if kind == LABEL and len(body) <= _LABEL_CHARS else ""
        if key in _AWAITS_NAME:
            announced, label = True, ""
            continue
        if plain or (mark is not None and mark.role in _DATE_ROLES):
            dates = _dates_of(f"{label} {body}" if label else body, words[index], kind, day_first=day_first)
            if dates:
                found.dates[index] = dates
                people = names_in_line(_before_date(body)) or names_in_line(_after_date(body))
                if people:
                    found.bylines[index] = people
                announced, label = False, ""
                continue
        if not plain:
            if mark is not None and mark.role == "share":
                found.buttons.append(index)
            if mark is not None and mark.rule == "related_line":
                found.times.add(index)
            label = body if mark is not None and mark.role == "notice" and kind == LABEL else ""
            continue
        label = ""
        by = opens_byline(body)
        if (kind != PROSE or by) and body not in menu:
            people = names_in_line(body)
            if people and (announced or by):
                found.bylines[index] = people
                continue
            announced = announced and kind == LABEL
            if people:
                found.names[index] = people
                continue
        if index < at or at < 0:
            continue
        if (
            found.subtitle < 0
            and index - at <= _FIRST_LINES
            and words[index] >= _MIN_STANDFIRST
            and words[index] <= _MAX_STANDFIRST
            and not bullets[index]
            and page.is_loose(index)
        ):
            found.subtitle = index
        elif kind == PROSE and (page.is_loose(index) or words[index] >= _LONG_PARAGRAPH):
            found.prose.append(index)
    return found


def _before_date(body: str) -> str:
    phrases = date_phrases(body, day_first=True, limit=1)
    return body[: phrases[0].char_start].rstrip(" ,|·•-–/(") if phrases else body


def _after_date(body: str) -> str:
    phrases = date_phrases(body, day_first=True, limit=4)
    return body[phrases[-1].char_end :].strip(" ,|·•-–/)") if phrases else ""


def _dates_of(text: str, count: int, kind: int, *, day_first: bool | None) -> list[tuple[str, FoundDate]]:
    if count > 2 * _DATE_WORDS or HAS_YEAR.search(text) is None:
        return []
    phrases = date_phrases(text, day_first=day_first, limit=4)
    if not phrases:
        return []
    if phrases[0].label or (count <= _DATE_WORDS and kind != PROSE and is_date_line(text)):
        return [(phrase.label, phrase.found) for phrase in phrases]
    return []


def _subject_words(page: Page, at: int, running: int) -> str:
    """The title and the first lines of the text: whom they name, the article is about rather than by."""
    bodies = page.lines.bodies
    title = bodies[at] if at >= 0 else ""
    return f" {title} " + " ".join(bodies[running : running + _SUBJECT_LINES])


def _accept_names(found: _Found, at: int, subject: str) -> None:
    """Take lines that are names and nothing else, where a byline would stand: by a date, an age, or under the title."""
    bylines = found.bylines
    signs = found.dates.keys() | found.times
    known = {name for people in bylines.values() for name in people}
    for index in sorted(found.names):
        people = found.names[index]
        if index < at:
            beside = not signs.isdisjoint((index + 1, index + 2))
        else:
            beside = not signs.isdisjoint((index - 1, index + 1)) or index - 1 in (at, found.subtitle)
        about = any(" " + name.rsplit(" ", 1)[-1] in subject for name in people)
        if known.issuperset(people) or (not known and beside and not about):
            bylines[index] = people
            known.update(people)


def _first_date(dates: dict[int, list[tuple[str, FoundDate]]], *labels: str) -> FoundDate | None:
    """The first date with a label, from the first label to the last."""
    for wanted in labels:
        for index in sorted(dates):
            for label, date in dates[index]:
                if label == wanted:
                    return date
    return None


def _date_above(page: Page, at: int, *, day_first: bool | None) -> FoundDate | None:
    """A date in the few lines above the title: some pages print it there, others print today's date at the top."""
    kinds, words, bodies = page.lines.kinds, page.lines.words, page.lines.bodies
    for index in range(at - 1, max(at - 1 - _ABOVE_LINES, -1), -1):
        if kinds[index] <= PHRASE and words[index] <= _DATE_WORDS:
            dates = _dates_of(bodies[index], words[index], kinds[index], day_first=day_first)
            best = next((date for label, date in dates if label != "updated"), None)
            if best is not None:
                return best
    return None
