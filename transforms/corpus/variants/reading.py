"""What is read of stories before their quotations are compared: the sentences that quote, and their clauses."""

from typing import Final, NamedTuple

import numpy as np
import polars as pl

from transforms.corpus.variants.clauses import Clause, Marked, Sentence, cut_clauses
from transforms.corpus.variants.wording import Wording
from transforms.text.axis import Axis
from transforms.text.columns import Numbers, rows_between

_LEAST_UNMARKED: Final = 15  # letters and blanks: four short words


class StoryRows(NamedTuple):
    """Rows of the originals of whole stories.

    Attributes:
        articles: ``article_id``, ``story_id``, ``outlet_id`` and ``published_at``.
        sentences: ``article_id``, ``char_start``, ``char_end`` and ``text``, of all that stands in the text.
        spans: ``article_id``, ``char_start``, ``char_end``, ``voice``, ``quote_id`` and ``is_fragment`` (of a mixed
            quote): words that are not the outlet's, without overlap.
    """

    articles: pl.DataFrame
    sentences: pl.DataFrame
    spans: pl.DataFrame


class Read(NamedTuple):
    """Articles, story by story, the earliest first; articles and sentences go by their numbers.

    Attributes:
        article_ids, story_ids, outlet_ids: Of the articles.
        rows: Of the sentences, in order: ``article``, ``char_start``, ``char_end``, ``text``.
        unmarked: Those that have more than a word or two outside quotation marks.
        sentences: Those that hold a quotation.
        marked: Of each of these, the stretches in quotation marks.
        indirect: Words of sources outside quotation marks: ``sentence``, ``char_start``, ``char_end``, ``quote_id``.
        clauses: Of all articles, in order.
        wording: Of everything that was read.
    """

    article_ids: list[str]
    story_ids: list[str]
    outlet_ids: list[str]
    rows: pl.DataFrame
    unmarked: Numbers
    sentences: dict[int, Sentence]
    marked: dict[int, list[tuple[int, int]]]
    indirect: pl.DataFrame
    clauses: list[Clause]
    wording: Wording


def read_stories(given: StoryRows) -> Read:
    """Read whole stories."""
    articles = given.articles.sort("story_id", "published_at", "article_id", nulls_last=True)
    numbers = articles.select("article_id").with_row_index("article")
    rows = given.sentences.join(numbers, on="article_id").sort("article", "char_start")
    spans = given.spans.join(numbers, on="article_id").sort("article", "char_start")
    within = _within(Axis(articles["article_id"]), rows, spans)
    is_direct = pl.col("voice") == "direct"
    direct = within.filter(is_direct).select("sentence", "char_start", "char_end", "quote_id", "is_fragment")
    held = direct["sentence"].unique(maintain_order=True)
    columns = rows.select("article", "char_start", "text")[held.to_numpy()]
    sentences = {sentence: Sentence(*row) for sentence, row in zip(held.to_list(), columns.iter_rows(), strict=True)}
    marked: dict[int, list[tuple[int, int]]] = {}
    pieces = list(map(Marked._make, direct.iter_rows()))
    for piece in pieces:
        marked.setdefault(piece.sentence, []).append((piece.start, piece.end))
    wording = Wording()
    clauses = cut_clauses(pieces, sentences, wording)
    wording.settle()
    return Read(
        articles["article_id"].to_list(),
        articles["story_id"].to_list(),
        articles["outlet_id"].to_list(),
        rows.select("article", "char_start", "char_end", "text"),
        _unmarked(rows, direct),
        sentences,
        marked,
        within.filter(~is_direct).select("sentence", "char_start", "char_end", "quote_id"),
        clauses,
        wording,
    )


def _unmarked(rows: pl.DataFrame, direct: pl.DataFrame) -> Numbers:
    """Numbers of the sentences that may render an utterance: what is all in marks renders nothing."""
    lengths = direct.select(pl.col("char_end") - pl.col("char_start")).to_series().to_numpy()
    marked = np.bincount(direct["sentence"].to_numpy(), weights=lengths, minlength=rows.height)
    sizes = rows.select(pl.col("char_end") - pl.col("char_start")).to_series().to_numpy()
    return np.flatnonzero(sizes - marked >= _LEAST_UNMARKED)


def _within(axis: Axis, rows: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """The spans cut at the ends of sentences, in order: each with the number of its ``sentence``."""
    starts, ends = axis.places(rows, "char_start"), axis.places(rows, "char_end")
    begins, finishes = axis.places(spans, "char_start"), axis.places(spans, "char_end")
    first = np.searchsorted(ends, begins, side="right")
    last = np.searchsorted(starts, finishes, side="left")
    places, sentence = rows_between(first, np.maximum(last, first))
    low: Numbers = np.maximum(starts[sentence] - begins[places], 0)
    high: Numbers = np.maximum(finishes[places] - ends[sentence], 0)
    return spans[places].with_columns(
        sentence=pl.Series(sentence, dtype=pl.Int64),
        char_start=pl.col("char_start") + pl.Series(low),
        char_end=pl.col("char_end") - pl.Series(high),
    )
