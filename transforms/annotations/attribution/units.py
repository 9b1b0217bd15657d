"""The stretches that the rules read one by one: sentences, merged where a quotation runs over their boundary."""

from typing import Final

from transforms.annotations.attribution.marks import Quotation

HEADINGS: Final = frozenset({"title", "subtitle", "heading"})

# What attribution needs of a sentence: its id, paragraph and role, and where it stands. Offsets are never null here.
Sentence = tuple[str, int, str, int, int]
# Where a paragraph stands, its role, and the ends of its sentences.
Paragraph = tuple[int, int, str, list[int]]


class Unit:
    """A stretch of text, ``start`` to ``end``, with the position and role of the paragraph where it ends.

    ``low`` and ``high`` are its tokens, none when there is nothing to read in it; ``places`` are those of the
    words at which a cue may begin. ``first_paragraph`` is where it begins, when a quotation
    runs over several; ``quoted`` whether there is a quotation in it.
    """

    __slots__ = ("end", "first_paragraph", "high", "low", "paragraph", "places", "quoted", "role", "start")

    def __init__(self, start: int, end: int, first_paragraph: int, paragraph: int, role: str, *, quoted: bool) -> None:
        """A unit that has no tokens yet."""
        self.start = start
        self.end = end
        self.first_paragraph = first_paragraph
        self.paragraph = paragraph
        self.role = role
        self.quoted = quoted
        self.low = self.high = 0
        self.places: list[int] = []


def paragraphs_of(sentences: list[Sentence]) -> list[Paragraph]:
    """Sentences grouped by paragraph and role."""
    paragraphs: list[Paragraph] = []
    ends: list[int] = []
    begin = last = 0
    number, role = -1, ""
    for _, own_number, own_role, start, end in sentences:
        if own_number != number or own_role != role or not ends:
            if ends:
                paragraphs.append((begin, last, role, ends))
            begin, number, role, ends = start, own_number, own_role, []
        ends.append(end)
        last = end
    if ends:
        paragraphs.append((begin, last, role, ends))
    return paragraphs


def units_of(paragraphs: list[Paragraph], quotations: list[Quotation]) -> list[Unit]:
    """Units in order. One that a quotation carries over into the next paragraph belongs to the later one."""
    units = []
    position, count = 0, len(quotations)
    last_end = 0  # of the last unit or quotation
    quoted = False
    begin = first = -1  # where a unit began that goes on into the next paragraph
    for index, (start, paragraph_end, role, ends) in enumerate(paragraphs):
        if begin < 0:
            begin, first = start, index
        for end in ends:
            while position < count and quotations[position].end <= end:
                quoted = quoted or quotations[position].start >= begin
                last_end = quotations[position].end
                position += 1
            if position < count and quotations[position].start < end:
                continue
            begin = max(begin, last_end) if not quoted else begin
            if end > begin:
                units.append(Unit(begin, end, first, index, role, quoted=quoted))
            begin, first, quoted = end, index, False
        if begin == paragraph_end:
            begin = -1
    return units
