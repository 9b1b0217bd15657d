"""What is stored of an article beside its words, to tell its story later: what it quotes, and its figures.

Articles of one event quote the same sentences and give the same figures, whatever their own words are. Runs of four
words inside quotation marks, and figures with their units, are known by hashes; of a long interview the least hashes
stand for all, the same ones in every article.
"""

import zlib
from typing import Final

import numpy as np
import polars as pl

from transforms.annotations.story_terms import FIGURE, QUOTED, TERM_TYPE, WEIGHT_UNIT
from transforms.text.columns import order_by, run_starts
from transforms.text.running_words import RunningWords

_RUN: Final = 4  # words of a quotation that are compared at once: fewer are common phrases
_MOST_RUNS: Final = 96  # of an article
_LEAST_FIGURE: Final = 13  # smaller ones are common to any two articles
_MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)  # odd, so that the order of words matters
_HALF: Final = np.uint64(32)


def story_marks(quotes: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """The marks of each article of a batch.

    Args:
        quotes: ``article_id``, ``kind`` and ``text``.
        numbers: ``article_id``, ``base_unit`` and ``base_value``.

    Returns:
        ``article_id`` and ``marks`` (records of ``TERM_TYPE``); one row per article with any.
    """
    figures = numbers.filter((pl.col("base_value") >= _LEAST_FIGURE) & (pl.col("base_unit") != "day"))
    made = pl.concat([_quoted(quotes), _figures(figures)]).sort("article_id", "kind", "term")
    records = np.zeros(made.height, dtype=TERM_TYPE)
    records["term"], records["is_number"] = made["term"].to_numpy(), made["kind"].to_numpy()
    records["weight"] = WEIGHT_UNIT
    content, size = records.tobytes(), TERM_TYPE.itemsize
    rows, begin = [], 0
    runs = made["article_id"].rle().struct.unnest()
    for article_id, length in zip(runs["value"].to_list(), runs["len"].to_list(), strict=True):
        rows.append((article_id, content[begin * size : (begin + length) * size]))
        begin += length
    return pl.DataFrame(rows, schema={"article_id": pl.String, "marks": pl.Binary}, orient="row")


_SCHEMA: Final = {"article_id": pl.String, "term": pl.UInt32, "kind": pl.UInt8}


def _quoted(quotes: pl.DataFrame) -> pl.DataFrame:
    """Runs of words inside quotation marks."""
    direct = quotes.filter(pl.col("kind") != "indirect")
    words = RunningWords(direct["text"].to_list())
    size = max(words.hashes.size - _RUN + 1, 0)
    made = np.zeros(size, dtype=np.uint64)
    for place in range(_RUN):
        made = made * _MULTIPLIER + words.hashes[place : place + size]
    is_run = words.texts[:size] == words.texts[_RUN - 1 :][:size]
    articles = direct["article_id"].unique(maintain_order=True)
    ids = pl.int_range(articles.len(), eager=True)
    number = direct["article_id"].replace_strict(articles, ids, return_dtype=pl.Int64)
    owners = number.to_numpy()[words.texts[:size][is_run]]
    terms = (made[is_run] >> _HALF).astype(np.int64)
    order = order_by(owners, terms)
    heads = order[run_starts(owners[order], terms[order])[:-1]]
    starts = run_starts(owners[heads])
    ranks = np.arange(heads.size) - np.repeat(starts[:-1], np.diff(starts))
    heads = heads[ranks < _MOST_RUNS]
    found = {"article_id": articles.gather(owners[heads]), "term": terms[heads], "kind": np.full(heads.size, QUOTED)}
    return pl.DataFrame(found).select(pl.col(name).cast(dtype) for name, dtype in _SCHEMA.items())


def _figures(numbers: pl.DataFrame) -> pl.DataFrame:
    """Figures with their units; two that differ behind the sixth digit are one."""
    given = numbers.select("article_id", "base_unit", "base_value").unique().iter_rows()
    written = {(article_id, f"{unit} {value:.6g}") for article_id, unit, value in given}
    rows = [(article_id, zlib.crc32(text.encode()), FIGURE) for article_id, text in sorted(written)]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")
