"""Attributions without a reporting verb: nouns of speech, adverbs of hearsay, *according to*."""

from typing import Final

from transforms.attribution.clauses import clause_end, has_finite
from transforms.attribution.complements import trim
from transforms.attribution.cues import Cue
from transforms.attribution.mentions import is_finite, phrase_right, subject_before
from transforms.attribution.rules import Found, Span, rest_of_clause
from transforms.attribution.tokens import Tokens, word_set

_POSSESSIVES: Final = word_set("possessives")


def attribute_noun(tokens: Tokens, index: int, bounds: Span, entry: Cue) -> Found | None:
    """*Ruiz's warning that A*, *his promise to A*: the possessor speaks."""
    low, high = bounds
    tags, lower = tokens.tags, tokens.lower
    after = index + 1
    if after >= high or not (
        (tags[after] == "t" and "that" in entry.frames) or (tags[after] == "T" and "to" in entry.frames)
    ):
        return None
    owner = index - 1
    while owner >= low and index - owner <= 4 and tags[owner] == "" and not lower[owner].endswith(("'s", "s'")):
        owner -= 1
    if owner < low:
        return None
    if lower[owner] in _POSSESSIVES:
        speaker = (owner, owner + 1)
    elif tags[owner] == "" and lower[owner].endswith(("'s", "s'")):
        phrase = subject_before(tokens, owner + 1, low)
        speaker = (phrase.start, phrase.end) if phrase else (owner, owner + 1)
    else:
        return None
    owed = 1 if tags[after] == "t" else 0
    end = _before_main_verb(tokens, after + 1, clause_end(tokens, after + 1, high, "noun", "relative"), owed)
    content = [(after, trim(tokens, after, end))]
    rule = "noun-clause" if tags[after] == "t" else "noun-infinitive"
    return Found(content, speaker, (index, after), entry, rule=rule)


def _before_main_verb(tokens: Tokens, first: int, end: int, owed: int) -> int:
    """*His claim that A is B angers C*: the clause of the noun ends before the verb that it is the subject of.

    ``owed`` is how many finite verbs the clause itself has.
    """
    tags = tokens.tags
    for index in range(first, end):
        if tags[index] in {"w", "t", "s"}:
            owed += 1
        elif is_finite(tokens, index) and tags[index - 1] not in {"c", "T", "x", "a", "N"}:
            owed -= 1
            if owed < 0:
                return index
    return end


def attribute_hearsay(tokens: Tokens, index: int, bounds: Span, entry: Cue) -> Found | None:
    """*The bridge is reportedly unsafe*: somebody says so, nobody is named."""
    low, high = bounds
    tags = tokens.tags
    begin = index
    while begin > low and tags[begin - 1] not in {";", ":", "-", "Q", "t"} and tokens.lower[begin - 1] != "but":
        begin -= 1
    while begin < index and tags[begin] in {"c", ",", "."}:
        begin += 1
    end = trim(tokens, begin, clause_end(tokens, index, high, "past"))
    if not has_finite(tokens, begin, end):
        return None
    content = [span for span in ((begin, index), (index + 1, end)) if span[1] > span[0]]
    return Found(content, None, (index, index + 1), entry, rule="hearsay")


def attribute_according_to(tokens: Tokens, index: int, bounds: Span, entry: Cue) -> Found | None:
    """*According to Y, X* and *X, according to Y*."""
    tags = tokens.tags
    low, high = bounds
    first = index + 2
    stop = phrase_right(tokens, first, high)
    if stop == first:
        return None
    found = Found([], (first, stop), (index, first), entry, rule="according-to-first")
    if index - low <= 2 and "Q" not in tags[low:index]:
        rest = rest_of_clause(tokens, stop, high, "past")
        return found.reporting([rest], "according-to-first") if rest else None
    left_end = index - 1 if tags[index - 1] in {",", "-"} else index
    begin = left_end
    while begin > low and tags[begin - 1] != ";":
        begin -= 1
    if begin == left_end:
        return None
    if not has_finite(tokens, begin, left_end):
        rest = rest_of_clause(tokens, stop, high, "past")
        if rest:
            return found.reporting([(begin, left_end), rest], "according-to-middle")
    return found.reporting([(begin, left_end)], "according-to-last")
