"""Whose words an article's characters are: the outlet's, a source's in paraphrase, or a source's verbatim.

Later tables count and label by voice, so the spans are made once, here, and do not overlap. Every character outside
them is the outlet's. The quotation marks themselves are the outlet's too.
"""

import re
from bisect import bisect_right
from itertools import pairwise
from typing import Any, Final

import polars as pl

from transforms import words
from transforms.attribution.marks import pair_marks, speaks_in_single_marks

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
_EDGE: Final = "\"“”„«»＂'`’‘ \t\n"
_WORD: Final = re.compile(words.WORD)

_Span = tuple[int, int, str, str]  # start, end, voice, quote_id


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
    texts = dict(articles.select("article_id", "text").iter_rows())
    by_article: dict[str, list[tuple[int, int, str, str]]] = {}
    joined = quote_pieces.select("quote_id", "char_start", "char_end").join(
        quotes.select("quote_id", "article_id", "kind"), on="quote_id", how="inner", maintain_order="left"
    )
    for own_id, start, end, article_id, kind in joined.iter_rows():
        by_article.setdefault(article_id, []).append((start, end, kind, own_id))
    columns: dict[str, list[Any]] = {name: [] for name in _SPANS_SCHEMA}
    for article_id in sorted(by_article):
        for start, end, voice, own_id in _flatten(_voiced(texts[article_id], by_article[article_id])):
            columns["article_id"].append(article_id)
            columns["char_start"].append(start)
            columns["char_end"].append(end)
            columns["voice"].append(voice)
            columns["quote_id"].append(own_id)
    return pl.DataFrame(columns, schema=_SPANS_SCHEMA)


def _voiced(text: str, pieces: list[tuple[int, int, str, str]]) -> list[tuple[int, int, int, _Span]]:
    """Each piece cut at its quotation marks, with its rank: direct before indirect, short before long."""
    ranked = []
    single = speaks_in_single_marks(text)
    for start, end, kind, own_id in pieces:
        if kind == INDIRECT:
            ranked.append((1, end - start, start, (start, end, INDIRECT, own_id)))
            continue
        if kind == DIRECT:
            inner_start, inner_end = _inside(text, start, end)
            if inner_start < inner_end:
                ranked.append((0, inner_end - inner_start, inner_start, (inner_start, inner_end, DIRECT, own_id)))
            continue
        for quotation in pair_marks(text, [(start, end)], single=single):
            inner_start, inner_end = _inside(text, quotation.start, quotation.end)
            if inner_start < inner_end:
                ranked.append((0, inner_end - inner_start, inner_start, (inner_start, inner_end, DIRECT, own_id)))
        ranked.append((1, end - start, start, (start, end, INDIRECT, own_id)))
    return ranked


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _flatten(ranked: list[tuple[int, int, int, _Span]]) -> list[_Span]:
    """Spans without overlap: at each character the best-ranked span; neighbours of one quote and voice are merged."""
    edges = sorted({edge for *_, span in ranked for edge in span[:2]})
    starting = sorted(ranked, key=lambda item: item[3][0])
    position = 0
    active: list[tuple[int, int, int, _Span]] = []
    result: list[_Span] = []
    for left, right in pairwise(edges):
        while position < len(starting) and starting[position][3][0] <= left:
            active.append(starting[position])
            position += 1
        active = [item for item in active if item[3][1] > left]
        if not active:
            continue
        _, _, voice, own_id = min(active)[3]
        if result and result[-1][1] == left and result[-1][2:] == (voice, own_id):
            result[-1] = (result[-1][0], right, voice, own_id)
        else:
            result.append((left, right, voice, own_id))
    return result


def add_voice(mentions: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Add ``voice`` (outlet, indirect, direct) and ``quote_id`` (null in the outlet's voice) to text mentions.

    Args:
        mentions: Rows with ``article_id``, ``char_start`` and ``char_end``; a mention has the voice of its first
            character. A row without offsets is the outlet's.
        spans: As ``voice_spans`` returns them.

    Returns:
        The same rows in the same order.
    """
    starts = spans.select(
        "article_id", pl.col("char_start").alias("_start"), pl.col("char_end").alias("_end"), "voice", "quote_id"
    ).sort("article_id", "_start")
    located = (
        mentions.with_row_index("_row")
        .with_columns(_at=pl.col("char_start").cast(pl.Int64).fill_null(-1))
        .sort("article_id", "_at")
        .join_asof(starts, left_on="_at", right_on="_start", by="article_id", check_sortedness=False)
        .sort("_row")
    )
    inside = (pl.col("_at") < pl.col("_end")).fill_null(value=False)
    return located.with_columns(
        voice=pl.when(inside).then(pl.col("voice")).otherwise(pl.lit(OUTLET)),
        quote_id=pl.when(inside).then(pl.col("quote_id")),
    ).drop("_row", "_at", "_start", "_end")


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
    texts = dict(articles.select("article_id", "text").iter_rows())
    direct: dict[str, list[tuple[int, int]]] = {}
    for article_id, start, end in (
        spans.filter(pl.col("voice") == DIRECT).select("article_id", "char_start", "char_end").iter_rows()
    ):
        direct.setdefault(article_id, []).append((start, end))
    ends = {article_id: [end for _, end in own] for article_id, own in direct.items()}
    counts = []
    for article_id, start, end in rows.select("article_id", "char_start", "char_end").iter_rows():
        count = 0
        own = direct.get(article_id) if start is not None else None
        if own is not None:
            text = texts.get(article_id, "")
            # sorted and apart from each other: those that the row touches stand together
            for index in range(bisect_right(ends[article_id], start), len(own)):
                left, right = own[index]
                if left >= end:
                    break
                count += len(_WORD.findall(text, max(start, left), min(end, right)))
        counts.append(count)
    return pl.Series("quoted_word_count", counts, dtype=pl.Int32)
