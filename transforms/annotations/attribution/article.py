"""Attributions of one article: quotations paired, words tagged, cues read unit by unit, pieces put together."""

import re
from typing import Final

from transforms.annotations.attribution.found import Found
from transforms.annotations.attribution.link import Attributed, Linker
from transforms.annotations.attribution.marks import pair_marks, speaks_in_single_marks
from transforms.annotations.attribution.posts import read_posts
from transforms.annotations.attribution.reading import find_cues, read_unit
from transforms.annotations.attribution.tokens import Tokens, choose_words, mask_quotations, split_units
from transforms.annotations.attribution.transcripts import read_sayings, read_turns
from transforms.annotations.attribution.units import HEADINGS, Sentence, Unit, paragraphs_of, units_of
from transforms.text.nicknames import nicknames

_CLOCK: Final = re.compile(r"[0-2]?[0-9][.:][0-5][0-9](?: ?[ap]\.?m\.?)?[ ,:–—-]+(?=[\w\"“‘'])")
# "ARNA (Reuters) - The toll": a place in capitals and perhaps an agency, or any place and an agency in brackets
_DATELINE: Final = re.compile(
    r"(?:[A-Z][A-Z.'’-]{3,30}(?: [A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w.]*){0,2}(?:, \w{3,9}\.? \d{1,2})?"
    r"(?: ?\([A-Z][\w. ]{1,20}\))?"
    r"|[A-Z][\w.'’-]+(?:,? [A-Z][\w.'’-]*){0,3}(?:, \w{3,9}\.? \d{1,2})?"
    r" ?\((?:AFP|ANI|AP|CNN|dpa|IANS|PTI|Reuters|UPI|Xinhua)\))"
    r" ?[-–—_]{1,2} (?=\S)"
)
_NOTHING: Final[list[Found]] = []


def attribute_article(text: str, sentences: list[Sentence]) -> list[Attributed]:
    """Attributions of an article in the order of their cues."""
    paragraphs = [(_first_word(text, start), end, role, ends) for start, end, role, ends in paragraphs_of(sentences)]
    single = speaks_in_single_marks(text)
    spans = [(start, start if single and role in HEADINGS else end) for start, end, role, _ in paragraphs]
    named = [one for start, end, role, _ in paragraphs if role not in HEADINGS for one in nicknames(text, start, end)]
    plain = _blanked(text, named)
    quotations = pair_marks(plain, spans, single=single)
    masked = mask_quotations(plain, quotations)
    units = units_of(paragraphs, quotations)
    words = split_units(masked, units)
    find_cues(words, units)
    tokens = Tokens(masked, choose_words(words, units), units, quotations)
    linker = Linker(text, tokens, quotations)
    before: Unit | None = None
    for unit in units:
        if unit.high == unit.low:
            linker.pass_over(unit)
            before = None
        else:
            reads = unit.places or unit.role == "title"
            linker.add(unit, read_unit(tokens, unit, before) if reads else _NOTHING)
            before = unit
    whole = read_posts(text, paragraphs) if "(@" in text else []
    whole += read_sayings(text, paragraphs) if " SAYING" in text else []
    own = [found for found in linker.results if not any(_holds(one, found) for one in whole)]
    return own + whole + read_turns(text, paragraphs)


def _holds(one: Attributed, found: Attributed) -> bool:
    """Whether an attribution stands inside a post or a turn, whose words are all of one source."""
    signed = one.speaker[1] if one.speaker else 0
    return bool(found.pieces) and one.pieces[0][0] - 1 <= found.pieces[0][0] < max(signed, one.pieces[-1][1])


def _first_word(text: str, start: int) -> int:
    """Where a paragraph's words begin: an entry of a live blog opens with a time, an agency's report with a place."""
    match = _CLOCK.match(text, start) or _DATELINE.match(text, start)
    return match.end() if match else start


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with spaces in place of the spans, so that offsets stay: a name reads as one without its nickname."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
