"""What each line of a dump is by itself: the furniture it matches, the section it stands in, the figure it belongs to.

A mark is evidence from the line and its nearest neighbours. Where the article begins and ends is decided in
``region``; what becomes of a line is decided in ``reading``.
"""

import re
from collections import Counter
from collections.abc import Collection
from typing import Final, NamedTuple

from transforms.documents.bylines import opens_byline
from transforms.documents.dates.finding import date_phrases
from transforms.documents.dumps.furniture import Hit, Mark, label_mark, lower_lines, phrase_hits
from transforms.documents.dumps.lines import LABEL, PHRASE, PROSE, SAY, Lines
from transforms.documents.dumps.recurring import line_hash

_CREDIT_ALONE: Final = re.compile(
    r"(?:photo|photograph|image|picture|foto|bild|video|illustration|graphic|grafik|crédit|credit)s?"
    r"(?:\s+(?:credit|credits|by|courtesy of|source|caption))?\s*[:|©/]"
    r"|©|\(?photo by\b|\(?image credit|getty images|via reuters|ap photo",
    re.IGNORECASE,
)
_HANDLE: Final = re.compile(r"\(@\w{2,30}\)|^@\w{2,30}\b|pic\.twitter\.com/|https?://t\.co/")
_FOLLOW: Final = re.compile(
    r"(?:follow|like|find|join|watch)\s.{2,40}?\s(?:on|auf|sur|en)\s(?:twitter|x|facebook|instagram|google|whatsapp|telegram|linkedin|tiktok|youtube"
    r"|threads|bluesky|apple|flipboard|social media)\b",
    re.IGNORECASE,
)
_SLASHED: Final = re.compile(r"\([A-Z][\w.&'’ -]*(?:/[A-Z][\w.&'’ -]*)+\)$")  # "(Agency/Photographer)"
_INITIALS: Final = re.compile(
    r"[a-zäöü]{2,4}(?:/[a-zäöü]{2,4}){0,3}\s*\([^()]{2,60}\)|\([a-zäöü]{2,4}(?:/[a-zäöü]{2,4}){1,3}\)"
    r"|[a-zäöü]{2,4}(?:/[A-Za-zäöü]{2,10}){1,3}"
)
_PRICE: Final = re.compile(r"[$£€]\d[\d.,]*\s+(?:from|at|bei|chez|en|on)\b")
_CLOCK: Final = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?\s?(?![ap]\.?m|[\d:–-]|Uhr)(?=[^\W\d_])"
)  # a clip's length, a live report's time
_NAME_SLASH: Final = re.compile(
    r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){1,3}\s?/\s?(?:[A-Z]{2,5}|Reuters|Bloomberg|Shutterstock|Xinhua|Anadolu|Getty(?:\sImages)?)"
)  # "Jane Doe / AP"
_VIDEO: Final = re.compile(r"[–—|(\[-]\s?(?:video|audio)[)\]]?$", re.IGNORECASE)
_VIDEO_CHARS: Final = 12
_SHORT_PROSE: Final = 25  # words: a longer paragraph that merely opens like a prompt is the article's
_LONG_PROMPT: Final = 70  # words: the longest legal and newsletter notices
_CAPTION_WORDS: Final = 75  # words of the longest captions with a credit
_CREDIT_CHARS: Final = 90  # of the longest credit in brackets
_SECTION_WORDS: Final = 10  # a line that opens a section is short
_NOTICE_ROLES: Final = frozenset(("legal", "subscribe", "advert", "notice", "author_box", "comments"))
_PICTURE_ROLES: Final = frozenset(("caption", "credit", "alt_text"))
_HINTS: Final = frozenset(("site", "figure"))  # lists that point at a line and give it no role
_SITE_ROLES: Final = frozenset(("site", "legal", "subscribe", "navigation"))  # furniture that may name the site
_MANY_HITS: Final = 3  # phrases of furniture in one line: no reporting holds so many; of notices not two
_REPEATS: Final = 3  # a label this often in one dump is furniture ("Article content")

_TIME: Final = Mark("player", "player_time")
_NO_LETTERS: Final = Mark("other", "no_letters")
_REPEATED: Final = Mark("other", "repeated_label")
_RECURRING: Final = Mark("other", "recurring_line")
_SLASHED_CREDIT: Final = Mark("caption", "caption_slashed_credit")
_FOLLOWED: Final = Mark("share", "share_follow")
_PRICED: Final = Mark("advert", "price_link")
_STAMP: Final = Mark("other", "time_stamp")
_CLIP: Final = Mark("player", "player_clip")
_ADDRESS: Final = Mark("other", "web_address")
_POST: Final = Mark("share", "social_post")
_INITIALS_CREDIT: Final = Mark("credit", "credit_initials")
_CREDIT: Final = Mark("credit", "credit_line")
_NAMED: Final = Mark("credit", "credit_after_label")
_NAMED_CREDIT: Final = Mark("credit", "credit_photographer")
_FIGURE: Final = Mark("caption", "figure_label")
_CAPTION: Final = Mark("caption", "caption_before_credit")
_ALT_TEXT: Final = Mark("alt_text", "alt_text_before_caption")


class Page(NamedTuple):
    """A dump's lines with what each is by itself: its mark, the section it stands in, whether blank lines mean much."""

    lines: Lines
    marks: list[Mark | None]
    sections: list[Mark | None]
    counts: Counter[str]  # how often each line's body stands in the dump
    spaced: bool
    teasers: frozenset[int] = frozenset()  # paragraphs that break off ("…"), where several do

    def is_open(self, index: int) -> bool:
        """Whether nothing speaks against the line: no mark, no section."""
        return self.marks[index] is None and self.sections[index] is None

    def is_prose(self, index: int) -> bool:
        """Whether the line is a paragraph against which nothing speaks."""
        return self.lines.kinds[index] == PROSE and self.is_open(index) and not self.lines.bullets[index]

    def is_loose(self, index: int) -> bool:
        """Whether blank lines or furniture set the line apart, as they do paragraphs; true where the dump has none."""
        if not self.spaced:
            return True
        gaps = self.lines.gaps
        if not gaps[index]:
            mark = self.marks[index - 1]
            # below a caption stands the next picture's text, or a paragraph
            if mark is None or (mark.role in _PICTURE_ROLES and self.lines.kinds[index] != PROSE):
                return False
        after = index + 1
        if after < len(gaps) and not gaps[after]:
            mark = self.marks[after]
            return mark is not None and mark.role not in _PICTURE_ROLES
        return True


def _judge(hits: list[Hit], kind: int, words: int) -> Mark | None:
    """The mark that inner phrases and beginnings give a line, if its length allows it."""
    role = hits[0].mark.role
    if (
        len(hits) > 1
        and kind == PROSE
        and role == hits[-1].mark.role
        and (len(hits) >= _MANY_HITS or role in _NOTICE_ROLES)
    ):
        if role in _HINTS:
            return None
        return Mark(role, role + "_phrases")
    for mark, how, phrase_words in hits:
        role = mark.role
        if role in _HINTS:
            continue
        if role == "caption":
            if words <= _CAPTION_WORDS:
                return mark
        elif role == "credit":
            if words <= _CAPTION_WORDS and (how == "start" or kind != PROSE or words <= _SHORT_PROSE):
                return _CREDIT
        elif how == "section_start":
            if words <= _SECTION_WORDS and kind != PROSE:
                return mark
        elif kind != PROSE or words <= _SHORT_PROSE:
            if how == "inside" and kind == PROSE and role not in _NOTICE_ROLES:
                continue
            return mark
        elif role in _NOTICE_ROLES and phrase_words > 1 and words <= _LONG_PROMPT:
            return mark
    return None


def _shape_mark(body: str, kind: int, words: int) -> Mark | None:
    """The mark that a line's signs give it: brackets, handles, links, prices, clocks."""
    first = body[0]
    if kind <= PHRASE and not first.isalpha():
        if first in "$£€" and _PRICE.match(body):
            return _PRICED
        if first in "0123456789" and _CLOCK.match(body):
            return _STAMP if kind == LABEL else _CLIP
    if body[-1] == ")" and words <= _CAPTION_WORDS and _SLASHED.search(body, max(0, len(body) - _CREDIT_CHARS)):
        return _SLASHED_CREDIT
    if kind <= PHRASE:
        if (first.islower() or first == "(") and (body[-1] == ")" or "/" in body) and _INITIALS.fullmatch(body):
            return _INITIALS_CREDIT
        if "/" in body and _NAME_SLASH.fullmatch(body):
            return _NAMED_CREDIT
        if ("@" in body or "t.co/" in body or "pic.tw" in body) and _HANDLE.search(body):
            return _POST
        if body[-1] in ")]oO" and _VIDEO.search(body, max(0, len(body) - _VIDEO_CHARS)):
            return _CLIP
        if body.startswith(("http://", "https://", "www.")) and " " not in body:
            return _ADDRESS
    return None


def mark_lines(
    lines: Lines, counts: Counter[str], *, recurring: Collection[str] = ()
) -> tuple[list[Mark | None], list[int]]:
    """Mark the lines that a list, a pattern or repetition gives away.

    Args:
        lines: The lines of a dump.
        counts: How often each body stands in the dump.
        recurring: Hashes (``line_hash``) of lines known to recur across the outlet's documents.

    Returns:
        One mark or None per line; and the lines that may name the site.
    """
    bodies, kinds, words = lines.bodies, lines.kinds, lines.words
    marks: list[Mark | None] = [None] * len(bodies)
    lowered = lower_lines(bodies)
    phrases = phrase_hits(lowered)
    known = frozenset(recurring)
    figures: list[int] = []
    sites: list[int] = []
    for index, body in enumerate(bodies):
        kind = kinds[index]
        if kind != PROSE:
            mark = label_mark(lowered[index])
            if mark is not None:
                marks[index] = mark
                continue
            if kind == LABEL:
                if counts[body] >= _REPEATS:
                    marks[index] = _REPEATED
                    continue
                if not (body[0].isalpha() or body[-1].isalpha()) and not any(map(str.isalpha, body)):
                    marks[index] = _TIME if ":" in body else _NO_LETTERS
                    continue
            if kind == LABEL and "/" in body and body[0].islower() and _INITIALS.fullmatch(body):
                marks[index] = _INITIALS_CREDIT
                continue
        if (
            known
            and line_hash(body, kind, heads=_heads_paragraph(lines, index)) in known
            and not _says_who_or_when(body, kind)
        ):
            marks[index] = _RECURRING
            continue
        hits = phrases.get(index)
        if hits is not None:
            marks[index] = _judge(hits, kind, words[index])
            for hit in hits:
                if hit.mark.role == "figure":
                    figures.append(index)
                elif hit.mark.role == "site" and marks[index] is None and _FOLLOW.match(body):
                    marks[index] = _FOLLOWED
                    sites.append(index)
                elif hit.mark.role in _SITE_ROLES or hit.how == "section_start":
                    sites.append(index)
        if marks[index] is None and (
            body[-1] in ")oO" or (kind <= PHRASE and ("@" in body or "/" in body or not body[0].isalpha()))
        ):
            marks[index] = _shape_mark(body, kind, words[index])
    _mark_pictures(lines, marks, figures)
    return marks, sites


def _says_who_or_when(body: str, kind: int) -> bool:
    """Whether a line signs or dates its document. Such lines recur (dates of a month count as one): no furniture."""
    if kind == PROSE:
        return False
    return opens_byline(body) or (any(map(str.isdigit, body)) and bool(date_phrases(body, day_first=True, limit=1)))


def _heads_paragraph(lines: Lines, index: int) -> bool:
    return index + 1 < len(lines.kinds) and lines.kinds[index + 1] == PROSE


def _mark_pictures(lines: Lines, marks: list[Mark | None], figures: list[int]) -> None:
    """Captions that show only by their neighbours: the line before a credit that stands alone, a map's label."""
    bodies, kinds, words, gaps = lines.bodies, lines.kinds, lines.words, lines.gaps
    for index in figures:
        # a heading may speak of a map; a label that is followed by another label is an image's
        if (
            marks[index] is None
            and kinds[index] <= PHRASE
            and words[index] <= _SECTION_WORDS
            and 0 < index < len(kinds) - 1
            and kinds[index + 1] <= PHRASE
            and kinds[index - 1] == PROSE
        ):
            marks[index] = _FIGURE
    has_prose = False
    for index, mark in enumerate(marks):
        if mark is None:
            has_prose = has_prose or (kinds[index] == PROSE and words[index] > _SHORT_PROSE)
        elif mark is _NAMED_CREDIT:
            # the line above is the caption, unless it is one of several paragraphs
            above = index - 1
            if above >= 0 and marks[above] is None and words[above] <= _CAPTION_WORDS:
                single = above == 0 or marks[above - 1] is not None or kinds[above - 1] < SAY
                if not gaps[index] or kinds[above] == PHRASE or (kinds[above] > PHRASE and single):
                    marks[above] = _CAPTION
        elif mark.role in _PICTURE_ROLES and words[index] <= _SECTION_WORDS and index:
            if mark.role == "credit" or not _CREDIT_ALONE.match(bodies[index]):
                continue
            if (
                index + 1 < len(marks)
                and bodies[index][-1] == ":"
                and marks[index + 1] is None
                and kinds[index + 1] <= PHRASE
            ):
                marks[index + 1] = _NAMED  # "Photo:", and on the next line whose it is
            if marks[index - 1] is not None:
                continue
            if not gaps[index]:
                marks[index - 1] = _CAPTION
                if index > 1 and not gaps[index - 1] and marks[index - 2] is None and kinds[index - 2] <= PHRASE:
                    marks[index - 2] = _ALT_TEXT
            elif has_prose and kinds[index - 1] == PHRASE:
                marks[index - 1] = _CAPTION
