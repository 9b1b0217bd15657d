"""Content before the source and the cue: *"A," Ruiz said*, *The bridge, officials said, would close*."""

from typing import Final

from transforms.annotations.attribution.clauses import clause_end, has_finite, is_long, reports_within
from transforms.annotations.attribution.complements import skip_adjuncts, skip_phrases
from transforms.annotations.attribution.cues import REPORTING, Cue
from transforms.annotations.attribution.found import Found, Span
from transforms.annotations.attribution.mentions import phrase_right
from transforms.annotations.attribution.phrases import trim
from transforms.annotations.attribution.tags import (
    ADVERB,
    CLOSE_BRACKET,
    COLON,
    COMMA,
    CONJUNCTION,
    DASH,
    OPEN,
    PREPOSITION,
    QUOTATION,
    RELATIVE,
    SEMICOLON,
    STOP,
    SUBORDINATOR,
    THAT,
    TIME,
    TO,
)
from transforms.annotations.attribution.tokens import Tokens, word_set

_FRONTING: Final = word_set("fronting")
_ASPECTUAL: Final = word_set("aspectual_cues")
_PARTS: Final = COMMA | CONJUNCTION | COLON | SEMICOLON | DASH
_CLOSING: Final = PREPOSITION | COMMA | TO | ADVERB | TIME | STOP | SEMICOLON | DASH | CLOSE_BRACKET
_FARTHEST_REST: Final = 25  # tokens between the two parts of a quotation


def left_content(tokens: Tokens, edge: int, low: int, last: Found | None) -> Span | None:
    """Content that ends before token ``edge``, at a comma or a quotation."""
    tags = tokens.tags
    closing = edge - 1
    if closing < low:
        return None
    tag = tags[closing]
    if tag & (COMMA | STOP | DASH):
        closing -= 1
        if closing < low or (
            tag == STOP and tags[closing] != QUOTATION and tokens.lower[closing + 1] not in {"?", "!"}
        ):
            return None
    elif tag != QUOTATION or (closing > low and not tags[closing - 1] & (COMMA | QUOTATION | STOP | COLON | DASH)):
        return None  # a title or a name in quotation marks: the "loopholes" he cited
    floor = low
    if last is not None and last.entry.form != "noun":
        for begin, end in [*last.content, last.cue]:
            if floor < end <= edge and begin >= low:
                floor = end
                if tags[closing] == QUOTATION and end == closing + 1 and end - begin > 1 and last.cue[1] <= begin:
                    return None  # "Although Ruiz admitted that the pier was "a mess," she"
    begin = closing
    while begin > floor and tags[begin - 1] != SEMICOLON and (tags[begin - 1] != COLON or tags[begin] != QUOTATION):
        begin -= 1
    while begin <= closing and tags[begin] & (COMMA | STOP | COLON | DASH):
        begin += 1
    return (begin, closing + 1) if begin <= closing else None


def holds_report(tokens: Tokens, last: Found, edge: int) -> bool:
    """*The rules called for a second pilot, officials said*: the report before is part of what they said."""
    tags = tokens.tags
    end = last.content[-1][1]
    return QUOTATION not in tags[last.content[0][0] : edge] and not any(tag & _PARTS for tag in tags[end : edge - 1])


def from_left(tokens: Tokens, left: Span, cue: Span, high: int, found: Found) -> Found | None:
    """Content before *X said*: a quotation, a clause, or a clause that the attribution interrupts."""
    tags = tokens.tags
    if tags[left[1] - 1] == QUOTATION:
        if left[1] - left[0] > 1 and (_is_adjunct(tokens, left) or names_title(tokens, left)):
            return None
        if found.entry.lemma in _ASPECTUAL and not closes(tokens, cue[1], high, found.entry):
            return None
        place = phrase_right(tokens, cue[1], high) if "addr" in found.entry.frames else cue[1]
        place = skip_phrases(tokens, skip_adjuncts(tokens, place, high), high)
        if place + 1 < high and tags[place] & (COMMA | COLON | DASH) and tags[place + 1] == QUOTATION:
            return found.reporting([left, (place + 1, place + 2)], "split-quote")
        if rest := _quotation_that_goes_on(tokens, place, high):
            return found.reporting([left, rest], "split-quote")
        return found.reporting([left], "quote-before")
    if "bare" not in found.entry.frames or not closes(tokens, cue[1], high, found.entry):
        return None
    if found.entry.lemma == "agree" and tags[cue[1] : cue[1] + 1] == [TO]:
        return None  # "In the end, the board agreed to pay, and …" does something
    ends = cue[1] == high - 1 and tags[cue[1]] == STOP  # a sentence of the text, not a headline
    is_whole = ends and is_long(tokens, left[0], left[1])  # its verb is one that nobody listed
    full = (is_whole or has_finite(tokens, left[0], left[1])) and not _is_fragment(tokens, left)
    rest = rest_of_clause(tokens, cue[1], high, found.entry.form, close=full)
    if rest and not full and tags[rest[0]] == CONJUNCTION and _leads_in(tokens, left[0]):
        return None  # "In the end, Ruiz agreed, and the guild …"
    if rest:
        return found.reporting([left, rest], "interrupted-clause")
    return found.reporting([left], "clause-before") if full else None


def _leads_in(tokens: Tokens, index: int) -> bool:
    """Whether a phrase of circumstances begins, or an adverb, that no clause can be joined to."""
    return tokens.tags[index] & (PREPOSITION | ADVERB) != 0 or tokens.lower[index].endswith("ly")


def _quotation_that_goes_on(tokens: Tokens, after: int, high: int) -> Span | None:
    """*"A," he told the crowd after the vote, "and B"*: the next quotation, which begins with a small letter."""
    tags = tokens.tags
    for index in range(after, min(high, after + _FARTHEST_REST)):
        if tags[index] == QUOTATION:
            joined = (
                tags[index - 1] & (COMMA | DASH) and tokens.goes_on(index) and tokens.lower[index - 2] not in REPORTING
            )
            return (index, index + 1) if joined else None
        if tags[index] & (THAT | COLON | SEMICOLON):
            return None
    return None


def names_title(tokens: Tokens, left: Span) -> bool:
    """*Ruiz, author of "The Tide," praised A*: a title at the end of an apposition, and nothing that was said."""
    tags, last = tokens.tags, left[1] - 1
    inside = COMMA in tags[left[0] : last] and tags[last - 1] & (OPEN | PREPOSITION) != 0
    return inside and not tokens.goes_on(last) and not has_finite(tokens, left[0], last)


def _is_adjunct(tokens: Tokens, left: Span) -> bool:
    """*On "The Hour," Ruiz said*: a phrase that holds a title, not a clause that holds what was said."""
    tags, lower = tokens.tags, tokens.lower
    if tags[left[0]] != PREPOSITION and not lower[left[0]].endswith("ing"):
        return False
    return not has_finite(tokens, left[0], left[1] - 1)


def closes(tokens: Tokens, after: int, high: int, entry: Cue) -> bool:
    """Whether nothing that a verb could govern follows it: the end, punctuation, a day, a phrase, an addressee."""
    if "addr" in entry.frames:
        after = phrase_right(tokens, after, high)
    after = skip_adjuncts(tokens, after, high)
    return after >= high or tokens.tags[after] & _CLOSING != 0


def _is_fragment(tokens: Tokens, left: Span) -> bool:
    """*If it rains, he said, the bridge closes*: a fronted clause whose main clause is still to come."""
    return tokens.lower[left[0]] in _FRONTING and COMMA not in tokens.tags[left[0] : left[1]]


def rest_of_clause(tokens: Tokens, after: int, high: int, form: str, *, close: bool = False) -> Span | None:
    """*The plan, he said, is dead*: the clause goes on at the comma after the attribution.

    ``close`` when the clause before is whole already: only what follows the verb's own comma is more of it.
    """
    tags = tokens.tags
    place = after
    while place < high and place - after < 12 and tags[place] != COMMA:
        place += 1
    if place + 1 >= high or tags[place] != COMMA:
        return None
    if close:
        word, tag = tokens.lower[place + 1], tags[place + 1]
        if (
            place > after
            or tag & (QUOTATION | RELATIVE | ADVERB)
            or word in {"as", "while", "after", "when", "before"}
            or word.endswith("ing")
            or (tag == SUBORDINATOR and reports_within(tokens, place + 2, high))
        ):
            return None
    if clause_end(tokens, place, high, form) == place:
        return None
    end = clause_end(tokens, place + 1, high, form)
    return (place + 1, trim(tokens, place + 1, end)) if end > place + 1 else None
