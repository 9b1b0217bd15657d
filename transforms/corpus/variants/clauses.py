"""Clauses: what stands in quotation marks, cut at the ends of sentences and at ellipses.

``"A," she said, "b"`` is one clause of two parts; so are the fragments of one source within one sentence. A span in
which an outlet runs sentences together, with or without an ellipsis, gives a clause a sentence: it may quote them in
another order than its neighbour does.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from transforms.corpus.variants.wording import Running, Wording

FEWEST_WORDS: Final = 4  # of a clause: of three, anybody says the same
ELLIPSIS: Final = re.compile(r"…|\.\s?\.\s?\.")


class Sentence(NamedTuple):
    """A sentence of an article's text."""

    article: int
    start: int
    text: str

    def between(self, start: int, end: int) -> str:
        """The text between two offsets."""
        return self.text[max(start - self.start, 0) : max(end - self.start, 0)]


class Marked(NamedTuple):
    """What stands in a sentence of a span in quotation marks; the sentence by its number."""

    sentence: int
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


def cut_clauses(marked: Iterable[Marked], sentences: dict[int, Sentence], wording: Wording) -> list[Clause]:
    """The clauses of spans, which come in order."""
    clauses: list[Clause] = []
    for piece in marked:
        sentence = sentences[piece.sentence]
        for clause in _pieces(piece, sentence, wording):
            before = clauses[-1] if clauses else None
            if before is not None and _is_one(before, clause, sentence):
                joined = clause.running.behind(before.running)
                clauses[-1] = before._replace(running=joined, parts=before.parts + clause.parts)
            else:
                clauses.append(clause)
    return [clause for clause in clauses if len(clause.running.words) >= FEWEST_WORDS]


def _pieces(piece: Marked, sentence: Sentence, wording: Wording) -> Iterator[Clause]:
    """A span in a sentence, cut at ellipses; a few words beside one stay with what is on its other side."""
    text = sentence.between(piece.start, piece.end)
    cuts = [0, len(text)]
    if "…" in text or ".." in text or ". ." in text:
        cuts = [0]
        for mark in ELLIPSIS.finditer(text):
            sides = (text[cuts[-1] : mark.start()], text[mark.end() :])
            if min(len(side.split()) for side in sides) >= FEWEST_WORDS:
                cuts.append(mark.end())
        cuts.append(len(text))
    for first, last in pairwise(cuts):
        running = wording.read(text[first:last], piece.start + first)
        if running.words:
            part = (running.starts[0], running.ends[-1])
            yield Clause(sentence.article, piece.sentence, piece.quote_id, piece.is_fragment, running, (part,))


def _is_one(before: Clause, clause: Clause, sentence: Sentence) -> bool:
    """Whether a clause goes on with the one before it, on the other side of who said it."""
    if before.sentence != clause.sentence or before.quote_id != clause.quote_id:
        return False
    few = min(len(before.running.words), len(clause.running.words)) < FEWEST_WORDS
    return few or not ELLIPSIS.search(sentence.between(before.parts[-1][1], clause.parts[0][0]))
