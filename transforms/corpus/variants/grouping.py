"""Groups of clauses that carry one utterance: each is like the fullest of them, its canonical clause.

Groups grow along the best matches first, and two are one where their fullest clauses are alike. What is not like the
fullest clause in the end leaves the group, and may be a group of its own: no utterance leads by small steps to another.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from transforms.corpus.variants.clauses import Clause
from transforms.corpus.variants.matching import Compared, Match

_FEWEST_ARTICLES: Final = 2  # that carry a variant


class Group(NamedTuple):
    """Clauses by number, in order; ``scores`` is the likeness of each with the canonical one."""

    canonical: int
    clauses: list[int]
    scores: list[float]


def group_clauses(clauses: Sequence[Clause], matches: Sequence[Match], compared: Compared) -> list[Group]:
    """The groups, ordered by their canonical clause.

    Args:
        clauses: Of all articles; of equally full ones the first is canonical.
        matches: The best first.
        compared: The same clauses.
    """
    found = list(_groups(clauses, matches, compared))
    return sorted(group for group in found if len({clauses[at].article for at in group.clauses}) >= _FEWEST_ARTICLES)


def _groups(clauses: Sequence[Clause], matches: Sequence[Match], compared: Compared) -> Iterator[Group]:
    members: dict[int, list[int]] = {}  # by the fullest clause
    fullest: dict[int, int] = {}
    for match in matches:
        one, other = (fullest.get(at, at) for at in (match.first, match.second))
        if one == other or not compared.likeness(one, other):
            continue
        kept, gone = sorted((one, other), key=lambda at: (-len(compared.stems[at]), at))
        joined = members.setdefault(kept, [kept])
        moved = members.pop(gone, [gone])
        joined += moved
        fullest.update(dict.fromkeys([kept, *moved], kept))
    left: dict[int, int] = {}  # clauses that are not like the canonical one, by group
    for canonical, listed in members.items():
        scores = {at: 1.0 if at == canonical else compared.likeness(canonical, at) for at in sorted(listed)}
        left.update({at: canonical for at, score in scores.items() if not score})
        kept_scores = {at: score for at, score in scores.items() if score}
        yield Group(canonical, list(kept_scores), list(kept_scores.values()))
    if left:
        among: dict[int, list[Match]] = defaultdict(list)
        for match in matches:
            if match.first in left and left.get(match.second) == left[match.first]:
                among[left[match.first]].append(match)
        for again in among.values():
            yield from _groups(clauses, again, compared)
