"""Words that carry the sense of a sentence: negations, conditions, hedges, figures, and where they stand in it."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from transforms.resources import read_toml

_RELATIVES: Final = frozenset({"that", "who", "which"})
_ADVERBS: Final = 1  # words that may stand between a relative and its modal: "that also would"
_NOUN: Final = 3  # words between "any" and a relative: "any old ship that sails"
_Phrases = dict[str, list[tuple[str, ...]]]  # by their first word


class Marker(NamedTuple):
    """A phrase of one class at some places of a sentence; ``last`` is the place behind it."""

    kind: str
    phrase: str
    first: int
    last: int


class _Words(NamedTuple):
    negation: frozenset[str]
    number: frozenset[str]
    condition: _Phrases
    hedge: _Phrases
    modals: frozenset[str]
    complement: frozenset[str]
    indefinites: frozenset[str]
    telling: frozenset[str]  # with which a marker begins, other than a figure


@cache
def _words() -> _Words:
    data = read_toml("variants.toml")
    negation, number = (frozenset(data[name].split()) for name in ("negations", "numbers"))
    condition, hedge = (_phrases(data[name]) for name in ("conditions", "hedges"))
    return _Words(
        negation,
        number,
        condition,
        hedge,
        frozenset(data["modals"].split()),
        frozenset(data["complement"].split()),
        frozenset(data["indefinites"].split()),
        frozenset().union(negation, number, condition, hedge, _RELATIVES),
    )


def _phrases(listed: Sequence[str]) -> _Phrases:
    by_first: _Phrases = {}
    for phrase in listed:
        words = tuple(phrase.split())
        by_first.setdefault(words[0], []).append(words)
    return by_first


@lru_cache(maxsize=8)  # the canonical text of a variant is asked for with each of its renderings
def find_markers(terms: tuple[str, ...]) -> tuple[Marker, ...]:
    """The markers of a clause, given by its words in their normal spelling."""
    words = _words()
    found = []
    for at in [at for at, term in enumerate(terms) if term in words.telling or term[0].isdigit()]:
        term = terms[at]
        if term in words.negation:
            found.append(Marker("negation", term, at, at + 1))
        if term in words.number or term[0].isdigit():
            found.append(Marker("number", term, at, at + 1))
        for kind, phrases in (("condition", words.condition), ("hedge", words.hedge)):
            found += [
                Marker(kind, " ".join(phrase), at, at + len(phrase))
                for phrase in phrases.get(term, ())
                if terms[at : at + len(phrase)] == phrase
            ]
        if term in _RELATIVES and at and terms[at - 1] not in words.complement:
            found += _relative(terms, at, words)
    return tuple(found)


def _relative(terms: tuple[str, ...], at: int, words: _Words) -> Iterator[Marker]:
    """The condition that a relative clause makes: by a modal in it, or by whom it is said of."""
    modal = next((term for term in terms[at + 1 : at + 2 + _ADVERBS] if term in words.modals), None)
    if modal:
        yield Marker("condition", f"{terms[at]} {modal}", at, terms.index(modal, at) + 1)
    elif terms[at - 1] in words.indefinites or "any" in terms[max(at - _NOUN - 1, 0) : at]:
        yield Marker("condition", terms[at], at, at + 1)
