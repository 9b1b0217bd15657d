"""The source of a verb that has no subject of its own: a participle, a coordinated verb, an infinitive."""

from typing import Final

from transforms.annotations.attribution.found import Found, Span
from transforms.annotations.attribution.mentions import (
    Subject,
    clause_subject,
    phrase_left,
    phrase_right,
    subject_before,
    verb_group_start,
)
from transforms.annotations.attribution.tags import (
    ADVERB,
    AUXILIARY,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    NOMINAL,
    NUMBER,
    OBJECT_PRONOUN,
    OPEN,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    TO,
)
from transforms.annotations.attribution.tokens import Tokens, word_set

_QUOTING: Final = frozenset({"quoted", "quotes", "quoting", "cited", "citing", "cites"})
_DOCUMENTS: Final = word_set("documents")
_MAKING: Final = word_set("making_somebody")
_BEFORE_ABSOLUTE: Final = word_set("before_absolute")
_FRONTING: Final = word_set("fronting")
_STANDING_ALONE: Final = word_set("determiners_alone")


def quoted_as(tokens: Tokens, index: int, low: int) -> Subject | None:
    """*The agency quoted Ruiz as saying*: it is Ruiz who says."""
    lower = tokens.lower
    if index - 3 < low or lower[index - 1] != "as":
        return None
    for verb in range(index - 3, max(low - 1, index - 16), -1):
        if lower[verb] in _QUOTING:
            if tokens.tags[verb - 1] == AUXILIARY:  # "Ruiz was quoted by the agency as saying"
                return subject_before(tokens, verb_group_start(tokens, verb, low)[0], low)
            return Subject(verb + 1, index - 1, verb + 1)
    return None


def beside(tokens: Tokens, index: int, low: int, verb: int) -> Subject | None:
    """The source right before a participle: *with voters saying*, *heard Ruiz saying*, *Ruiz later admitting*."""
    if not tokens.tags[index - 1] & (OPEN | NUMBER) and tokens.lower[index - 1] not in _STANDING_ALONE:
        return None
    found = subject_before(tokens, index, low)
    if found is None:
        return None
    absolute = found.first > low and tokens.lower[found.first - 1] in _BEFORE_ABSOLUTE
    named = verb > index and tokens.capital(index - 1)
    return found if absolute or named or tokens.lower[index - 1] in _DOCUMENTS else None


def controlled(tokens: Tokens, to: int, low: int) -> Subject | None:
    """*The vote forced Ruiz to admit*: who is made to say it, or let."""
    last = to - 1
    if last <= low:
        return None
    start = last if tokens.tags[last] & (OBJECT_PRONOUN | PRONOUN) else phrase_left(tokens, last, low)
    for verb in range(max(low, start - 1), last):  # "force Okell to": the phrase may have taken the verb along
        if tokens.lower[verb] in _MAKING:
            return Subject(verb + 1, to, verb + 1)
    return None


def shared_source(tokens: Tokens, low: int, index: int, last: Found | None) -> Span | None:
    """The source of a verb without a subject of its own: that of the verb before, or what leads the sentence."""
    begin = _behind_fronted(tokens, low, index)
    if begin > low and not (last and last.cue[0] >= begin):
        subject = clause_subject(tokens, index, begin)
        return (subject.start, subject.end) if subject else _leading(tokens, begin, index)
    if last and last.speaker:
        return _main_subject(tokens, low, index, last) or last.speaker
    subject = clause_subject(tokens, index, low)
    return (subject.start, subject.end) if subject else _leading(tokens, low, index)


def _main_subject(tokens: Tokens, low: int, index: int, last: Found) -> Span | None:
    """Who acts in the main clause, where the report before stands in another one.

    *Ruiz rebuked critics who say A, adding B*: it is Ruiz who adds. *While some said A, Ruiz kept silent, saying B*.
    """
    source = last.speaker
    if source is None or tokens.tags[index - 1] != COMMA or not tokens.lower[index].endswith("ing"):
        return None
    found: Subject | None = None
    if low < source[0] and source[1] < len(tokens.tags) and tokens.tags[source[1]] == RELATIVE:
        found = clause_subject(tokens, source[0], low)
    elif tokens.tags[low] == SUBORDINATOR:
        end = max(stop for _, stop in [*last.content, last.cue])
        if end < index - 1 and tokens.tags[end] == COMMA:
            found = clause_subject(tokens, index, end)
    return (found.start, found.end) if found and not found.relative else None


def _behind_fronted(tokens: Tokens, low: int, before: int) -> int:
    """Where the main clause begins behind a fronted one: *When Ruiz asked Okell, he laughed and said*; else ``low``."""
    tags = tokens.tags
    opening = low
    while opening < before and tags[opening] & (ADVERB | COMMA | CONJUNCTION | TIME):
        opening += 1
    if tags[opening] != SUBORDINATOR or tokens.lower[opening] not in _FRONTING:
        return low
    for comma in range(before - 2, opening + 1, -1):
        first = comma + 1
        if tags[comma] != COMMA or not (tags[first] & (PRONOUN | DETERMINER) or tokens.capital(first)):
            continue
        end = phrase_right(tokens, first, before)
        is_apposition = tokens.capital(comma - 1) and end < before and tags[end] == COMMA
        if end > first and not is_apposition:
            return first
    return low


def _leading(tokens: Tokens, low: int, before: int) -> Span | None:
    """The noun phrase that leads the unit, as the source of a participle further on."""
    tags = tokens.tags
    position = low
    if tags[position] & (PREPOSITION | SUBORDINATOR | TIME) or (
        tags[position] == OPEN and tokens.lower[position].endswith(("ing", "ed"))
    ):
        # an introductory phrase ends with a comma
        while position < before and tags[position] != COMMA:
            position += 1
        position += 1
    while position < before and tags[position] & (COMMA | CONJUNCTION | ADVERB):
        position += 1
    end = phrase_right(tokens, position, before)
    for place in range(position + 1, end):
        ends = place == end - 1 and tokens.lower[place].endswith("ed") and tags[end] & (CONJUNCTION | PREPOSITION | TO)
        if ends or _acts(tokens, place) or tokens.lower[place] == "neither":
            end = place  # "The coast guard fined the owner and said"
            break
    return (position, end) if end > position else None


def _acts(tokens: Tokens, index: int) -> bool:
    """Whether a word in *-ed* behind a noun is its verb: an object with an article or a name follows."""
    follows = tokens.tags[index + 1] & (DETERMINER | PRONOUN | OBJECT_PRONOUN) != 0
    named = tokens.capital(index + 1) and not tokens.capital(index)
    follows = follows or (named and tokens.tags[index - 1] & NOMINAL != 0)
    return tokens.lower[index].endswith("ed") and tokens.tags[index] == OPEN and follows


def after_participle(tokens: Tokens, end: int, high: int) -> Span | None:
    """*Insisting that ..., Kerry went on*: the source after the content's comma."""
    if end < high and tokens.tags[end] == COMMA:
        stop = phrase_right(tokens, end + 1, high)
        if stop > end + 1:
            return (end + 1, stop)
    return None
