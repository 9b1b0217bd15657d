"""Attributions without a verb or a noun of speech: adverbs of hearsay, *according to*."""

from typing import Final

from transforms.annotations.attribution.clauses import clause_end, has_finite
from transforms.annotations.attribution.cues import Cue
from transforms.annotations.attribution.found import Found, Span
from transforms.annotations.attribution.left import rest_of_clause
from transforms.annotations.attribution.mentions import is_adverb, is_finite, phrase_right
from transforms.annotations.attribution.phrases import trim
from transforms.annotations.attribution.tags import (
    CLOSE_BRACKET,
    COLON,
    COMMA,
    CONJUNCTION,
    DASH,
    OPEN,
    OPEN_BRACKET,
    QUOTATION,
    SEMICOLON,
    STOP,
    THAT,
)
from transforms.annotations.attribution.tokens import Tokens

_SHORTEST_CLAIM: Final = 5  # tokens from the comma
_LONGEST_TAIL: Final = 20  # tokens that may hang on a source: "a report published on Monday by the council"


def attribute_hearsay(tokens: Tokens, index: int, bounds: Span, entry: Cue) -> Found | None:
    """*The bridge is reportedly unsafe*: somebody says so, nobody is named."""
    low, high = bounds
    tags = tokens.tags
    begin = index
    while (
        begin > low
        and not tags[begin - 1] & (QUOTATION | THAT | COLON | SEMICOLON | DASH)
        and tokens.lower[begin - 1] != "but"
    ):
        begin -= 1
    while begin < index and tags[begin] & (COMMA | CONJUNCTION | STOP):
        begin += 1
    end = trim(tokens, begin, clause_end(tokens, index, high, "past"))
    if not has_finite(tokens, begin, end):
        return None
    content = [span for span in ((begin, index), (index + 1, end)) if span[1] > span[0]]
    return Found(content, None, (index, index + 1), entry, rule="hearsay")


def _is_parted(tokens: Tokens, low: int, index: int, stop: int) -> bool:
    """*Rain, according to Ruiz, saved them*: a noun, whose verb stands behind the source, and no *But* or *Indeed*."""
    if stop + 1 >= len(tokens.tags) or tokens.tags[stop] != COMMA:
        return False
    if not is_finite(tokens, stop + 1) and not tokens.lower[stop + 1].endswith("ed"):
        return False
    noun = tokens.tags[low] == OPEN and not is_adverb(tokens.lower[low], OPEN)
    return index == low + 2 and noun and tokens.tags[low + 1] == COMMA


def _last_claim(tokens: Tokens, begin: int, end: int) -> int:
    """Where the claim begins that a source is named for: *He leads, with half of the votes, according to Ruiz*."""
    tags, lower = tokens.tags, tokens.lower
    if QUOTATION in tags[begin:end]:
        return begin
    for comma in range(end - 1, begin, -1):
        if tags[comma] == COMMA:
            return comma + 2 if lower[comma + 1] == "with" and comma + _SHORTEST_CLAIM < end else begin
    return begin


def attribute_according_to(tokens: Tokens, index: int, bounds: Span, entry: Cue) -> Found | None:
    """*According to Y, X* and *X, according to Y*."""
    tags, lower = tokens.tags, tokens.lower
    low, high = bounds
    first = index + 2
    stop = phrase_right(tokens, first, high)
    if stop == first:
        return None
    found = Found([], (first, stop), (index, first), entry, rule="according-to-first")
    if index - low <= 2 and QUOTATION not in tags[low:index] and not _is_parted(tokens, low, index, stop):
        comma = stop
        if comma + 1 < high and tags[comma] == COMMA and lower[comma + 1] == "who":
            comma += 1  # "According to a diner, who gave no name, A"
        while comma < high and comma - stop < _LONGEST_TAIL and tags[comma] != COMMA:
            comma += 1
        if comma + 1 >= high or tags[comma] != COMMA:
            return None
        content = (comma + 1, trim(tokens, comma + 1, clause_end(tokens, comma + 1, high, "")))
        return found.reporting([content], "according-to-first")
    left_end = index - 1 if tags[index - 1] & (COMMA | DASH) else index
    begin = left_end
    while (
        begin > low
        and tags[begin - 1] != SEMICOLON
        and (tags[begin - 1] != OPEN_BRACKET or CLOSE_BRACKET in tags[begin:left_end])
    ):
        begin -= 1
    begin = _last_claim(tokens, begin, left_end)
    if begin == left_end:
        return None
    if not has_finite(tokens, begin, left_end):
        rest = rest_of_clause(tokens, stop, high, "past")
        if rest:
            return found.reporting([(begin, left_end), rest], "according-to-middle")
    return found.reporting([(begin, left_end)], "according-to-last")
