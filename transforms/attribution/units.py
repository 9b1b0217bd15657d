"""The stretches that the rules read one by one: sentences, merged where a quotation runs over their boundary."""

from bisect import bisect_left
from typing import Final, NamedTuple

from transforms.attribution.marks import Quotation
from transforms.attribution.tokens import Tokens

_LONGEST: Final = 400  # tokens read of a unit (a quotation is one): more is no prose, and the rules look far ahead


class Sentence(NamedTuple):
    """What attribution needs of a sentence. Offsets are never null here."""

    sentence_id: str
    paragraph_index: int
    role: str
    start: int
    end: int


class Paragraph(NamedTuple):
    """Sentences of one paragraph and role, in order."""

    start: int
    end: int
    role: str
    sentences: list[Sentence]


class Unit(NamedTuple):
    """Token range ``low`` to ``high``, with the position of the paragraph where it ends and that paragraph's role."""

    low: int
    high: int
    paragraph: int
    role: str
    first_paragraph: int  # where it begins, when a quotation runs over several


def paragraphs_of(sentences: list[Sentence]) -> list[Paragraph]:
    """Sentences grouped by paragraph and role."""
    groups: list[list[Sentence]] = []
    previous: tuple[int, str] | None = None
    for sentence in sentences:
        key = (sentence.paragraph_index, sentence.role)
        if key == previous:
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
            previous = key
    return [Paragraph(own[0].start, own[-1].end, own[0].role, own) for own in groups]


def units_of(tokens: Tokens, paragraphs: list[Paragraph], quotations: list[Quotation]) -> list[Unit]:
    """Units in order. One that a quotation carries over into the next paragraph belongs to the later one."""
    units = []
    starts = tokens.starts
    position, count = 0, len(quotations)
    open_start: int | None = None  # where a unit began that goes on into the next paragraph
    low = first = 0
    for index, paragraph in enumerate(paragraphs):
        begin = paragraph.start if open_start is None else open_start
        if open_start is None:
            first = index
        open_start = None
        for sentence in paragraph.sentences:
            end = sentence.end
            while position < count and quotations[position].end <= end:
                position += 1
            if position < count and quotations[position].start < end:
                if end == paragraph.end:
                    open_start = begin
                continue
            low = bisect_left(starts, begin, low)
            high = min(bisect_left(starts, end, low), low + _LONGEST)
            if high > low:
                units.append(Unit(low, high, index, paragraph.role, first))
            begin, first = end, index
    return units
