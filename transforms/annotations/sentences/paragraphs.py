"""Paragraphs of a stretch of text: what a line break means."""

from typing import Final

_WRAPPED_LINES: Final = 4  # fewer lines than this cannot show that a paragraph is hard-wrapped
_WRAPPED_WIDTH: Final = (40, 100)  # the widths at which mail and terminals wrap
_WRAPPED_SLACK: Final = 16  # a wrapped line falls short of the width by less than a long word
_CLOSING: Final = "\"”’'»“)]*"
_STOPS: Final = ".!?…。！？।؟۔"
_PROSE_LENGTH: Final = 25  # characters: a time or a rubric with a full stop is shorter
_PROSE_SPACES: Final = 30  # standfirsts and captions without a full stop are shorter


def split_paragraphs(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Offsets of the paragraphs of ``text[start:end]``, trimmed of white space.

    A blank line always parts. A single line break parts unless the line goes on after it: the next line begins in
    lower case or with an ellipsis, the line ends in a comma (before a closing mark, too), or all lines of the
    paragraph are hard-wrapped at one width.
    """
    start, end = trim(text, start, len(text) if end is None else end)
    if start >= end:
        return []
    if text.find("\n", start, end) < 0:  # a block is one paragraph nearly always
        return [(start, end)]
    spans: list[tuple[int, int]] = []
    for lines in _chunks(text, start, end):
        if len(lines) > 1 and _is_wrapped(lines):
            spans.append((lines[0][0], lines[-1][1]))
            continue
        low, high = lines[0]
        for line_start, line_end in lines[1:]:
            if _goes_on(text, low, high, line_start):
                high = line_end
            else:
                spans.append((low, high))
                low, high = line_start, line_end
        spans.append((low, high))
    return spans


def is_prose(text: str, start: int, end: int) -> bool:
    """Whether a paragraph ends as sentences do and is no label, or is too long to be anything else."""
    last = end - 1
    while last > start and text[last] in _CLOSING:
        last -= 1
    is_stopped = text[last] in _STOPS and end - start >= _PROSE_LENGTH
    return is_stopped or text.count(" ", start, end) >= _PROSE_SPACES


def _chunks(text: str, start: int, end: int) -> list[list[tuple[int, int]]]:
    """Lines between blank lines, trimmed; no chunk is empty."""
    chunks: list[list[tuple[int, int]]] = [[]]
    while start < end:
        stop = text.find("\n", start, end)
        if stop < 0:
            stop = end
        low, high = trim(text, start, stop)
        if low < high:
            chunks[-1].append((low, high))
        elif chunks[-1]:
            chunks.append([])
        start = stop + 1
    return [chunk for chunk in chunks if chunk]


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
