"""Attributions of one article: quotations paired, words tagged, cues read unit by unit, pieces put together."""

from bisect import bisect_left
from typing import Final

from transforms.attribution.link import Attributed, Linker
from transforms.attribution.marks import pair_marks, speaks_in_single_marks
from transforms.attribution.reading import cue_places, read_unit, without_quotation
from transforms.attribution.rules import Found
from transforms.attribution.tokens import mask_quotations, tokenize
from transforms.attribution.units import Sentence, Unit, paragraphs_of, units_of

_HEADINGS: Final = frozenset({"title", "subtitle", "heading"})
_NOTHING: Final[list[Found]] = []


def attribute_article(text: str, sentences: list[Sentence]) -> list[Attributed]:
    """Attributions of an article in the order of their cues."""
    paragraphs = paragraphs_of(sentences)
    single = speaks_in_single_marks(text)
    spans = [
        (paragraph.start, paragraph.start if single and paragraph.role in _HEADINGS else paragraph.end)
        for paragraph in paragraphs
    ]
    quotations = pair_marks(text, spans, single=single)
    masked = mask_quotations(text, [(quotation.start, quotation.end) for quotation in quotations])
    tokens = tokenize(masked, {quotation.start: quotation.end for quotation in quotations})
    places = cue_places(tokens)
    quoteless = without_quotation(tokens, places)
    linker = Linker(text, tokens, quotations)
    before: Unit | None = None
    quoted_before = False
    end = len(tokens.tags)
    quoted_places = iter([index for index, tag in enumerate(tokens.tags) if tag == "Q"] if quotations else ())
    begins = -1  # the first quotation that does not stand before the unit
    for unit in units_of(tokens, paragraphs, quotations):
        low, high = unit.low, unit.high
        while begins < low:
            begins = next(quoted_places, end)
        quoted = begins < high
        tried = places if quoted or quoted_before else quoteless
        first = bisect_left(tried, low)
        own = tried[first : bisect_left(tried, high, first)]
        found = read_unit(tokens, unit, before, own) if own or unit.role == "title" else _NOTHING
        linker.add(unit, found, quoted=quoted)
        before, quoted_before = unit, quoted
    return linker.results
