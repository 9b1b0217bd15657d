"""Whose words an article's characters are: the outlet's, a source's in paraphrase, or a source's verbatim.

Later tables count and label by voice, so the spans are made once, here, and do not overlap. Every character outside
them is the outlet's. The quotation marks themselves are the outlet's too.
"""

from itertools import pairwise
from typing import Any, Final

import numpy as np
import polars as pl

from transforms.annotations.attribution.marks import pair_marks, speaks_in_single_marks
from transforms.text import words
from transforms.text.axis import Axis
from transforms.text.columns import rows_between

DIRECT: Final = "direct"
INDIRECT: Final = "indirect"
OUTLET: Final = "outlet"

_SPANS_SCHEMA: Final[dict[str, Any]] = {
    "article_id": pl.String,
    "char_start": pl.Int64,
    "char_end": pl.Int64,
    "voice": pl.String,
    "quote_id": pl.String,
}
_EDGE: Final = "\"“”„«»＂″'`’‘ \t\n"
_BESIDE: Final = 2  # characters

_Span = tuple[int, int, str, str]  # start, end, voice, quote_id
_Ranked = tuple[int, int, int, int, str, str]  # start, end, rank (the lower wins), length, voice, quote_id


def voice_spans(articles: pl.DataFrame, quotes: pl.DataFrame, quote_pieces: pl.DataFrame) -> pl.DataFrame:
    """Stretches that are not the outlet's own words.

    Args:
        articles: One row per article, with ``article_id`` and ``text``.
        quotes: One row per quote, with ``quote_id``, ``article_id`` and ``kind``.
        quote_pieces: One row per piece, with ``quote_id``, ``char_start`` and ``char_end``.

    Returns:
        ``article_id``, ``char_start``, ``char_end``, ``voice`` (direct or indirect) and ``quote_id``; sorted, without
        overlap. Where quotes overlap, words in quotation marks stay direct and the shorter content wins: in *aides said
        that Ruiz denied the report*, the report is Ruiz's.
    """
    texts = dict(zip(articles["article_id"].to_list(), articles["text"].to_list(), strict=True))
    joined = (
        quote_pieces.select("quote_id", "char_start", "char_end")
        .join(quotes.select("quote_id", "article_id", "kind"), on="quote_id", how="inner", maintain_order="left")
        .sort("article_id", "char_start", maintain_order=True)
    )
    starts, ends = joined["char_start"].to_list(), joined["char_end"].to_list()
    kinds, own_ids = joined["kind"].to_list(), joined["quote_id"].to_list()
    runs = joined["article_id"].rle().struct.unnest()
    spans: list[_Span] = []
    owners: list[str] = []
    begin = 0
    for article_id, length in zip(runs["value"].to_list(), runs["len"].to_list(), strict=True):
        end = begin + length
        before = len(spans)
        ranked = _voiced(texts[article_id], starts[begin:end], ends[begin:end], kinds[begin:end], own_ids[begin:end])
        _flatten(ranked, spans)
        owners.extend([article_id] * (len(spans) - before))
        begin = end
    columns = zip(*spans, strict=True) if spans else ((), (), (), ())
    return pl.DataFrame(dict(zip(_SPANS_SCHEMA, (owners, *columns), strict=True)), schema=_SPANS_SCHEMA)


def _voiced(text: str, starts: list[int], ends: list[int], kinds: list[str], own_ids: list[str]) -> list[_Ranked]:
    """Each piece cut at its quotation marks, with its rank: direct before indirect, short before long."""
    ranked: list[_Ranked] = []
    single = speaks_in_single_marks(text)
    for start, end, kind, own_id in zip(starts, ends, kinds, own_ids, strict=True):
        if kind == INDIRECT:
            ranked.append((start, end, 1, end - start, INDIRECT, own_id))
            continue
        if kind == DIRECT:
            inner_start, inner_end = _inside(text, start, end)
            if inner_start < inner_end:
                ranked.append((inner_start, inner_end, 0, inner_end - inner_start, DIRECT, own_id))
            continue
        ranked.append((start, end, 1, end - start, INDIRECT, own_id))
        base = max(0, start - _BESIDE)  # pairing looks at the piece and what stands right beside it
        part = text[base : end + _BESIDE]
        for quotation in pair_marks(part, [(start - base, end - base)], single=single):
            inner_start, inner_end = _inside(text, base + quotation.start, base + quotation.end)
            if inner_start < inner_end:
                ranked.append((inner_start, inner_end, 0, inner_end - inner_start, DIRECT, own_id))
    return ranked


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _flatten(ranked: list[_Ranked], spans: list[_Span]) -> None:
    """Append spans without overlap: at each character the best-ranked span; neighbours of one quote and voice merge."""
    ranked.sort()
    first = len(spans)
    count = len(ranked)
    at = 0
    while at < count:
        start, end, _, _, voice, own_id = ranked[at]
        after = at + 1
        while after < count and ranked[after][0] < end:
            end = max(end, ranked[after][1])
            after += 1
        if after == at + 1:  # most overlap with nothing
            _append(spans, first, start, end, voice, own_id)
        else:
            _flatten_overlapping(ranked[at:after], spans, first)
        at = after


def _flatten_overlapping(ranked: list[_Ranked], spans: list[_Span], first: int) -> None:
    edges = sorted({edge for span in ranked for edge in span[:2]})
    position, count = 0, len(ranked)
    active: list[_Ranked] = []
    for left, right in pairwise(edges):
        while position < count and ranked[position][0] <= left:
            active.append(ranked[position])
            position += 1
        active = [span for span in active if span[1] > left]
        if active:
            best = min(active, key=_rank) if len(active) > 1 else active[0]
            _append(spans, first, left, right, best[4], best[5])


def _rank(span: _Ranked) -> tuple[int, int, int, int, str, str]:
    start, end, rank, length, voice, own_id = span
    return rank, length, start, end, voice, own_id


def _append(spans: list[_Span], first: int, start: int, end: int, voice: str, own_id: str) -> None:
    """Add a span of an article whose spans begin at ``first``, or lengthen its last one."""
    if len(spans) > first:
        last_start, last_end, last_voice, last_id = spans[-1]
        if last_end == start and last_voice == voice and last_id == own_id:
            spans[-1] = (last_start, end, voice, own_id)
            return
    spans.append((start, end, voice, own_id))


def count_quoted_words(rows: pl.DataFrame, *, articles: pl.DataFrame, spans: pl.DataFrame) -> pl.Series:
    """Words in a source's own voice within each row's stretch of text.

    Args:
        rows: Rows with ``article_id``, ``char_start`` and ``char_end`` (sentences, or whole articles); a row without
            offsets counts 0.
        articles: One row per article, with ``article_id`` and ``text``.
        spans: As ``voice_spans`` returns them.

    Returns:
        ``quoted_word_count``, in the order of the rows.
    """
    # spans lie in the order of their article and do not overlap: those that a row touches stand together
    texts = dict(zip(articles["article_id"].to_list(), articles["text"].to_list(), strict=True))
    axis = Axis(articles["article_id"])
    direct = spans.filter(pl.col("voice") == DIRECT)
    at, to = axis.places(direct, "char_start"), axis.places(direct, "char_end")
    order = np.argsort(at, kind="stable")
    direct, at, to = direct[order], at[order], to[order]
    begins, ends = axis.places(rows, "char_start"), axis.places(rows, "char_end")
    first, last = np.searchsorted(to, begins, side="right"), np.searchsorted(at, ends, side="left")
    touched, touching = rows_between(first, np.maximum(last, first))
    columns = (rows["article_id"], rows["char_start"], rows["char_end"])
    row_columns = (column.gather(touched).to_list() for column in columns)
    span_columns = (direct[name].gather(touching).to_list() for name in ("char_start", "char_end"))
    stretches = [
        texts[article_id][max(start, low) : min(end, high)]
        for article_id, start, end, low, high in zip(*row_columns, *span_columns, strict=True)
    ]
    counted = (
        pl.DataFrame({"_row": touched, "text": stretches}, schema={"_row": pl.UInt32, "text": pl.String})
        .group_by("_row")
        .agg(quoted_word_count=words.word_count("text").sum())
    )
    return (
        pl.DataFrame({"_row": pl.int_range(rows.height, dtype=pl.UInt32, eager=True)})
        .join(counted, on="_row", how="left", maintain_order="left")["quoted_word_count"]
        .fill_null(0)
        .cast(pl.Int32)
    )


def count_words_in_marks(quotes: pl.DataFrame, *, articles: pl.DataFrame, spans: pl.DataFrame) -> pl.Series:
    """Words of each quote that stand in its quotation marks: none of an indirect one, some of a mixed one.

    Args:
        quotes: One row per quote, with ``quote_id``.
        articles: One row per article, with ``article_id`` and ``text``.
        spans: As ``voice_spans`` returns them. Words that a source inside the quote speaks are that source's.

    Returns:
        ``quoted_word_count``, in the order of the quotes.
    """
    texts = dict(zip(articles["article_id"].to_list(), articles["text"].to_list(), strict=True))
    direct = spans.filter(pl.col("voice") == DIRECT).select("quote_id", "article_id", "char_start", "char_end")
    stretches = [texts[article_id][start:end] for _, article_id, start, end in direct.iter_rows()]
    counted = (
        direct.select("quote_id", pl.Series("text", stretches, pl.String))
        .group_by("quote_id")
        .agg(quoted_word_count=words.word_count("text").sum())
    )
    joined = quotes.select("quote_id").join(counted, on="quote_id", how="left", maintain_order="left")
    return joined["quoted_word_count"].fill_null(0).cast(pl.Int32)
