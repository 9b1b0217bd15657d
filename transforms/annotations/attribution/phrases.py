"""Where a phrase ends that somebody reports: at a comma that joins nothing, a time, a new clause."""

from typing import Final

from transforms.annotations.attribution.cues import FINITE_WORDS
from transforms.annotations.attribution.mentions import is_finite, phrase_right
from transforms.annotations.attribution.tags import (
    ADVERB,
    AUXILIARY,
    CLOSE_BRACKET,
    COLON,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    NUMBER,
    OPEN,
    OPEN_BRACKET,
    PREPOSITION,
    PRONOUN,
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

_OBJECT_ENDERS: Final = word_set("object_enders")
_ABBREVIATED_ENDS: Final = frozenset({"u.s", "d.c", "u.n", "p.m", "a.m"})
_SHORT_BRACKET: Final = 5  # tokens of a bracket within an object
_ADJECTIVES: Final = 3  # tokens before the comma between adjectives: a determiner, an adverb, an adjective
_ADJECTIVE_ENDS: Final = ("er", "ier", "est", "al", "ous", "ive", "ful", "less", "able", "ible", "ic")
_BEFORE_TIMES: Final = word_set("before_times")
_CHANNELS: Final = word_set("channels")
_OCCASIONS: Final = word_set("occasions_of_speech")
_OF_VENUES: Final = frozenset({"a", "an", "his", "her", "their", "its", "this", "one", "recent", "separate", "several"})
_VENUE: Final = 3  # tokens to the noun of the occasion: *in a long television interview*


def before_new_clause(tokens: Tokens, first: int, end: int, *, verbs: bool) -> int:
    """A phrase ends where a coordinated clause begins: *called for a boycott, and the union denounced it*.

    ``verbs``: where a coordinated verb of the same subject begins, too (*praised the plan and took the stage*).
    """
    tags, lower = tokens.tags, tokens.lower
    for position in range(first, end - 1):
        if tags[position] & (SUBORDINATOR | THAT | RELATIVE):
            return end  # what is coordinated may be inside that clause
        if tags[position] != CONJUNCTION:
            continue
        after = position + 1
        own = verbs or lower[position] == "but"
        if own and tags[after] == OPEN and (lower[after] in FINITE_WORDS or lower[after].endswith("ed")):
            return position
        if own and tags[after] == AUXILIARY:
            return position  # "blamed the umpire but did say"
        if tags[after] & (OPEN | DETERMINER | PRONOUN):
            stop = phrase_right(tokens, after, end)
            if after < stop < end and is_finite(tokens, stop):
                return position
    return end


def _joins_adjectives(tokens: Tokens, first: int, comma: int, end: int) -> bool:
    """*a second, weaker storm*: the comma stands between two adjectives of one noun."""
    tags, lower = tokens.tags, tokens.lower
    noun = comma + 2
    if noun >= end or tags[noun - 1] != OPEN or tags[noun] != OPEN or comma - first > _ADJECTIVES:
        return False
    opens = tags[first] == DETERMINER and all(tag & (OPEN | ADVERB | NUMBER) for tag in tags[first + 1 : comma])
    named = any(map(tokens.capital, (comma - 1, comma + 1)))
    if not opens or comma == first + 1 or named or not lower[comma + 1].endswith(_ADJECTIVE_ENDS):
        return False
    stop = phrase_right(tokens, comma + 1, end)
    return stop >= end or not is_finite(tokens, stop)


def names_venue(tokens: Tokens, index: int, end: int) -> bool:
    """Whether a preposition tells where it was said: *praised the plan in an interview*, *on Twitter*."""
    lower = tokens.lower
    if lower[index] == "on" and index + 1 < end and lower[index + 1] in _CHANNELS:
        return True
    if lower[index] not in {"in", "during"} or index + 2 >= end or lower[index + 1] not in _OF_VENUES:
        return False
    return any(word in _OCCASIONS for word in lower[index + 2 : min(end, index + 2 + _VENUE)])


def _specifies(tokens: Tokens, index: int, end: int) -> bool:
    """Whether what stands behind a colon or a dash says what the object is: *its last offer: a new pier*."""
    after = index + 1
    if after >= end or QUOTATION in tokens.tags[after:end]:
        return False
    if tokens.tags[index] == COLON:
        return True
    return tokens.lower[after] in {"including", "especially"}


def _list_goes_on(tokens: Tokens, after: int, end: int) -> bool:
    """Whether *..., X and Y* follows a comma: more objects, not a new clause."""
    stop = phrase_right(tokens, after, end)
    if stop == after:
        return (
            tokens.tags[after] == CONJUNCTION
            and tokens.lower[after] == "and"
            and phrase_right(tokens, after + 1, end) > after + 1
        )
    if stop < end and tokens.tags[stop] == OPEN_BRACKET and CLOSE_BRACKET in tokens.tags[stop : stop + _SHORT_BRACKET]:
        return _list_goes_on(tokens, tokens.tags.index(CLOSE_BRACKET, stop) + 2, end)  # Ana Ruiz (D-Arna), and ...
    inside = tokens.lower[after:stop]
    after_comma = tokens.lower[stop : stop + 8] if stop + 1 < end and tokens.tags[stop] == COMMA else []
    listed = "and" in inside or "and" in after_comma or "or" in after_comma or tokens.lower[stop : stop + 1] == ["or"]
    return listed and (stop >= end or not is_finite(tokens, stop))


def object_end(tokens: Tokens, first: int, end: int, *, named: bool = False) -> int:
    """A noun-phrase object ends at the first comma, subordinator or time; ``named`` when a name for it follows."""
    tags, lower = tokens.tags, tokens.lower
    inside = first  # up to here it is bracketed
    for position in range(first + 1, end):
        tag = tags[position]
        if tag == COMMA and position + 1 < end and lower[position + 1] == "where":
            return end  # "recalled the meeting in Lowport, where A"
        if tag == COMMA and _list_goes_on(tokens, position + 1, end):
            continue
        if tag == COMMA and not named and _joins_adjectives(tokens, first, position, end):
            continue
        if position < inside:
            continue
        if tag == OPEN_BRACKET and CLOSE_BRACKET in tags[position : position + _SHORT_BRACKET]:
            inside = tags.index(CLOSE_BRACKET, position) + 1  # Ana Ruiz (D-Ohio) and ...
            continue
        if tag == DASH and lower[position - 2] in _ABBREVIATED_ENDS:
            continue  # the U.S.-led coalition
        if tag == PREPOSITION and names_venue(tokens, position, end):
            return position
        if tag & (COLON | DASH) and _specifies(tokens, position, end):
            continue
        if tag & (COMMA | COLON | SEMICOLON | DASH | OPEN_BRACKET) or (
            tag & (PREPOSITION | SUBORDINATOR) and lower[position] in _OBJECT_ENDERS
        ):
            return position
        if tag == TIME and position + 1 < end and tags[position + 1] == TO:
            continue  # "announced plans Tuesday to widen the pier"
        if tag == TIME and not lower[position].endswith("'s"):
            start = position
            while start > first + 1 and (tags[start - 1] == PREPOSITION or lower[start - 1] in _BEFORE_TIMES):
                start -= 1
            return start
    return end


def trim(tokens: Tokens, first: int, end: int) -> int:
    """Leave closing punctuation and a dangling conjunction outside."""
    tags = tokens.tags
    while end > first + 1 and tags[end - 1] & (COMMA | CONJUNCTION | STOP | COLON | SEMICOLON | DASH):
        if tags[end - 1] == STOP and tokens.lower[end - 2] in _ABBREVIATED_ENDS:
            break
        end -= 1
    return end
