"""Which line of a dump is the title: by its shape, its place above the byline, the words it shares with the text."""

import functools
import re
from collections import Counter
from typing import Final

from transforms.documents.bylines import opens_byline, people_from_byline
from transforms.documents.dumps.lines import LABEL, PROSE, SAY
from transforms.documents.dumps.marks import Page
from transforms.documents.dumps.signatures import is_date_line
from transforms.text.words import bare_words

_WORD: Final = re.compile(r"\w+")
_SITE_TAIL: Final = re.compile(r"\s+[|•·»]\s+[^|•·»]{2,60}$")
_TITLE_LINES: Final = 90  # lines above the text among which the title is looked for: galleries and boxes stand between
_TITLE_WORDS: Final = range(2, 33)
_SIGN_WORDS: Final = 16  # words of the longest lines that bear a date or an author
_LABEL_WORDS: Final = 4
_PROSE_TITLE: Final = 22  # words of a headline that closes like a sentence
_MIN_CHARS: Final = 8  # a shorter line is a label in any script
_SIGNED_LINES: Final = 12  # lines between a title and its date or author: a standfirst, a picture, buttons
_PATH_SIGNS: Final = (" / ", " » ", " › ", " > ", "›")  # what parts the steps of a path such as Home / News
_MIN_TITLE: Final = 3.0  # a candidate below it is a section's name or a menu entry
_MIN_HEADLINE: Final = 5  # words: headlines are longer than section names
_LEAD_LINES: Final = 20  # lines of the text in which the title's words are looked for
_LEAD_CHARS: Final = 2_400
_MIN_SAME: Final = 3  # words that two headlines share at least, to be one
_OPENING: Final = 4  # words by which repeats of a headline are found

_Candidate = tuple[float, int, str]  # score, index of the line, folded words


def _same(left: str, right: str) -> bool:
    """Whether two folded headlines are one: equal words, or one is the other with a site's name after it."""
    if left == right:
        return True
    shorter, longer = sorted((left, right), key=len)
    return (
        len(shorter) * 3 >= len(longer) * 2 and shorter.count(" ") + 1 >= _MIN_SAME and longer.startswith(shorter + " ")
    )


def is_variant(printed: str, given: str) -> bool:
    """Whether a printed headline is another wording of the given one: half of the words of the shorter are in both."""
    left, right = set(bare_words(printed).split()), set(bare_words(given).split())
    return len(left & right) * 2 >= max(2, min(len(left), len(right)))


def strip_site(title: str) -> str:
    """A title without a site's name behind a bar or a dot, where what remains is still a headline."""
    found = _SITE_TAIL.search(title)
    return title[: found.start()] if found and title[: found.start()].count(" ") > _MIN_SAME else title


def given_title(page: Page, first: int, title: str) -> tuple[int, frozenset[int]]:
    """The line that says the same as the title from metadata, and its repeats; ``-1`` where none does."""
    lines = page.lines
    wanted = bare_words(title)
    limit = 2 * len(title) + 20
    opening = wanted[:1]
    hits = [
        index
        for index, body in enumerate(lines.bodies)
        if len(body) <= limit and bare_words(body[:12])[:1] == opening and _same(bare_words(body), wanted)
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
    bodies = page.lines.bodies
    lead = " " + " ".join(bodies[first : running + _LEAD_LINES])[-_LEAD_CHARS:].casefold()
    candidates = _candidates(page, first, running, lead)
    if not candidates:
        return -1, frozenset()
    # a headline that comes again, alone or with the site's name, is the page's own
    openings = Counter(_opening(key) for _, _, key in candidates)
    ranked = [score + (1.5 if openings[_opening(key)] > 1 else 0.0) for score, _, key in candidates]
    best = max(range(len(ranked)), key=ranked.__getitem__)
    if ranked[best] < _MIN_TITLE:
        return -1, frozenset()
    _, at, key = candidates[_above_standfirst(page, candidates, best, lead)]
    return at, frozenset(index for _, index, other in candidates if _same(other, key) and len(other) <= len(key) * 1.1)


def _opening(key: str) -> str:
    return " ".join(key.split(" ", _OPENING)[:_OPENING])


def _candidates(page: Page, first: int, running: int, lead: str) -> list[_Candidate]:
    """Lines that may be the title, from the text upwards: score, index, folded words."""
    lines, marks = page.lines, page.marks
    bodies, kinds, words = lines.bodies, lines.kinds, lines.words
    candidates: list[_Candidate] = []
    signed = size = len(bodies)  # the nearest line below that bears a date or an author
    for index in range(running, max(first - _TITLE_LINES, -1), -1):
        count, body, mark, kind = words[index], bodies[index], marks[index], kinds[index]
        if count <= _SIGN_WORDS and _signs(body, kind, is_plain=mark is None and not lines.bullets[index]):
            if opens_byline(body) or kind != LABEL or is_date_line(body):
                # what stands between a byline or a date and the text is rarely the title
                candidates = [
                    (score - 1.5 if index + 1 < place < index + 2 * _SIGNED_LINES else score, place, key)
                    for score, place, key in candidates
                ]
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
            if sum(map(str.isdigit, body)) * 4 >= len(body):
                continue  # a date, a clock, a price
            distance = running - index
            score = _shape_score(page, index) - 0.05 * min(distance, 40)
            if signed - index <= _SIGNED_LINES:
                score += 1.5
            elif signed == size and distance:
                score -= 0.5
            if body[0] == "[" or any(body.count(sign) > 1 for sign in _PATH_SIGNS):
                score -= 2.0
            key = bare_words(body)
            tokens = [token for token in key.split() if len(token) > 3]
            if tokens and index != running:
                score += 3.0 * sum(" " + token in lead for token in tokens) / len(tokens)
            candidates.append((score, index, key))
    return candidates


def _above_standfirst(page: Page, candidates: list[_Candidate], best: int, lead: str) -> int:
    """The best candidate, or the title above it: a standfirst shares more words with the text than its title."""
    score, at, _ = candidates[best]
    margin = 4.5 if page.lines.kinds[at] == PROSE else 3.0
    while best + 1 < len(candidates):
        above_score, above, above_key = candidates[best + 1]
        is_near = above + 1 >= at and page.is_loose(above)
        if not is_near or page.lines.words[above] < _MIN_HEADLINE or above_score < score - margin:
            break
        if not any(len(token) > 3 and " " + token in lead for token in above_key.split()):
            break
        best, at = best + 1, above
        margin = 4.5 if page.lines.kinds[at] == PROSE else 3.0
    return best


@functools.lru_cache(maxsize=16_384)  # menus come again on every page of an outlet
def _signs(body: str, kind: int, *, is_plain: bool) -> bool:
    """Whether a short line bears a date or an author: the title stands above it."""
    if is_date_line(body):
        return True
    if opens_byline(body):
        return bool(people_from_byline(body))
    return is_plain and kind == LABEL and " " in body and body.istitle() and bool(people_from_byline(body))


def _shape_score(page: Page, index: int) -> float:
    lines = page.lines
    kind, count = lines.kinds[index], lines.words[index]
    score = 2.0 if count >= _MIN_HEADLINE else -0.5 if count == _TITLE_WORDS[0] else 0.5
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
