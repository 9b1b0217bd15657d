"""Pairs of clauses of two articles of a story that carry the same words.

Only clauses are compared that are the same, or share several keys (words, pairs of neighbouring words); a key that many
clauses of a story have says little and leads nowhere. Likeness is the longest common subsequence of stems over the
shorter clause's length. That a run of words is common to both decides nothing: set phrases make most such runs.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from transforms.corpus.variants.clauses import Clause, Sentence
from transforms.corpus.variants.wording import Wording
from transforms.text.columns import Numbers, order_by, rows_between, run_starts

LEAST_LIKENESS: Final = 0.7
_FEWEST_WORDS: Final = 5  # of a clause that another one repeats with changes; four where it is repeated as it stands
_FEWEST_CONTENT: Final = 2  # words in common that are no names, and more than what sentences are built with
_FEWEST_CHANGED: Final = 3  # the same, names included, where the words were changed
_LEAST_CONTENT: Final = 0.6  # of the shorter clause's such words
_LEAST_DENSITY: Final = 0.5  # of the words in common among those of the longer clause between the first and the last
_FEWEST_KEYS: Final = 3  # that two clauses share
_MOST_CLAUSES: Final = 50  # with one key; the pairs of more would be those of a whole story
_ONE_BLOCK: Final = 2  # blocks of a run of words that nothing divides: itself, and an empty one behind
_TAKEN: Final = 0.2  # share of a match's words that an earlier match may have taken


class Match(NamedTuple):
    """Two clauses, by number, and how like they are."""

    score: float
    first: int
    second: int


class Compared:
    """Clauses as they are compared.

    Attributes:
        stems: By clause, the stems of its words, a character each.
        is_content: By clause and word, whether it is more than a word that sentences are built with.
    """

    def __init__(self, clauses: Sequence[Clause], sentences: Mapping[int, Sentence], wording: Wording) -> None:
        self._clauses, self._sentences = clauses, sentences
        content = wording.is_content
        self.stems = [wording.letters(clause.running.words) for clause in clauses]
        self.is_content = [[content[word] for word in clause.running.words] for clause in clauses]
        self._aligned: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._likeness: dict[tuple[int, int], float] = {}

    def aligned(self, first: int, second: int) -> list[tuple[int, int]]:
        """Places of the words that both have, in the order of both; see :func:`align`."""
        if (first, second) not in self._aligned:
            self._aligned[first, second] = align(self.stems[first], self.stems[second])
        return self._aligned[first, second]

    def is_repeated(self, first: int, second: int) -> bool:
        """Whether one of the two holds the other as it stands."""
        shorter, longer = sorted((self.stems[first], self.stems[second]), key=len)
        return shorter in longer

    def likeness(self, first: int, second: int) -> float:
        """Words in common, in order, over the words of the shorter one; 0 where the two are no variants."""
        pair = (first, second) if first < second else (second, first)
        if pair not in self._likeness:  # the best pairs are asked for again when groups are made
            self._likeness[pair] = self._compared(*pair)
        return self._likeness[pair]

    def _compared(self, first: int, second: int) -> float:
        if len(self.stems[first]) > len(self.stems[second]):
            first, second = second, first
        stems, others = self.stems[first], self.stems[second]
        words = len(stems)
        if words >= _FEWEST_WORDS and stems == others:
            return 1.0  # the whole clause, whatever it says
        least = ceil(LEAST_LIKENESS * words) if words >= _FEWEST_WORDS else words
        common = LCSseq.similarity(stems, others, score_cutoff=least)
        if common < least:
            return 0.0
        pairs = self.aligned(first, second)
        is_content = self.is_content[first]
        shared = [place for place, _ in pairs if is_content[place]]
        if len(shared) < _FEWEST_CONTENT or len(shared) - self._names(first, shared) < _FEWEST_CONTENT:
            return 0.0
        reach = pairs[-1][1] - pairs[0][1] + 1
        is_held = words == common == reach
        if not is_held and (
            words < _FEWEST_WORDS
            or len(shared) < max(_FEWEST_CHANGED, _LEAST_CONTENT * sum(is_content))
            or common < _LEAST_DENSITY * reach
        ):
            return 0.0
        return common / words

    def _names(self, clause: int, places: Sequence[int]) -> int:
        """How many of some words begin with a capital, and do not begin the clause."""
        sentence, starts = self._sentences[self._clauses[clause].sentence], self._clauses[clause].running.starts
        return sum(place > 0 and sentence.text[starts[place] - sentence.start].isupper() for place in places)


def find_matches(
    clauses: Sequence[Clause], stories: Sequence[str], wording: Wording, compared: Compared
) -> list[Match]:
    """Matches inside stories, each clause with the best of another article.

    Args:
        clauses: Of all articles.
        stories: By article, its story.
        wording: Of the clauses.
        compared: The same clauses.

    Returns:
        The matches, the best first. Several clauses of an article may match one of another, where they repeat different
        words of it; within an article, one may be repeated as it stands any number of times.
    """
    by_articles: dict[tuple[int, int], list[tuple[float, int, int, int]]] = defaultdict(list)
    matches = []
    same = _same(clauses, stories, compared)
    for first, second in sorted({*same, *candidates(clauses, stories, wording)}):
        score = compared.likeness(first, second)
        if score:
            articles = (clauses[first].article, clauses[second].article)
            if articles[0] == articles[1] and compared.is_repeated(first, second):
                matches.append(Match(score, first, second))
                continue
            longest = max(len(compared.stems[first]), len(compared.stems[second]))
            shortest = min(len(compared.stems[first]), len(compared.stems[second]))
            by_articles[articles].append((-score * shortest, longest, first, second))
    for listed in by_articles.values():
        matches += _exclusive(sorted(listed), compared)
    return sorted(matches, key=lambda match: (-match.score, match.first, match.second))


def _same(clauses: Sequence[Clause], stories: Sequence[str], compared: Compared) -> Iterator[tuple[int, int]]:
    """Clauses of a story that say the same, each with the next: also where function words are all that they say."""
    last: dict[tuple[str, str], int] = {}
    for at, clause in enumerate(clauses):
        key = (stories[clause.article], compared.stems[at])
        if key in last:
            yield last[key], at
        last[key] = at


def candidates(clauses: Sequence[Clause], stories: Sequence[str], wording: Wording) -> list[tuple[int, int]]:
    """Pairs of clauses of one story that share enough keys, the first before the second."""
    if not clauses:
        return []
    sizes = [len(clause.running.words) for clause in clauses]
    owners = np.repeat(np.arange(len(clauses)), sizes)
    words = np.array([word for clause in clauses for word in clause.running.words], dtype=np.int64)
    stems, is_content = np.array([ord(stem) for stem in wording.stems]), np.array(wording.is_content)
    stem, content = stems[words], is_content[words]
    numbers: dict[str, int] = {}
    of_clauses = [numbers.setdefault(stories[clause.article], len(numbers)) for clause in clauses]
    story = np.array(of_clauses, dtype=np.int64)[owners]
    is_pair = (owners[1:] == owners[:-1]) & (content[1:] | content[:-1])
    pair = np.flatnonzero(is_pair)
    single = np.flatnonzero(content)
    size = int(stems.max(initial=0)) + 2
    keys = np.concatenate([stem[single] * size, stem[pair] * size + stem[pair + 1] + 1])
    holders, of_story = np.concatenate([owners[single], owners[pair]]), np.concatenate([story[single], story[pair]])
    if not keys.size:  # nobody says anything but function words
        return []
    first, second = _sharing(of_story, keys, holders)
    order = order_by(first, second)
    first, second = first[order], second[order]
    runs = run_starts(first, second)
    often = np.flatnonzero(np.diff(runs) >= _FEWEST_KEYS)
    heads = runs[:-1][often]
    return list(zip(first[heads].tolist(), second[heads].tolist(), strict=True))


def _sharing(story: Numbers, keys: Numbers, holders: Numbers) -> tuple[Numbers, Numbers]:
    """Pairs of clauses of a story, once for each key that they share."""
    order = np.lexsort((holders, keys, story))
    story, keys, holders = story[order], keys[order], holders[order]
    is_new = np.append(True, (story[1:] != story[:-1]) | (keys[1:] != keys[:-1]) | (holders[1:] != holders[:-1]))
    story, keys, holders = story[is_new], keys[is_new], holders[is_new]
    runs = run_starts(story, keys)
    sizes = np.diff(runs)
    ends: npt.NDArray[np.int64] = np.repeat(np.where(sizes <= _MOST_CLAUSES, runs[1:], 0), sizes)
    places = np.arange(holders.size)
    owner, other = rows_between(places + 1, np.maximum(ends, places + 1))
    return holders[owner], holders[other]


def align(one: str, other: str) -> list[tuple[int, int]]:
    """Places of a longest common subsequence of stems in both, its words as close together as the two allow.

    Of the places that a word may have, the first one that is found may lie far from its neighbours: "we" at the
    start of a sentence, and "will not go" at its end. Such words move to the
    neighbour that they stand beside in the other.
    """
    if one == other:
        return [(at, at) for at in range(len(one))]
    blocks = LCSseq.editops(one, other).as_matching_blocks()
    pairs = [(block.a + at, block.b + at) for block in blocks for at in range(block.size)]
    if len(blocks) <= _ONE_BLOCK:
        return pairs
    for at in range(len(pairs) - 2, -1, -1):
        (place, other_place), (after, other_after) = pairs[at : at + 2]
        if after == place + 1 and other_after > other_place + 1 and other[other_after - 1] == one[place]:
            pairs[at] = place, other_after - 1
        elif other_after == other_place + 1 and after > place + 1 and one[after - 1] == other[other_place]:
            pairs[at] = after - 1, other_place
    return pairs


def _exclusive(listed: list[tuple[float, int, int, int]], compared: Compared) -> list[Match]:
    """Of the matches of two articles, those that no better one stands against.

    A clause matches once; a longer one may match several clauses that repeat different words of it.
    """
    if len(listed) == 1:
        negative, _, first, second = listed[0]
        return [Match(-negative / min(len(compared.stems[first]), len(compared.stems[second])), first, second)]
    taken: dict[int, set[int]] = {}
    matches = []
    for negative, _, first, second in listed:
        places = [set(column) for column in zip(*compared.aligned(first, second), strict=True)]
        own = zip((first, second), places, strict=True)
        if any(len(taken.get(clause, set()) & found) > _TAKEN * len(found) for clause, found in own):
            continue
        for clause, found in zip((first, second), places, strict=True):
            taken.setdefault(clause, set()).update(found)
        shorter = min(len(compared.stems[first]), len(compared.stems[second]))
        matches.append(Match(-negative / shorter, first, second))
    return matches
