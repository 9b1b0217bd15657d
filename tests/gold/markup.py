"""Read annotated articles: ``[1 content]``, ``{1 source}``, ``<1 cue>``; a number is an attribution."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_HEAD: Final = re.compile(r"^=== (\S+)\n", re.MULTILINE)
_OPEN: Final = re.compile(r"[\[{<]([0-9]+(?:,[0-9]+)*) ?")
_CLOSE: Final = {"[": "]", "{": "}", "<": ">"}

Span = tuple[int, int]


@dataclass(slots=True)
class Annotation:
    """An attribution: stretches of its content, its cue and its source, in characters of the text."""

    content: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    source: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article without its marks, and its attributions in the order of their numbers."""

    name: str
    text: str
    attributions: list[Annotation]


def read_annotated(path: Path) -> Iterator[Annotated]:
    """The articles of a file; raises ValueError where a mark is not closed or an attribution has no content."""
    parts = _HEAD.split(path.read_text(encoding="utf-8"))[1:]
    for name, marked in zip(parts[::2], parts[1::2], strict=True):
        yield _read(name, marked.strip())


def _read(name: str, marked: str) -> Annotated:
    text: list[str] = []
    length = position = 0
    opened: list[tuple[str, list[int], int]] = []
    found: dict[int, Annotation] = {}
    while position < len(marked):
        start = _OPEN.match(marked, position)
        if start:
            opened.append((marked[position], [int(number) for number in start[1].split(",")], length))
            position = start.end()
            continue
        if opened and marked[position] == _CLOSE[opened[-1][0]]:
            mark, numbers, begin = opened.pop()
            for number in numbers:
                one = found.setdefault(number, Annotation())
                {"[": one.content, "{": one.source, "<": one.cue}[mark].append((begin, length))
            position += 1
            continue
        text.append(marked[position])
        length += 1
        position += 1
    if opened:
        raise ValueError(f"{name}: a mark is not closed")
    for number, one in found.items():
        if not one.content or not (one.cue or one.source):
            raise ValueError(f"{name}: attribution {number} has no content, or neither cue nor source")
    return Annotated(name, "".join(text), [found[number] for number in sorted(found)])
