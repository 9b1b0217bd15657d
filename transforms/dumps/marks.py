"""What each line of a dump is by itself: the furniture it matches, the section it stands in, the figure it belongs to.

A mark is evidence from the line and its nearest neighbours. Where the article begins and ends is decided in
``region``; what becomes of a line is decided in ``cleaning``.
"""

import re
from collections import Counter
from collections.abc import Collection
from typing import Final, NamedTuple

from transforms.dumps.furniture import Hit, label_hit, phrase_hits
from transforms.dumps.lines import BLANK, LABEL, PHRASE, PROSE, Lines
from transforms.dumps.recurring import line_hash

_FIGURE_WORDS: Final = re.compile(
    r"\b(?:map|maps|infographic|infographics|graphic|chart|karte|landkarte|infografik|grafik|carte|infographie|mapa|infografía|infográfico"
    r"|mappa|kaart|karta|kart|kort|harita|карта|инфографика)\b",
    re.IGNORECASE,
)
_CREDIT_ALONE: Final = re.compile(
    r"(?:photo|photograph|image|picture|foto|bild|video|illustration|graphic|grafik|crédit|credit)s?"
    r"(?:\s+(?:credit|credits|by|courtesy of|source|caption))?\s*[:|©/]"
    r"|©|\(?photo by\b|\(?image credit|getty images|via reuters|ap photo",
    re.IGNORECASE,
)
_HANDLE: Final = re.compile(r"\(@\w{2,30}\)|^@\w{2,30}\b|pic\.twitter\.com/|https?://t\.co/")
_SLASHED: Final = re.compile(r"\([A-Z][\w.&'’ -]*(?:/[A-Z][\w.&'’ -]*)+\)$")  # "(Agency/Photographer)"
_INITIALS: Final = re.compile(
    r"[a-zäöü]{2,4}(?:/[a-zäöü]{2,4}){0,3}\s*\([^()]{2,60}\)|\([a-zäöü]{2,4}(?:/[a-zäöü]{2,4}){1,3}\)"
)
_SHORT_PROSE: Final = 25  # words: a longer paragraph that merely opens like a prompt is the article's
_LONG_PROMPT: Final = 70  # words: the longest legal and newsletter notices
_CAPTION_WORDS: Final = 75  # words of the longest captions with a credit
_CAPTION_TAIL: Final = 0.45  # a credit stands in this last part of a caption that is long
_SECTION_WORDS: Final = 10  # a line that opens a section is short
_NOTICE_ROLES: Final = frozenset(("legal", "subscribe", "advert", "notice", "author_box", "comments"))
_MANY_HITS: Final = 3  # phrases of furniture in one line: no reporting holds so many
_PICTURE_ROLES: Final = frozenset(("caption", "credit", "alt_text"))
_REPEATS: Final = 3  # a label this often in one dump is furniture ("Article content")
_RESUME_WORDS: Final = 30  # a paragraph this long takes the article up again, whatever follows it


class Mark(NamedTuple):
    """Evidence about one line: a role for the ledger and the rule's name; ``opens`` whether a section begins."""

    role: str
    rule: str
    opens: bool = False


class Page(NamedTuple):
    """A dump's lines with what each is by itself: its mark, the section it stands in, whether blank lines mean much."""

    lines: Lines
    marks: list[Mark | None]
    sections: list[Mark | None]
    spaced: bool

    def is_open(self, index: int) -> bool:
        """Whether nothing speaks against the line: no mark, no section."""
        return self.marks[index] is None and self.sections[index] is None

    def is_prose(self, index: int) -> bool:
        """Whether the line is a paragraph against which nothing speaks."""
        return self.lines.kinds[index] == PROSE and self.is_open(index) and not self.lines.bullets[index]

    def is_loose(self, index: int) -> bool:
        """Whether blank lines or furniture set the line apart, as they do paragraphs; true where the dump has none."""
        return not self.spaced or (self._is_gap(index - 1) and self._is_gap(index + 1))

    def _is_gap(self, index: int) -> bool:
        kinds = self.lines.kinds
        if not 0 <= index < len(kinds) or kinds[index] == BLANK:
            return True
        mark = self.marks[index]
        return mark is not None and mark.role not in _PICTURE_ROLES


def _judge(hits: list[Hit], kind: int, words: int) -> Mark | None:
    """The mark that inner phrases and beginnings give a line, if its length allows it."""
    if len(hits) >= _MANY_HITS and kind == PROSE and hits[0].role == hits[-1].role:
        return Mark(hits[0].role, hits[0].role + "_phrases")
    for hit in hits:
        role = hit.role
        if role == "caption":
            if words <= _CAPTION_WORDS:
                return Mark("caption", "caption_" + hit.how)
        elif role == "credit":
            if words <= _CAPTION_WORDS and (hit.how == "start" or kind != PROSE or words <= _SHORT_PROSE):
                return Mark("credit", "credit_line")
        elif hit.how == "section_start":
            if words <= _SECTION_WORDS and kind != PROSE:
                return Mark(role, role + "_section", opens=True)
        elif kind != PROSE or words <= _SHORT_PROSE:
            if hit.how == "inside" and kind == PROSE and role not in _NOTICE_ROLES:
                continue
            return Mark(role, role + "_" + hit.how)
        elif role in _NOTICE_ROLES and hit.word_count > 1 and words <= _LONG_PROMPT:
            return Mark(role, role + "_" + hit.how)
    return None


def mark_lines(lines: Lines, *, recurring: Collection[str] = ()) -> list[Mark | None]:
    """Mark the lines that a list, a pattern or repetition gives away.

    Args:
        lines: The lines of a dump.
        recurring: Hashes (``line_hash``) of lines known to recur across the outlet's documents.

    Returns:
        One mark or None per line.
    """
    bodies, kinds, words = lines.bodies, lines.kinds, lines.words
    marks: list[Mark | None] = [None] * len(bodies)
    phrases = phrase_hits(bodies)
    counts = Counter(bodies)
    known = frozenset(recurring)
    for index, body in enumerate(bodies):
        kind = kinds[index]
        if kind == BLANK:
            continue
        if kind != PROSE:
            hit = label_hit(body)
            if hit is not None:
                marks[index] = Mark(hit.role, hit.role + "_" + hit.how, hit.opens_section)
                continue
            if kind <= PHRASE and _letterless(body):
                marks[index] = Mark("player", "player_time") if ":" in body else Mark("other", "no_letters")
                continue
            repeats = counts[body]
            if repeats >= _REPEATS and kind == LABEL:
                marks[index] = Mark("other", "repeated_label")
                continue
        if known and line_hash(body, kind) in known:
            marks[index] = Mark("other", "recurring_line")
            continue
        hits = phrases.get(index)
        if hits is not None:
            marks[index] = _judge(hits, kind, words[index])
            if marks[index] is not None:
                continue
        if body[-1] == ")" and words[index] <= _CAPTION_WORDS and _SLASHED.search(body, max(0, len(body) - 90)):
            marks[index] = Mark("caption", "caption_slashed_credit")
            continue
        if kind <= PHRASE:
            if "@" in body or "pic.tw" in body or "t.co/" in body:
                if _HANDLE.search(body):
                    marks[index] = Mark("share", "social_post")
            elif "(" in body and _INITIALS.fullmatch(body):
                marks[index] = Mark("credit", "credit_initials")
    _mark_figures(lines, marks)
    return marks


def _letterless(body: str) -> bool:
    if body[0].isalpha() or body[-1].isalpha():
        return False
    return not any(map(str.isalpha, body))


def _mark_figures(lines: Lines, marks: list[Mark | None]) -> None:
    """Captions that show only by their neighbours: the line before a credit that stands alone, a map's label."""
    bodies, kinds, words = lines.bodies, lines.kinds, lines.words
    for index, mark in enumerate(marks):
        if mark is None:
            if (
                kinds[index] in (LABEL, PHRASE)
                and _FIGURE_WORDS.search(bodies[index])
                and words[index] <= _SECTION_WORDS
            ):
                before = index - 1
                while before >= 0 and kinds[before] == BLANK:
                    before -= 1
                after = index + 1
                while after < len(kinds) and kinds[after] == BLANK:
                    after += 1
                # a heading may speak of a map; a label that is followed by another label is an image's
                if after < len(kinds) and kinds[after] <= PHRASE and before >= 0 and kinds[before] == PROSE:
                    marks[index] = Mark("caption", "figure_label")
            continue
        if mark.role == "caption" and words[index] <= _SECTION_WORDS and _CREDIT_ALONE.match(bodies[index]):
            before = index - 1
            if before >= 0 and kinds[before] != BLANK and marks[before] is None:
                marks[before] = Mark("caption", "caption_before_credit")
                before -= 1
                if before >= 0 and marks[before] is None and kinds[before] in (LABEL, PHRASE):
                    marks[before] = Mark("alt_text", "alt_text_before_caption")
            elif (
                before > 0
                and kinds[before] == BLANK
                and kinds[before - 1] in (LABEL, PHRASE)
                and marks[before - 1] is None
            ):
                marks[before - 1] = Mark("caption", "caption_before_credit")
