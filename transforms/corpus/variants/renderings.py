"""The words of a variant outside quotation marks: reported indirectly, or in the outlet's own voice.

An article that quotes nothing of a variant may still carry its words. Its sentences are looked at where they share
several content words with a stretch that others quote; what they repeat of it, in order and close together, is a
rendering.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
import polars as pl
from rapidfuzz.distance import LCSseq

from transforms.corpus.variants.clauses import Clause, Sentence
from transforms.corpus.variants.grouping import Group
from transforms.corpus.variants.matching import LEAST_LIKENESS, align
from transforms.corpus.variants.reading import Read
from transforms.corpus.variants.wording import Running, function_words
from transforms.text.columns import Numbers, order_by, rows_between, run_starts
from transforms.text.running_words import RunningWords

_FEWEST_CONTENT: Final = 4  # content words that a stretch has, and a rendering repeats
_FEWEST_ALIKE: Final = 3  # of them written alike: what a sentence is looked at for
_MOST_ALIKE: Final = 0.8  # of the content words of a clause that no other article quotes
_FEWEST_PLAIN: Final = 3  # content words of nobody's rendering that are no names; two where it changes nothing
_LEAST_DENSITY: Final = 0.6  # of the content words between the first and the last that are repeated
_MOST_STRETCHES: Final = 4  # of a variant that are looked for: the canonical one and the fullest others


class Rendering(NamedTuple):
    """Words of a variant outside quotation marks; the variant by its place among the groups."""

    group: int
    article: int
    char_start: int
    char_end: int
    text: str
    quote_id: str | None
    kept: int  # words of the canonical text
    score: float


class _Stretch(NamedTuple):
    """A stretch that is looked for."""

    group: int
    clause: Clause


def find_renderings(read: Read, groups: Sequence[Group]) -> list[Rendering]:
    """Renderings of variants in articles that do not quote them, at most one of each."""
    stretches = [_Stretch(at, clause) for at, group in enumerate(groups) for clause in _fullest(read, group)]
    wanted = _candidates(read, groups, stretches)
    texts = {number: Sentence(*row) for number, row in zip(*_sentences(read, wanted), strict=True)}
    outside = {number: _unmarked(read, number, sentence) for number, sentence in texts.items()}
    read.wording.settle()
    indirect: dict[int, list[tuple[int, int, str]]] = {}
    for sentence, *span in read.indirect.filter(pl.col("sentence").is_in(list(texts))).iter_rows():
        indirect.setdefault(sentence, []).append((span[0], span[1], span[2]))
    best: dict[tuple[int, int], Rendering] = {}
    for at, number in wanted:
        stretch, sentence = stretches[at], texts[number]
        canonical = read.clauses[groups[stretch.group].canonical]
        for running in outside[number]:
            found = _rendering(read, stretch, canonical, sentence, running, indirect.get(number, ()))
            key = (stretch.group, sentence.article)
            if found and (key not in best or _rank(found) < _rank(best[key])):
                best[key] = found
    return [best[key] for key in sorted(best)]


def _rank(rendering: Rendering) -> tuple[int, float, int]:
    return -rendering.kept, -rendering.score, rendering.char_start


def _fullest(read: Read, group: Group) -> list[Clause]:
    """Different stretches of a variant with enough content, the fullest first."""
    wording = read.wording
    seen: dict[tuple[int, ...], Clause] = {}
    for at in group.clauses:
        clause = read.clauses[at]
        content = tuple(wording.stems[word] for word in clause.running.words if wording.is_content[word])
        if len(content) >= _FEWEST_CONTENT:
            seen.setdefault(content, clause)
    ordered = sorted(seen, key=lambda content: (-len(content), content))
    return [seen[content] for content in ordered[:_MOST_STRETCHES]]


def _candidates(read: Read, groups: Sequence[Group], stretches: Sequence[_Stretch]) -> list[tuple[int, int]]:
    """Stretches and the sentences that may render them, by number: they share content words as they are written."""
    if not stretches or not read.unmarked.size:
        return []
    stories: dict[str, int] = {}
    of_articles = np.array([stories.setdefault(story, len(stories)) for story in read.story_ids], dtype=np.int64)
    looked_for = RunningWords([_text(read, stretch.clause) for stretch in stretches])
    is_content = ~np.isin(looked_for.hashes, RunningWords(sorted(function_words())).hashes)
    of_stretches = of_articles[[stretch.clause.article for stretch in stretches]]
    words = RunningWords(read.rows["text"].gather(read.unmarked).to_list())
    known, numbers = np.unique(looked_for.hashes[is_content], return_inverse=True)
    places = np.minimum(np.searchsorted(known, words.hashes), max(known.size - 1, 0))
    hit = np.flatnonzero(known[places] == words.hashes) if known.size else np.empty(0, dtype=np.int64)
    articles = read.rows["article"].to_numpy().astype(np.int64)
    sentences = read.unmarked[words.texts[hit]]
    size = known.size + 1
    owners = looked_for.texts[is_content].astype(np.int64)
    wanted, keys = of_stretches[owners] * size + numbers, of_articles[articles[sentences]] * size + places[hit]
    asked = _pairs(wanted, owners)
    holders, sentences = _sharing(asked, _pairs(keys, sentences))
    order = order_by(holders, sentences)
    holders, sentences = holders[order], sentences[order]
    runs = run_starts(holders, sentences)
    heads = runs[:-1]
    # what one article alone has is asked for nearly word for word
    sizes = np.bincount(asked[1], minlength=len(stretches))
    is_alone = np.array([len(groups[stretch.group].clauses) == 1 for stretch in stretches])
    least = np.where(is_alone, np.maximum(_FEWEST_ALIKE, _MOST_ALIKE * sizes), _FEWEST_ALIKE)
    often = heads[np.diff(runs) >= least[holders[heads]]]
    quoting = [{read.clauses[at].article for at in group.clauses} for group in groups]
    return [
        (at, number)
        for at, number in zip(holders[often].tolist(), sentences[often].tolist(), strict=True)
        if int(articles[number]) not in quoting[stretches[at].group]
    ]


def _pairs(keys: Numbers, owners: Numbers) -> tuple[Numbers, Numbers]:
    """Keys with their owners, ordered, each pair once."""
    order = order_by(keys, owners)
    keys, owners = keys[order], owners[order]
    heads = run_starts(keys, owners)[:-1]
    return keys[heads], owners[heads]


def _sharing(one: tuple[Numbers, Numbers], other: tuple[Numbers, Numbers]) -> tuple[Numbers, Numbers]:
    """Owners of both sides that share a key, once for each key."""
    keys, owners = one
    first, last = (np.searchsorted(keys, other[0], side=side) for side in ("left", "right"))
    place, row = rows_between(first, last)
    return owners[row], other[1][place]


def _text(read: Read, clause: Clause) -> str:
    sentence = read.sentences[clause.sentence]
    return " ".join(sentence.between(start, end) for start, end in clause.parts)


def _sentences(read: Read, wanted: Sequence[tuple[int, int]]) -> tuple[list[int], Iterator[tuple[int, int, str]]]:
    numbers = sorted({number for _, number in wanted})
    return numbers, read.rows.select("article", "char_start", "text")[numbers].iter_rows()


def _unmarked(read: Read, number: int, sentence: Sentence) -> list[Running]:
    """Words of a sentence between its attributed quotations; marks that are nobody's are not told from other text."""
    edges = [sentence.start]
    for start, end in read.marked.get(number, ()):
        edges += [start, end]
    edges.append(sentence.start + len(sentence.text))
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [read.wording.read(sentence.between(start, end), start, capitals=False) for start, end in pairs]


def _rendering(
    read: Read,
    stretch: _Stretch,
    canonical: Clause,
    sentence: Sentence,
    running: Running,
    indirect: Sequence[tuple[int, int, str]],
) -> Rendering | None:
    """What a stretch of a sentence repeats of a variant; None where it is too little."""
    stems, is_content = read.wording.stems, read.wording.is_content
    whole = [stems[word] for word in stretch.clause.running.words]
    content = [at for at, word in enumerate(stretch.clause.running.words) if is_content[word]]
    looked_for = [whole[at] for at in content]
    places = [at for at, word in enumerate(running.words) if is_content[word]]
    pairs = align(looked_for, [stems[running.words[at]] for at in places])
    least = max(_FEWEST_CONTENT, LEAST_LIKENESS * len(looked_for))
    if len(pairs) < least or len(pairs) < _LEAST_DENSITY * (pairs[-1][1] - pairs[0][1] + 1):
        return None
    everything = [stems[word] for word in running.words]
    first = places[pairs[0][1]] - _common(whole[: content[pairs[0][0]]][::-1], everything[: places[pairs[0][1]]][::-1])
    last = places[pairs[-1][1]] + 1
    last += _common(whole[content[pairs[-1][0]] + 1 :], everything[last:])
    found = running.cut(first, last)
    own = everything[first:last]
    score = LCSseq.similarity(whole, own) / min(len(whole), len(own))
    start, end = found.starts[0], found.ends[-1]
    quote_id = next((quote for low, high, quote in indirect if low < (start + end) / 2 < high), None)
    if quote_id is None and score < LEAST_LIKENESS:
        return None
    text = sentence.between(start, end)
    if quote_id is None:
        plain = sum(
            is_content[word] and not text[at - start].isupper()
            for word, at in zip(found.words, found.starts, strict=True)
        )
        if plain < _FEWEST_PLAIN - (own == whole):  # a title, or an office with who holds it: everybody's words
            return None
    kept = LCSseq.similarity([stems[word] for word in canonical.running.words], own)
    return Rendering(stretch.group, sentence.article, start, end, text, quote_id, kept, round(score, 4))


def _common(one: Sequence[int], other: Sequence[int]) -> int:
    """How many words both begin with."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count
