"""Units within a paragraph that no full stop parts: items of a list, a picture's credit, a date behind a headline."""

import re
from typing import Final

from transforms.annotations.sentences.paragraphs import trim

_PICTURE_CREDIT: Final = re.compile(r"(?<=[\w)”\"])[ ]+((?:Image|Photo|Photograph|Picture|Credit)s?: (?=[A-Z]))")
_DATE: Final = re.compile(
    r"(?<!\bon)(?<!\bfor)(?<!\bby)(?<!\buntil)(?<!\bof)(?<!\bfrom)(?<!\bto)(?<!\band)(?<!\bsince)(?<![,:;–—-])[ ]+"
    r"((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December) \d{1,2}, \d{4}\Z)"  # ``\Z`` is the end of the search
)
_DATE_LENGTH: Final = 30
_BULLETS: Final = {bullet: re.compile(rf"(?<!\S){re.escape(bullet)}(?=\s+[^\W_])") for bullet in "*•●▪"}
_LABEL: Final = re.compile(r"(?:Box|Chart|Figure|Map|Table) \d{1,3}(?:\.\d{1,3})*(?= [A-Z(“])")
_LABEL_STARTS: Final = frozenset("BCFMT")
_ITEM: Final = re.compile(r"([•⁃*]?[ ]?)(\d{1,2}|[a-y])([.)]{1,2})\s")
_ITEM_STARTS: Final = frozenset("0123456789abcdefghijklmnopqrstuvwxy•⁃*")

Spans = list[tuple[int, int]]


def split_units(text: str, sentences: Spans) -> Spans:
    """Part the sentences of one paragraph further."""
    first, end = sentences[0][0], sentences[-1][1]
    start = sentences[-1][0]
    if text.find(":", start, end) >= 0 and (credit := _PICTURE_CREDIT.search(text, start, end)):
        sentences[-1:] = [(start, credit.start()), (credit.start(1), end)]
    elif text[end - 1].isdigit() and (date := _DATE.search(text, max(start, end - _DATE_LENGTH), end)):
        sentences[-1:] = [(start, date.start()), (date.start(1), end)]
    opener = text[first]
    if opener in _ITEM_STARTS and (opening := _ITEM.match(text, first, end)):
        return _split_numbered(text, opening, sentences)
    if opener in _LABEL_STARTS and (label := _LABEL.match(text, first, end)):
        sentences = [(first, label.end()), (label.end() + 1, sentences[0][1]), *sentences[1:]]
    for bullet in "•●▪":
        if text.find(bullet, first + 1, end) >= 0:
            return _split_bullets(text, bullet, sentences)
    return _split_bullets(text, opener, sentences) if opener == "*" else sentences


def _split_bullets(text: str, bullet: str, sentences: Spans) -> Spans:
    begins = _BULLETS[bullet].finditer(text, sentences[0][0] + 1, sentences[-1][1])
    return _cut(text, sentences, {found.start() for found in begins})


def _split_numbered(text: str, opening: re.Match[str], sentences: Spans) -> Spans:
    """Part an inline list, "1. One 2. Two": each item's number must follow from the one before."""
    bullet, label, stop = opening.groups()
    end = sentences[-1][1]
    starts = [sentences[0][0]]
    while label != "z":
        label = str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)
        place = text.find(f" {bullet}{label}{stop} ", starts[-1], end)
        if place < 0:
            break
        starts.append(place + 1)
    if len(starts) == 1:
        return sentences
    # the boundary stands before an item's number, none after it
    width = len(bullet) + len(stop) + 3
    behind = {place + offset for place in starts for offset in range(1, width + 1)}
    return _cut(text, [(low, end) for low, _ in sentences if low not in behind], set(starts))


def _cut(text: str, sentences: Spans, cuts: set[int]) -> Spans:
    """The stretch that the sentences cover, parted at their starts and at the cuts."""
    ordered = sorted({start for start, _ in sentences} | cuts)
    pieces = (trim(text, low, high) for low, high in zip(ordered, [*ordered[1:], sentences[-1][1]], strict=True))
    return [piece for piece in pieces if piece[0] < piece[1]]
