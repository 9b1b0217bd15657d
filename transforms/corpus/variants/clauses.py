"""Clauses: what stands in quotation marks, cut at the ends of sentences and at ellipses.

``"A," she said, "b"`` is one clause of two parts; so are the fragments of one source within one sentence. A span in
which an outlet runs sentences together, with or without an ellipsis, gives a clause a sentence: it may quote them in
another order than its neighbour does.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from transforms.corpus.variants.wording import UNREAD, Running, Wording

FEWEST_WORDS: Final = 4  # of a clause: of three, anybody says the same
_ELLIPSIS: Final = re.compile(r"…|\.\s?\.\s?\.")


class Sentence(NamedTuple):
    """A sentence of an article's text; its words are read where somebody speaks in it."""

    start: int
    end: int
    text: str
    running: Running

    def between(self, start: int, end: int) -> str:
        """The text between two offsets."""
        return self.text[max(start - self.start, 0) : max(end - self.start, 0)]


class Span(NamedTuple):
    """Words in quotation marks."""

    start: int
    end: int
    quote_id: str
    is_fragment: bool


class Clause(NamedTuple):
    """Words that one source is quoted with: ``parts`` are the stretches of the text that hold them."""

    article: int
    sentence: int
    quote_id: str
    is_fragment: bool
    running: Running
    parts: tuple[tuple[int, int], ...]


def read_sentences(rows: Sequence[tuple[int, int, str]], spans: Sequence[Span], wording: Wording) -> list[Sentence]:
    """Sentences of an article: start, end and text of each, in order, with the words of those that spans touch."""
    ends = [span.end for span in spans]
    sentences = []
    for start, end, text in rows:
        at = bisect_right(ends, start)
        is_touched = at < len(spans) and spans[at].start < end
        sentences.append(Sentence(start, end, text, wording.read(text, start) if is_touched else UNREAD))
    return sentences


def cut_clauses(article: int, sentences: Sequence[Sentence], spans: Sequence[Span]) -> list[Clause]:
    """The clauses of an article; sentences and spans in order."""
    clauses: list[Clause] = []
    first = 0
    for span in spans:
        while first < len(sentences) and sentences[first].end <= span.start:
            first += 1
        at = first
        while at < len(sentences) and sentences[at].start < span.end:
            for clause in _pieces(article, at, sentences[at], span):
                before = clauses[-1] if clauses else None
                if before is not None and _is_one(before, clause, sentences[at]):
                    clauses[-1] = clause._replace(
                        running=clause.running.behind(before.running), parts=before.parts + clause.parts
                    )
                else:
                    clauses.append(clause)
            at += 1
    return [clause for clause in clauses if len(clause.running.words) >= FEWEST_WORDS]


def _pieces(article: int, at: int, sentence: Sentence, span: Span) -> list[Clause]:
    """What stands of a span in a sentence, cut at ellipses; a few words beside one stay with what is before them."""
    running = sentence.running
    low, high = bisect_left(running.starts, span.start), bisect_left(running.starts, span.end)
    if low == high:
        return []
    cuts = [low]
    inside = sentence.between(span.start, span.end)
    if "…" in inside or ".." in inside or ". ." in inside:
        base = max(span.start, sentence.start)
        for mark in _ELLIPSIS.finditer(inside):
            cut = bisect_left(running.starts, base + mark.start())
            if min(cut - cuts[-1], high - cut) >= FEWEST_WORDS:
                cuts.append(cut)
    cuts.append(high)
    return [
        Clause(
            article, at, span.quote_id, span.is_fragment, running.cut(first, last),
            ((running.starts[first], running.ends[last - 1]),),
        )
        for first, last in pairwise(cuts)
    ]  # fmt: skip


def _is_one(before: Clause, clause: Clause, sentence: Sentence) -> bool:
    """Whether a clause goes on with the one before it, on the other side of who said it."""
    return (
        before.quote_id == clause.quote_id
        and before.sentence == clause.sentence
        and not _ELLIPSIS.search(sentence.between(before.parts[-1][1], clause.parts[0][0]))
    )
