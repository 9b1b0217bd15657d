"""Which hits are worth reading, told by arithmetic over all hits of a batch at once.

Most hits cannot make a row: a weak noun that nothing turns, a "not" with no act behind it. Reading goes hit by hit in
Python, so that what is left out here costs nothing there. Nothing is left out that could change a row.
"""

from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from transforms.annotations.acts.lexicon import (
    CONTENT_THRESHOLD,
    DENIES,
    ENDS,
    FORCE,
    HEDGES,
    HOSTILE,
    PERFORMS,
    REFUSES,
    SPORT,
    TELLS,
    Lexicon,
)
from transforms.annotations.acts.scope import REACH
from transforms.text.matching import Found, Numbers

Flags: TypeAlias = npt.NDArray[np.bool_]


class Worth(NamedTuple):
    """Hits worth reading, in groups: hits of one sentence that are near enough to touch each other."""

    groups: Numbers  # for each hit the number of its group, ascending
    found: Found
    sentences: Numbers  # for each group the number of its sentence
    contexts: Numbers  # for each group what its sentence is about: bits of contexts


_SPORT_WORDS: Final = 3  # from so many an article is one of sport, unless it has as many words of force


def worth_reading(
    numbers: Numbers,
    found: Found,
    words: Lexicon,
    *,
    is_title: Flags,
    threshold: float,
    articles: Numbers | None = None,
) -> Worth:
    """Leave out the hits that can make no row.

    Args:
        numbers: The hits' sentences, ascending.
        found: The hits, in order of the text.
        words: The lexicon that was looked for.
        is_title: For each sentence, whether it is a title; of titles every hit is kept.
        threshold: The strength that tells an act in the other sentences.
        articles: The sentences' articles, ascending numbers; None: nothing is known of them, and no sport is seen.
    """
    terms = found.terms
    contexts = np.zeros(len(is_title), dtype=np.int64)
    np.bitwise_or.at(contexts, numbers, words.contexts[terms])
    contexts &= ~SPORT
    if articles is not None and articles.size:
        sport, force = (
            np.bincount(articles[numbers[(words.contexts[terms] & about) != 0]], minlength=int(articles[-1]) + 1)
            for about in (SPORT, FORCE)
        )
        contexts[((sport >= _SPORT_WORDS) & (sport > force))[articles]] |= SPORT
    kinds, strengths = words.kinds[terms], words.strengths[terms]
    tells = (kinds == TELLS) & (strengths >= CONTENT_THRESHOLD)
    turns = (kinds == DENIES) | (kinds == REFUSES) | (kinds == ENDS) | (kinds == PERFORMS)
    turned = tells & _follows(turns, numbers, found)
    alone = turns & (strengths >= CONTENT_THRESHOLD)
    lifted = tells & ((contexts[numbers] & words.lifting) != 0)
    is_loud = is_title.copy()
    strong = tells & (strengths >= threshold)
    is_loud[numbers[turned | alone | lifted | strong]] = True
    tells = strong | turned | lifted | (tells & _follows(words.asks[terms], numbers, found))
    is_performer = kinds == PERFORMS
    idle_turners = (turns | (kinds == HEDGES)) & ~alone & ~_precedes(tells | (kinds == ENDS), numbers, found)
    idle_turners |= is_performer & ~_precedes(tells & words.may_name[terms], numbers, found)
    is_read = (tells | turns | (kinds == HEDGES) | ((words.contexts[terms] & HOSTILE) != 0)) & ~idle_turners
    kept = is_loud[numbers] & (is_read | is_title[numbers])
    numbers, found = numbers[kept], Found(*(column[kept] for column in found))
    is_first = np.ones(len(numbers), dtype=bool)
    is_first[1:] = (numbers[1:] != numbers[:-1]) | (found.starts[1:] - found.ends[:-1] > REACH)
    sentences = numbers[is_first]
    return Worth(np.cumsum(is_first) - 1, found, sentences, contexts[sentences])


_NEIGHBOURS: Final = 3  # hits that may stand between a turner and what it turns


def _follows(turns: Flags, numbers: Numbers, found: Found) -> Flags:
    """Which hits stand within a turner's reach."""
    result = np.zeros(len(turns), dtype=bool)
    for gap in range(1, _NEIGHBOURS + 1):
        near = (numbers[gap:] == numbers[:-gap]) & (found.starts[gap:] - found.ends[:-gap] <= REACH)
        result[gap:] |= near & turns[:-gap]
    return result


def _precedes(tells: Flags, numbers: Numbers, found: Found) -> Flags:
    """Which hits have one that tells within reach behind them."""
    result = np.zeros(len(tells), dtype=bool)
    for gap in range(1, _NEIGHBOURS + 1):
        near = (numbers[gap:] == numbers[:-gap]) & (found.starts[gap:] - found.ends[:-gap] <= REACH)
        result[:-gap] |= near & tells[gap:]
    return result
