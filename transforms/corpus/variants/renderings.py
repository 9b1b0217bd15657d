"""The words of a variant outside quotation marks: reported indirectly, or in the outlet's own voice.

An article that quotes nothing of a variant may still carry its words. Its sentences are looked at where they share
several content words with a stretch that others quote; what they repeat of it, in order and close together, is a
rendering.
"""

from collections.abc import Iterator, Sequence
from itertools import compress, count
from math import ceil
from typing import Final, NamedTuple

import numpy as np
import polars as pl
from rapidfuzz.distance import LCSseq

from transforms.corpus.variants.clauses import Clause, Sentence
from transforms.corpus.variants.grouping import Group
from transforms.corpus.variants.matching import LEAST_LIKENESS, Compared, align
from transforms.corpus.variants.reading import Read
from transforms.corpus.variants.wording import Running, function_words
from transforms.text.columns import Numbers, order_by, rows_between, run_starts
from transforms.text.running_words import Hashes, RunningWords

_FEWEST_CONTENT: Final = 4  # content words that a stretch has, and a rendering repeats
_FEWEST_ALIKE: Final = 3  # of them written alike: what a sentence is looked at for
_MOST_ALIKE: Final = 0.8  # of the content words of a clause that no other article quotes
_FEWEST_PLAIN: Final = 3  # content words of nobody's rendering that are no names; two where it changes nothing
_LEAST_DENSITY: Final = 0.6  # of the content words between the first and the last that are repeated
_MOST_STRETCHES: Final = 4  # of a variant that are looked for: the canonical one and the fullest others
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)  # a story's number times this tells its words from another's
_SLOTS: Final = 1 << 20
_SLOT: Final = np.uint64(_SLOTS - 1)


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
    """A stretch that is looked for: its stems, the places of its content words, and the stems of these."""

    group: int
    clause: Clause
    stems: str
    places: list[int]
    content: str


class _Outside(NamedTuple):
    """Words of a sentence between quotations, with what a stretch has of its own."""

    running: Running
    stems: str
    places: list[int]
    content: str


def find_renderings(read: Read, groups: Sequence[Group], compared: Compared) -> list[Rendering]:
    """Renderings of variants in articles that do not quote them, at most one of each."""
    stretches = [stretch for at, group in enumerate(groups) for stretch in _fullest(read, at, group, compared)]
    wanted = _candidates(read, groups, stretches)
    texts = {number: Sentence(*row) for number, row in zip(*_sentences(read, wanted), strict=True)}
    unmarked = {number: _unmarked(read, number, sentence) for number, sentence in texts.items()}
    read.wording.settle()
    outside = {number: [_outside(read, running) for running in found] for number, found in unmarked.items()}
    indirect: dict[int, list[tuple[int, int, str]]] = {}
    for sentence, *span in read.indirect.filter(pl.col("sentence").is_in(list(texts))).iter_rows():
        indirect.setdefault(sentence, []).append((span[0], span[1], span[2]))
    best: dict[tuple[int, int], Rendering] = {}
    for at, number in wanted:
        stretch, sentence = stretches[at], texts[number]
        canonical = compared.stems[groups[stretch.group].canonical]
        for words in outside[number]:
            found = _rendering(read, stretch, canonical, sentence, words, indirect.get(number, ()))
            key = (stretch.group, sentence.article)
            if found and (key not in best or _rank(found) < _rank(best[key])):
                best[key] = found
    return [best[key] for key in sorted(best)]


def _rank(rendering: Rendering) -> tuple[int, float, int]:
    return -rendering.kept, -rendering.score, rendering.char_start


def _fullest(read: Read, number: int, group: Group, compared: Compared) -> Iterator[_Stretch]:
    """Different stretches of a variant with enough content, the fullest first."""
    seen: dict[str, int] = {}
    for at in group.clauses:
        content = "".join(compress(compared.stems[at], compared.is_content[at]))
        if len(content) >= _FEWEST_CONTENT:
            seen.setdefault(content, at)
    for content in sorted(seen, key=lambda content: (-len(content), content))[:_MOST_STRETCHES]:
        at = seen[content]
        places = list(compress(count(), compared.is_content[at]))
        yield _Stretch(number, read.clauses[at], compared.stems[at], places, content)


def _outside(read: Read, running: Running) -> _Outside:
    is_content = [read.wording.is_content[word] for word in running.words]
    stems = read.wording.letters(running.words)
    return _Outside(running, stems, list(compress(count(), is_content)), "".join(compress(stems, is_content)))


def _candidates(read: Read, groups: Sequence[Group], stretches: Sequence[_Stretch]) -> list[tuple[int, int]]:
    """Stretches and the sentences that may render them, by number: they share content words as they are written."""
    if not stretches or not read.unmarked.size:
        return []
    stories: dict[str, int] = {}
    numbers = [stories.setdefault(story, len(stories)) for story in read.story_ids]
    of_articles = np.array(numbers, dtype=np.uint64) * _SPREAD
    looked_for = RunningWords([_text(read, stretch.clause) for stretch in stretches])
    is_content = ~np.isin(looked_for.hashes, RunningWords(sorted(function_words())).hashes)
    of_stretches = of_articles[[stretch.clause.article for stretch in stretches]]
    words = RunningWords(read.rows["text"].gather(read.unmarked).to_list())
    articles = read.rows["article"].to_numpy().astype(np.int64)
    owners = looked_for.texts[is_content].astype(np.int64)
    wanted, keys = np.unique(looked_for.hashes[is_content] ^ of_stretches[owners], return_inverse=True)
    asked = _pairs(keys, owners)
    place, key = _found(wanted, words.hashes ^ of_articles[articles[read.unmarked]][words.texts])
    holders, sentences = _sharing(asked, _pairs(key, read.unmarked[words.texts[place]]))
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


def _found(wanted: Hashes, every: Hashes) -> tuple[Numbers, Numbers]:
    """Where one of some hashes stands, which are ordered, and which of them it is."""
    is_wanted = np.zeros(_SLOTS, dtype=bool)
    is_wanted[wanted & _SLOT] = True
    place = np.flatnonzero(is_wanted[every & _SLOT])  # most words are nobody's: a look into a table finds that out
    key = np.searchsorted(wanted, every[place])
    is_found = wanted[np.minimum(key, wanted.size - 1)] == every[place] if wanted.size else np.zeros(0, dtype=bool)
    return place[is_found], key[is_found]


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
    return [read.wording.read(sentence.between(start, end), start) for start, end in pairs]


def _rendering(
    read: Read,
    stretch: _Stretch,
    canonical: str,
    sentence: Sentence,
    words: _Outside,
    indirect: Sequence[tuple[int, int, str]],
) -> Rendering | None:
    """What a stretch of a sentence repeats of a variant; None where it is too little."""
    least = max(_FEWEST_CONTENT, ceil(LEAST_LIKENESS * len(stretch.content)))
    if LCSseq.similarity(stretch.content, words.content, score_cutoff=least) < least:
        return None
    pairs = align(stretch.content, words.content)
    if len(pairs) < _LEAST_DENSITY * (pairs[-1][1] - pairs[0][1] + 1):
        return None
    whole, content, everything, places = stretch.stems, stretch.places, words.stems, words.places
    first = places[pairs[0][1]] - _common(whole[: content[pairs[0][0]]][::-1], everything[: places[pairs[0][1]]][::-1])
    last = places[pairs[-1][1]] + 1
    last += _common(whole[content[pairs[-1][0]] + 1 :], everything[last:])
    found = words.running.cut(first, last)
    own = everything[first:last]
    score = LCSseq.similarity(whole, own) / min(len(whole), len(own))
    start, end = found.starts[0], found.ends[-1]
    quote_id = next((quote for low, high, quote in indirect if low < (start + end) / 2 < high), None)
    if quote_id is None and score < LEAST_LIKENESS:
        return None
    text = sentence.between(start, end)
    if quote_id is None:
        plain = sum(
            read.wording.is_content[word] and not text[at - start].isupper()
            for word, at in zip(found.words, found.starts, strict=True)
        )
        if plain < _FEWEST_PLAIN - (own == whole):  # a title, or an office with who holds it: everybody's words
            return None
    kept = LCSseq.similarity(canonical, own)
    return Rendering(stretch.group, sentence.article, start, end, text, quote_id, kept, round(score, 4))


def _common(one: str, other: str) -> int:
    """How many words both begin with."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count
