"""Attributions of one article: quotations paired, words tagged, cues read unit by unit, pieces put together."""

from transforms.attribution.link import Attributed, Linker
from transforms.attribution.marks import pair_marks
from transforms.attribution.reading import cue_places, read_unit
from transforms.attribution.tokens import mask_quotations, tokenize
from transforms.attribution.units import Sentence, Unit, paragraphs_of, units_of


def attribute_article(text: str, sentences: list[Sentence]) -> list[Attributed]:
    """Attributions of an article in the order of their cues."""
    paragraphs = paragraphs_of(sentences)
    quotations = pair_marks(text, [(paragraph.start, paragraph.end) for paragraph in paragraphs])
    masked = mask_quotations(text, [(quotation.start, quotation.end) for quotation in quotations])
    tokens = tokenize(masked, {quotation.start: quotation.end for quotation in quotations})
    places = cue_places(tokens)
    linker = Linker(tokens, quotations)
    before: Unit | None = None
    for unit in units_of(tokens, paragraphs, quotations):
        linker.add(unit, read_unit(tokens, unit, before, places))
        before = unit
    return linker.results
