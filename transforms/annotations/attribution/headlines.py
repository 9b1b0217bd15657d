"""Headlines name their source first (*Ruiz: Bridge open to all*) or last (*Bridge open to all, mayor says*).

What they report is rarely a whole sentence and often in capitals throughout, so neither a finite verb nor the case of a
letter can be asked for; the place of the source, right at the end, is the evidence instead.
"""

from typing import Final

from transforms.annotations.attribution.clauses import has_finite, is_reporting
from transforms.annotations.attribution.cues import Cue
from transforms.annotations.attribution.found import Found, Span
from transforms.annotations.attribution.mentions import phrase_right, verb_group_start
from transforms.annotations.attribution.tags import (
    AUXILIARY,
    CLOSE_BRACKET,
    COLON,
    COMMA,
    CONJUNCTION,
    DASH,
    NUMBER,
    OPEN_BRACKET,
    PREPOSITION,
    QUOTATION,
    STOP,
    SUBORDINATOR,
    TIME,
)
from transforms.annotations.attribution.tokens import Tokens, word_set
from transforms.annotations.attribution.units import Unit

COLON_CUE: Final = Cue(":", "neutral", frames=frozenset({"quote"}))
_KICKERS: Final = word_set("headline_kickers")
_THEMES: Final = word_set("headline_themes")
_STORMS: Final = word_set("headline_storms")
_SOURCES: Final = word_set("headline_sources")
_NO_SOURCES: Final = word_set("headline_labels")
_EXPLAINS: Final = word_set("headline_explainers")
_REPORTS: Final = frozenset({"report", "poll", "analysis", "study", "survey", "editorial"})
_LONGEST_LEAD: Final = 12  # tokens of a name before a headline's colon, with the matter: "Ruiz on the toll"
_PLURALS: Final = word_set("plurals")
_INVERTIBLE: Final = word_set("invertible_cues")
_PRESENT: Final = frozenset({"third", "base"})
_PRESENT_OR_PAST: Final = frozenset({"third", "base", "past"})
_CLAUSAL: Final = frozenset({"bare", "that"})
_GOVERNED: Final = frozenset({"obj", "addr"})  # a past form after a headline's comma is passive: "crews told"
_AFTER_CUE: Final = PREPOSITION | COMMA | TIME | DASH
_LONGEST_SOURCE: Final = 8  # tokens
_SHORTEST_CONTENT: Final = 3  # tokens: fewer are a name that the comma parts from the next one
_SHORTEST_CLAUSE: Final = 2  # tokens of content that a verb in the third person follows: "Bridge safe, mayor says"
_CREDIT: Final = 3  # tokens of an agency in brackets at the very end
_LONGEST_LABEL: Final = 4  # tokens of a label behind a colon, with the colon
_LONGEST_NAME: Final = 4  # tokens of a name that a base form may coordinate: "Mayor Ana Ruiz, unions agree"


def headline_colon(tokens: Tokens, low: int, high: int) -> Found | None:
    """*Ruiz: Bridge open to all*, *Ruiz on the toll: It is dead*: a short name, a colon, a statement."""
    tags, lower = tokens.tags, tokens.lower
    if low + 2 < high and lower[low] in _KICKERS and tags[low + 1] == DASH:
        low += 2  # Exclusive - Ana Ruiz: ...
    for index in range(low + 1, min(high - 2, low + _LONGEST_LEAD)):
        if tags[index] == COLON:
            source = _before_colon(tokens, low, index)
            stop = high
            while stop > index + 2 and tags[stop - 1] == STOP:
                stop -= 1
            if source is None or (stop - index <= _LONGEST_LABEL and lower[stop - 1] in _SOURCES):
                return None  # "Storm season ahead: special report"
            if lower[index + 1] in _EXPLAINS or not _can_speak(tokens, source):
                return None
            return Found([(index + 1, stop)], source, (index, index + 1), COLON_CUE, rule="headline-colon")
        if tags[index] & (COMMA | AUXILIARY | QUOTATION):
            return None
    return None


def _before_colon(tokens: Tokens, low: int, colon: int) -> Span | None:
    """The name before a headline's colon, without the matter or the addressee that it may name, too."""
    lower = tokens.lower
    if colon - low == 1 and lower[low] in {"report", "poll", "study", "survey"}:
        return low, colon
    for end in range(low + 1, min(colon, low + _LONGEST_NAME + 1)):
        if lower[end] in {"on", "to", "at"} and phrase_right(tokens, low, end) == end and tokens.capital(end - 1):
            return None if _is_kicker(lower[low:end]) else (low, end)
    short = colon - low < _LONGEST_SOURCE - 1
    if not short or phrase_right(tokens, low, colon) != colon or _is_kicker(lower[low:colon]):
        return None
    return low, colon


def _can_speak(tokens: Tokens, source: Span) -> bool:
    """Whether the name is that of somebody rather than a theme: *Ruiz:*, *Police:*; not *Harbor fire:*, *Debate:*.

    A theme is a common noun, and the article uses it as one, or does not come back to it at all.
    """
    last = tokens.lower[source[1] - 1]
    if last in _SOURCES or last in _REPORTS or last in _PLURALS:
        return True
    if not tokens.capital(source[1] - 1):
        return False
    if not tokens.may_look():
        return False
    text, word = tokens.text, last.removesuffix("'s").removesuffix("’s")
    if f" {word} " in text or f" {word}," in text or f" {word}." in text:
        return False
    is_alone = "\n" not in text  # a headline without its article: nothing speaks against the name
    return is_alone or text.lower().count(word) > 1


def headline_source(tokens: Tokens, unit: Unit) -> Found | None:
    """*Bridge open to all, mayor says*, *..., says mayor*, *...: report*: a statement, then its source."""
    low, high = unit.low, unit.high
    tags, lower = tokens.tags, tokens.lower
    while high > low and tags[high - 1] == STOP:
        high -= 1
    if high - low > _CREDIT and tags[high - 1] == CLOSE_BRACKET and tags[high - _CREDIT] == OPEN_BRACKET:
        high -= _CREDIT  # (Reuters)
    last = max(low + _SHORTEST_CLAUSE, high - _LONGEST_SOURCE) - 1
    for place in range(high - 2, last, -1):
        tag = tags[place]
        if tag == COLON or (tag == DASH and (lower[place] != "-" or _is_spaced(tokens, unit, place))):
            return _after_mark(tokens, low, place, high)
        if tag == COMMA:
            found = _source_and_cue(tokens, low, place, high) or _cue_and_source(tokens, low, place, high)
            if found:
                return found
    return None


def _is_kicker(words: list[str]) -> bool:
    """Whether what stands before a headline's colon names a kind of text or a matter: *Watch:*, *World Cup:*."""
    if words[0] in _KICKERS or words[0] in _STORMS or words[-1] in _THEMES:
        return True
    return words[-1] in _KICKERS and (words[-1] not in _REPORTS or words[0] in _NO_SOURCES)  # "Special report"


def _is_spaced(tokens: Tokens, unit: Unit, index: int) -> bool:
    tokens.locate(unit)
    start = tokens.start(index)
    return tokens.text[start - 1 : start].isspace()


def _after_mark(tokens: Tokens, low: int, mark: int, high: int) -> Found | None:
    """*Bridge unsafe for a decade: report*, *... - police*."""
    lower = tokens.lower
    if lower[high - 1] not in _SOURCES or phrase_right(tokens, mark + 1, high) != high:
        return None
    if not _NO_SOURCES.isdisjoint(lower[mark + 1 : high]):
        return None
    content = _content(tokens, low, mark)
    if content is None:
        return None
    return Found([content], (mark + 1, high), (mark, mark + 1), COLON_CUE, rule="headline-source")


def _source_and_cue(tokens: Tokens, low: int, comma: int, high: int) -> Found | None:
    """*Bridge open to all, mayor says*."""
    tags = tokens.tags
    for index in range(comma + 2, high):
        entry = is_reporting(tokens, index, _PRESENT_OR_PAST)
        if entry is None or not entry.frames & _CLAUSAL or (entry.form == "past" and entry.frames & _GOVERNED):
            continue
        start, negated, passive = verb_group_start(tokens, index, comma + 1)
        source = (comma + 1, start)
        if passive or phrase_right(tokens, *source) != start or not _speaks(tokens, source, entry):
            continue
        after = phrase_right(tokens, index + 1, high) if "addr" in entry.frames else index + 1
        if after < high and not tags[after] & _AFTER_CUE:
            continue
        content = _content(tokens, low, comma, _SHORTEST_CLAUSE if entry.form == "third" else _SHORTEST_CONTENT)
        if content is None or (entry.form == "base" and _is_name(tokens, content)):
            return None
        return Found([content], source, (index, index + 1), entry, negated=negated, rule="headline-source")
    return None


def _cue_and_source(tokens: Tokens, low: int, comma: int, high: int) -> Found | None:
    """*Bridge open to all, says mayor*; not *Mayor visits bridge, says repairs needed*."""
    entry = is_reporting(tokens, comma + 1, _PRESENT_OR_PAST)
    first = comma + 2
    if entry is None or entry.lemma not in _INVERTIBLE or first >= high or phrase_right(tokens, first, high) != high:
        return None
    named = tokens.capital(high - 1) and not tokens.capital(comma + 1)
    if not named and tokens.lower[high - 1] not in _SOURCES:
        return None
    content = _content(tokens, low, comma)
    if content is None:
        return None
    return Found([content], (first, high), (comma + 1, first), entry, rule="headline-source")


def _speaks(tokens: Tokens, source: tuple[int, int], entry: Cue) -> bool:
    """Whether the noun phrase agrees with the verb and, before a form that is a noun, too, is surely a source."""
    word = tokens.lower[source[1] - 1]
    if entry.like_noun and word not in _SOURCES:
        return False
    if entry.form == "base":
        return word in _PLURALS or word[-1] == "s" or CONJUNCTION in tokens.tags[source[0] : source[1]]
    return True


def _is_name(tokens: Tokens, content: tuple[int, int]) -> bool:
    first, end = content
    return end - first <= _LONGEST_NAME and phrase_right(tokens, first, end) == end and not has_finite(tokens, *content)


def _content(tokens: Tokens, low: int, end: int, shortest: int = _SHORTEST_CONTENT) -> tuple[int, int] | None:
    """What stands before the source, without a kicker; None when it is too short or only opens a sentence."""
    tags, lower = tokens.tags, tokens.lower
    if COLON in tags[low : min(end, low + 4)]:
        colon = tags.index(COLON, low)
        if _is_kicker(lower[low:colon]):
            low = colon + 1
    if end - low < shortest:
        return None
    opens = tags[low] == SUBORDINATOR or (tags[low] == PREPOSITION and tags[low + 1] != NUMBER)
    if opens and not has_finite(tokens, low, end):
        return None  # "After second storm, mayor says": the statement is elsewhere
    return low, end
