"""Attributions found in the annotated articles, held against the annotations."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from tests.gold.markup import Annotated, Annotation, Span, read_annotated
from transforms.annotations.attribution import attribute
from transforms.annotations.sentences import split_sentences

QUOTES: Final = Path(__file__).parent / "quotes"
OVERLAP: Final = 0.8  # of the longer of the two contents, as the scorers of the reported-speech corpora count
_MARKS: Final = frozenset('"“”')


@dataclass(frozen=True, slots=True)
class Judged:
    """A quote that the rules found, and the annotation that it matches, if one does."""

    article: Annotated
    quote: dict[str, Any]
    pieces: list[Span]
    match: Annotation | None


def is_held(name: str) -> bool:
    """Whether an article belongs to the half whose errors nobody reads."""
    return hashlib.sha1(name.encode(), usedforsecurity=False).digest()[-1] % 2 == 1


def articles(*, held: bool | None = None) -> Iterator[Annotated]:
    """The annotated articles of all registers; ``held`` picks a half."""
    for path in sorted(QUOTES.glob("*.txt")):
        for one in read_annotated(path):
            if held is None or is_held(one.name) == held:
                yield one


def judge(article: Annotated) -> list[Judged]:
    """The quotes of an article in their order, each matched with at most one annotation, best overlap first."""
    found = attribute(pl.DataFrame({"article_id": ["a"], "text": [article.text]}), _sentences(article.text))
    pieces: defaultdict[str, list[Span]] = defaultdict(list)
    for quote_id, start, end in found.quote_pieces.select("quote_id", "char_start", "char_end").iter_rows():
        pieces[quote_id].append((start, end))
    quotes = found.quotes.to_dicts()
    ours = [characters(article.text, pieces[quote["quote_id"]]) for quote in quotes]
    theirs = [characters(article.text, one.content) for one in article.attributions]
    matched = best_pairs(ours, theirs)
    return [
        Judged(article, quote, pieces[quote["quote_id"]], article.attributions[matched[i]] if i in matched else None)
        for i, quote in enumerate(quotes)
    ]


def figures(chosen: Iterable[Annotated]) -> dict[str, float]:
    """F1 of quotes with marks and without, share of right speakers of matched quotes, F1 of both together."""
    counts: Counter[str] = Counter()
    for article in chosen:
        judged = judge(article)
        for one in article.attributions:
            counts[f"wanted {_kind(article.text, one)}"] += 1
        for item in judged:
            counts["found indirect" if item.quote["kind"] == "indirect" else "found marks"] += 1
            if item.match is None:
                continue
            counts[f"right {_kind(article.text, item.match)}"] += 1
            counts["speakers"] += bool(item.match.source)
            counts["right speakers"] += bool(item.match.source) and _is_source(item)
            counts["together"] += not item.match.source or _is_source(item)
    f1 = {
        kind: 2 * counts[f"right {kind}"] / (counts[f"wanted {kind}"] + counts[f"found {kind}"])
        for kind in ("marks", "indirect")
    }
    wanted = counts["wanted marks"] + counts["wanted indirect"]
    found = counts["found marks"] + counts["found indirect"]
    return f1 | {
        "speaker": counts["right speakers"] / counts["speakers"],
        "together": 2 * counts["together"] / (wanted + found),
    }


def _is_source(item: Judged) -> bool:
    start, end = item.quote["speaker_char_start"], item.quote["speaker_char_end"]
    return start is not None and item.match is not None and any(start < b and a < end for a, b in item.match.source)


def _kind(text: str, one: Annotation) -> str:
    return "marks" if any(not _MARKS.isdisjoint(text[start:end]) for start, end in one.content) else "indirect"


def best_pairs(ours: Sequence[frozenset[int]], theirs: Sequence[frozenset[int]]) -> dict[int, int]:
    """Contents of two readings that are one, by their places; each in one pair, best overlap first."""
    overlaps = sorted(
        (-len(own & other) / max(len(own), len(other)), i, j)
        for i, own in enumerate(ours)
        for j, other in enumerate(theirs)
        if own & other
    )
    matched: dict[int, int] = {}
    for overlap, i, j in overlaps:
        if -overlap >= OVERLAP and i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def characters(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """The places of letters and figures in some stretches of a text."""
    return frozenset(place for start, end in spans for place in range(start, end) if text[place].isalnum())


def _sentences(text: str) -> pl.DataFrame:
    rows = []
    position = 0
    for paragraph, line in enumerate(text.split("\n")):
        rows += [(paragraph, position + start, position + end) for start, end in split_sentences(line)]
        position += len(line) + 1
    return pl.DataFrame(
        {
            "sentence_id": [f"a.s{index:04d}" for index in range(len(rows))],
            "article_id": ["a"] * len(rows),
            "sentence_index": list(range(len(rows))),
            "paragraph_index": [row[0] for row in rows],
            "role": ["body" if row[0] else "title" for row in rows],
            "char_start": [row[1] for row in rows],
            "char_end": [row[2] for row in rows],
        },
        schema_overrides={"paragraph_index": pl.Int32, "char_start": pl.Int64, "char_end": pl.Int64},
    )
