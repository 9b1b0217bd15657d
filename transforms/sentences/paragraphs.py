"""Paragraphs of a stretch of text: what a line break means."""

import re
from typing import Final

_BLANK: Final = re.compile(r"\n[^\S\n]*\n\s*")
_WRAPPED_LINES: Final = 4  # fewer lines than this cannot show that a paragraph is hard-wrapped
_WRAPPED_WIDTH: Final = (40, 100)  # the widths at which mail and terminals wrap
_WRAPPED_SLACK: Final = 16  # a wrapped line falls short of the width by less than a long word


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """Offsets of the paragraphs of a text, trimmed of white space.

    A blank line always parts. A single line break parts unless the line goes on after it: the next line begins in
    lower case or with an ellipsis, the line ends in a comma (before a closing mark, too), or all lines of the
    paragraph are hard-wrapped at one width.
    """
    stripped = text.strip()
    if "\n" not in stripped:  # a block is one paragraph nearly always
        start = text.index(stripped)
        return [(start, start + len(stripped))] if stripped else []
    spans: list[tuple[int, int]] = []
    for chunk_start, chunk_end in _chunks(text):
        lines = _lines(text, chunk_start, chunk_end)
        if len(lines) > 1 and _is_wrapped(lines):
            spans.append((lines[0][0], lines[-1][1]))
            continue
        start, end = lines[0]
        for line_start, line_end in lines[1:]:
            if _goes_on(text, start, end, line_start):
                end = line_end
            else:
                spans.append((start, end))
                start, end = line_start, line_end
        spans.append((start, end))
    return spans


def _chunks(text: str) -> list[tuple[int, int]]:
    """Stretches between blank lines, trimmed."""
    chunks = []
    start = 0
    for gap in _BLANK.finditer(text):
        chunks.append((start, gap.start()))
        start = gap.end()
    chunks.append((start, len(text)))
    trimmed = [trim(text, *chunk) for chunk in chunks]
    return [(a, b) for a, b in trimmed if b > a]


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = []
    while True:
        stop = text.find("\n", start, end)
        if stop < 0:
            lines.append(trim(text, start, end))
            return [line for line in lines if line[1] > line[0]]
        lines.append(trim(text, start, stop))
        start = stop + 1


def _is_wrapped(lines: list[tuple[int, int]]) -> bool:
    if len(lines) < _WRAPPED_LINES:
        return False
    widths = [end - start for start, end in lines]
    widest = max(widths)
    return _WRAPPED_WIDTH[0] <= widest <= _WRAPPED_WIDTH[1] and min(widths[:-1]) >= widest - _WRAPPED_SLACK


def _goes_on(text: str, start: int, end: int, next_start: int) -> bool:
    following = text[next_start]
    if following.islower() or following == "…" or text.startswith("...", next_start):
        return text[end - 1] not in ".!?:"
    last = end - 1
    while last > start and text[last] in "\"”’'»":
        last -= 1
    return text[last] == "," and (last < end - 1 or end - start > _WRAPPED_WIDTH[0])


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
