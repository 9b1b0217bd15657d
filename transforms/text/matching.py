"""Find the terms of a lexicon in text: whole words only, looked up by their hashes, a batch at a time.

A term is a chain of words. Looking it up is arithmetic on columns: first all words of the batch are looked up, then
those that may begin a longer term together with the next one, and so on. Of overlapping hits the leftmost, and of those
the longest, counts. What this cannot see: a term broken by a hyphen at a line's end, a misspelling.
"""

import copy
import re
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple

import ahocorasick_rs
import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.text.axis import Axis, moved, within
from transforms.text.columns import overlapping
from transforms.text.folding import IN_WORD, fold_for_matching, is_narrow, term_key, term_keys
from transforms.text.inflection import inflect, plural, verb_forms
from transforms.text.running_words import TEXT_END, Hashes, Numbers, RunningWords
from transforms.vocabulary import VOICES

__all__ = [
    "Found",
    "HashTable",
    "Numbers",
    "SentenceIndex",
    "TermMatcher",
    "fold_for_matching",
    "inflect",
    "plural",
    "term_key",
    "verb_forms",
]

_SPARSENESS: Final = 4  # a table has 16 to 32 slots a key, so that few hashes of other words need a closer look
_GREATEST: Final = 0xFFFFFFFFFFFFFFFF
_CHAIN: Final = np.uint64(0x165667B19E3779F9)  # odd multipliers, so that the order of words matters
_GAP: Final = np.uint64(0x27D4EB2F165667C5)
_NO_GAP: Final = np.uint32(2)  # of no text: what stands between two words of such a term is too wide to be told
_CORE: Final = re.compile(r"[^\W_](?:.*[^\W_])?")


class Found(NamedTuple):
    """Hits in the order of the text, as columns: number of the term, and offsets into its sentence."""

    terms: Numbers
    starts: Numbers
    ends: Numbers


class HashTable:
    """Hashes to numbers, for whole columns."""

    def __init__(self, keys: Hashes) -> None:
        """Number the distinct keys in their order."""
        keys = np.unique(keys)
        bits = int(keys.size).bit_length() + _SPARSENESS
        self._shift: Final = np.uint64(64 - bits)
        fills = np.bincount((keys >> self._shift).astype(np.int64), minlength=1 << bits)
        self.size: Final = keys.size
        self._keys: Final = np.append(keys, np.uint64(_GREATEST))  # after the last key none is smaller than a hash
        self._first: Final = (np.cumsum(fills) - fills).astype(np.int32)
        self._is_used: Final = fills > 0
        self._fullest: Final = int(fills.max(initial=0))

    def find(self, hashes: Hashes) -> tuple[Numbers, Numbers]:
        """Places in ``hashes`` whose hash is known, and its number."""
        slots = (hashes >> self._shift).view(np.int64)
        places = np.flatnonzero(self._is_used[slots])
        wanted, numbers = hashes[places], self._first[slots[places]].astype(np.int64)
        for _ in range(self._fullest - 1):
            numbers += self._keys[numbers] < wanted  # keys are sorted: the next one may be it
        is_known = self._keys[numbers] == wanted
        return places[is_known], numbers[is_known]


class _Marked(NamedTuple):
    """A term with marks before its first word or after its last one: "#metoo", "dr."."""

    term: int
    node: int
    before: bytes
    after: bytes


class TermMatcher:
    """A lexicon made ready for matching; a term given twice is refused.

    Args:
        terms: In any case; marks in a term count as :func:`transforms.text.folding.fold_for_matching` leaves them.
        any_marks: Whether any marks may stand before a term and between its words. Else only those that the term has,
            and a space before it.
    """

    def __init__(self, terms: Sequence[str], *, any_marks: bool = False) -> None:
        self.terms: Final = term_keys(terms)
        if len(set(self.terms)) != len(self.terms):
            raise ValueError("a term stands twice in one lexicon; merge the rows first")
        self._any_marks: Final = any_marks
        self._wide_automaton: ahocorasick_rs.AhoCorasick | None = None
        if not all(map(is_narrow, self.terms)):  # a user's labels in another alphabet: a slow pass over code points
            self._wide_automaton = ahocorasick_rs.AhoCorasick(
                [f" {key}" for key in self.terms], ahocorasick_rs.MatchKind.LeftmostLongest
            )
        cores = [key if key[0].isalnum() and key[-1].isalnum() else _core(key) for key in self.terms]
        words = RunningWords(cores)
        first = np.searchsorted(words.texts, np.arange(len(cores)))
        sizes = np.diff(first, append=words.texts.size)
        chains = self._chains(words, first, sizes)
        self._table: Final = HashTable(np.concatenate([np.empty(0, np.uint64), *(made for _, made in chains)]))
        self._term_of: Final = np.full(self._table.size, -1, dtype=np.int32)  # of each node of the tree of chains
        self._goes_on: Final = np.zeros(self._table.size, dtype=bool)
        is_plain = np.fromiter(map(str.__eq__, cores, self.terms), np.bool_, len(cores))
        self._marked: Final[list[_Marked]] = []
        self._marks: Final = np.zeros((2, len(cores)), dtype=np.int64)  # how many before and after each term's words
        for size, (terms_, made) in enumerate(chains, start=1):
            _, nodes = self._table.find(made)
            is_whole = sizes[terms_] == size
            self._goes_on[nodes[~is_whole]] = True
            plain = is_whole & is_plain[terms_]
            self._term_of[nodes[plain]] = terms_[plain]
            for at in np.flatnonzero(is_whole & ~is_plain[terms_]).tolist():
                term = int(terms_[at])
                before, _, after = (
                    part.encode("latin-1", "replace") for part in self.terms[term].partition(cores[term])
                )
                self._marked.append(_Marked(term, int(nodes[at]), before, after))
                self._marks[:, term] = len(before), len(after)

    def _chains(self, words: RunningWords, first: Numbers, sizes: Numbers) -> list[tuple[Numbers, Hashes]]:
        """By number of words: the terms that have so many, and the hashes of their first so many words."""
        gaps = np.where(words.gaps == 0, _NO_GAP, words.gaps)
        made = np.zeros(sizes.size, dtype=np.uint64)
        chains = []
        for place in range(int(sizes.max(initial=0))):
            terms = np.flatnonzero(sizes > place)
            at = first[terms] + place
            made[terms] = self._chained(made[terms], words.hashes[at], gaps[at]) if place else words.hashes[at]
            chains.append((terms, made[terms]))
        return chains

    def _chained(self, made: Hashes, hashes: Hashes, gaps: npt.NDArray[np.uint32]) -> Hashes:
        return made * _CHAIN + hashes if self._any_marks else made * _CHAIN + gaps * _GAP + hashes

    def find(self, words: RunningWords) -> tuple[Numbers, Found]:
        """Hits of whole words: numbers of their texts, and terms with offsets within the texts."""
        if self._wide_automaton is not None:
            return _find_wide(words, self._wide_automaton)
        first, last, terms = self.find_words(words)
        numbers = words.texts[first].astype(np.int64)
        bounds = words.bounds[numbers]
        before, after = self._marks[:, terms]
        return numbers, Found(terms, words.starts[first] - bounds - before, words.ends[last] - bounds + after)

    def find_words(self, words: RunningWords) -> tuple[Numbers, Numbers, Numbers]:
        """Hits: numbers of their first and last running words, and terms. A term of another alphabet is not found."""
        term_at = np.full(words.starts.size, -1, dtype=np.int32)  # the longest term that begins at each word
        size_at = np.zeros(words.starts.size, dtype=np.int8)
        at, nodes = self._table.find(words.hashes)
        made = words.hashes[at]
        size = 1
        while at.size:
            terms = self._term_of[nodes]
            is_term = terms >= 0
            if not self._any_marks:
                is_term &= words.after_space[at]
            term_at[at[is_term]] = terms[is_term]
            size_at[at[is_term]] = size
            for marked in self._marked:
                places = at[nodes == marked.node]
                places = places[_is_marked(words, places, places + (size - 1), marked)]
                term_at[places] = marked.term
                size_at[places] = size
            goes_on = self._goes_on[nodes]
            goes_on &= at < words.starts.size - size
            at, made = at[goes_on], made[goes_on]
            if self._any_marks:
                is_one_text = words.texts[at + size] == words.texts[at]
                at, made = at[is_one_text], made[is_one_text]
                made = made * _CHAIN + words.hashes[at + size]
            else:
                made = self._chained(made, words.hashes[at + size], words.gaps[at + size])
            known, nodes = self._table.find(made)
            at, made = at[known], made[known]
            size += 1
        first = np.flatnonzero(term_at >= 0)
        last = first + size_at[first]
        is_told = _without_overlap(first, last)
        first, last = first[is_told], last[is_told] - 1
        return first, last, term_at[first].astype(np.int64)


def _core(key: str) -> str:
    core = _CORE.search(key)
    return core.group() if core else ""


def _is_marked(words: RunningWords, first: Numbers, last: Numbers, marked: _Marked) -> npt.NDArray[np.bool_]:
    """Whether the marks of a term stand around places where its words do."""
    codes, starts, ends = words.codes, words.starts[first], words.ends[last]
    at = starts - len(marked.before)
    is_so: npt.NDArray[np.bool_] = codes[at - 1] == ord(" ")
    for place, mark in enumerate(marked.before):
        is_so &= codes[at + place] == mark
    for place, mark in enumerate(marked.after):
        is_so &= codes[np.minimum(ends + place, codes.size - 1)] == mark
    is_so &= ~IN_WORD[codes[np.minimum(ends + len(marked.after), codes.size - 1)]]
    return is_so


def _without_overlap(first: Numbers, last: Numbers) -> npt.NDArray[np.bool_]:
    """Which hits count: from the left, each that does not begin inside one that counts."""
    counts = np.ones(first.size, dtype=bool)
    doubtful = overlapping(first, last)
    reach = 0
    inside = []
    for place, start, end in zip(doubtful.tolist(), first[doubtful].tolist(), last[doubtful].tolist(), strict=True):
        if start < reach:
            inside.append(place)
        else:
            reach = end
    counts[inside] = False
    return counts


def _find_wide(words: RunningWords, automaton: ahocorasick_rs.AhoCorasick) -> tuple[Numbers, Found]:
    matches = automaton.find_matches_as_indexes(f" {fold_for_matching(TEXT_END.join(words.given))} ")
    terms, starts, ends = np.fromiter(chain.from_iterable(matches), np.int64, 3 * len(matches)).reshape(-1, 3).T
    is_whole = ~IN_WORD[words.codes[ends]]
    terms, starts, ends = terms[is_whole], starts[is_whole] + 1, ends[is_whole]
    numbers = np.searchsorted(words.bounds, starts, side="right") - 1
    bounds = words.bounds[numbers]
    return numbers, Found(terms, starts - bounds, ends - bounds)


_VOICE: Final = pl.Enum(VOICES)


class SentenceIndex:
    """Sentences of a batch laid end to end, so that one pass of a matcher serves them all.

    Args:
        sentences: ``sentence_id``, ``article_id``, ``role``, ``char_start`` (null where the sentence does not stand in
            the article's text) and ``text``, sorted by article.
        voice_spans: ``article_id``, ``char_start``, ``char_end``, ``voice``, ``quote_id``; without overlap.
    """

    def __init__(self, sentences: pl.DataFrame, voice_spans: pl.DataFrame) -> None:
        self.columns: Final = sentences.select(
            pl.col("sentence_id", "article_id", "role").cast(pl.String), pl.col("char_start").cast(pl.Int64)
        )
        self.texts: Final[list[str]] = sentences["text"].to_list()
        self.roles: Final[list[str]] = sentences["role"].to_list()
        self.article_numbers: Final = sentences["article_id"].rle_id().cast(pl.Int64).to_numpy()
        self.words: Final = RunningWords(self.texts)
        self._voice_spans = voice_spans

    def with_voices(self, voice_spans: pl.DataFrame) -> "SentenceIndex":
        """The same sentences under other spans of voice; what was made of the words is shared."""
        index = copy.copy(self)
        index._voice_spans = voice_spans  # noqa: SLF001  its own class
        index.__dict__.pop("_spans", None)  # made of the former spans
        return index

    @property
    def starts(self) -> Numbers:
        """Where each sentence begins in ``folded``."""
        return self.words.bounds

    @cached_property
    def is_title(self) -> npt.NDArray[np.bool_]:
        """Whether each sentence is a title."""
        return (self.columns["role"] == "title").to_numpy()

    @cached_property
    def folded(self) -> str:
        """The narrow folded copy of the sentences; sentence n begins at ``starts[n]``."""
        return self.words.padded.decode("latin-1")

    def find(self, matcher: TermMatcher) -> tuple[Numbers, Found]:
        """Hits in the order of the text: numbers of their sentences, and terms with offsets within the sentences."""
        return matcher.find(self.words)

    @cached_property
    def axis(self) -> Axis:
        """The axis of the articles."""
        return Axis(self.columns["article_id"])

    @cached_property
    def places(self) -> Numbers:
        """Where each sentence stands on the axis; nowhere: not in its article's text."""
        return self.axis.places(self.columns, "char_start")

    @cached_property
    def _spans(self) -> tuple[Numbers, Numbers, pl.Series, pl.Series]:
        """Starts and ends of the spans of quotation on the axis; voices and quotes, before them those of no span."""
        spans = (
            self._voice_spans.select(
                pl.Series("char_start", self.axis.places(self._voice_spans, "char_start")),
                pl.Series("char_end", self.axis.places(self._voice_spans, "char_end")),
                pl.col("voice").cast(_VOICE),
                "quote_id",
            )
            .filter(pl.col("char_start") >= 0)
            .sort("char_start", "char_end")
        )
        return (
            spans["char_start"].to_numpy(),
            spans["char_end"].to_numpy(),
            # what no span covers is the outlet's
            pl.concat([pl.Series("voice", ["outlet"], dtype=_VOICE), spans["voice"]]),
            pl.concat([pl.Series("quote_id", [None], dtype=pl.String), spans["quote_id"]]),
        )

    def voices_at(self, numbers: Numbers, places: Numbers) -> tuple[pl.Series, pl.Series]:
        """Voice and quote id (null in the outlet's voice) at places of sentences."""
        if self._voice_spans.is_empty():
            voice = pl.repeat("outlet", len(numbers), dtype=_VOICE, eager=True)
            return voice, pl.repeat(None, len(numbers), dtype=pl.String, eager=True)
        starts, ends, voices, quotes = self._spans
        spans = within(moved(self.places[numbers], places), starts, ends) + 1
        return voices.gather(spans), quotes.gather(spans)
