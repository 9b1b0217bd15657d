"""What is read of stories before their quotations are compared: sentences, and the clauses in quotation marks."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import polars as pl

from transforms.corpus.variants.clauses import Clause, Sentence, Span, cut_clauses, read_sentences
from transforms.corpus.variants.wording import Wording


class StoryRows(NamedTuple):
    """Rows of the originals of whole stories.

    Attributes:
        articles: ``article_id``, ``story_id``, ``outlet_id`` and ``published_at``.
        sentences: ``article_id``, ``char_start``, ``char_end`` and ``text``, of lead and body.
        spans: ``article_id``, ``char_start``, ``char_end``, ``voice``, ``quote_id``, ``is_fragment`` (of a mixed quote)
            and ``speaker_id``: words that are not the outlet's, without overlap.
    """

    articles: pl.DataFrame
    sentences: pl.DataFrame
    spans: pl.DataFrame


class Read(NamedTuple):
    """Articles, story by story, the earliest first: columns are lists with an entry for each.

    Attributes:
        article_ids, story_ids, outlet_ids: Of the articles.
        sentences: Of the articles.
        indirect: Words of sources outside quotation marks.
        clauses: Of all articles, in order.
        speakers: Speaker of each quote.
        wording: Of everything that was read.
    """

    article_ids: list[str]
    story_ids: list[str]
    outlet_ids: list[str]
    sentences: list[list[Sentence]]
    indirect: list[list[Span]]
    clauses: list[Clause]
    speakers: dict[str, str | None]
    wording: Wording


def read_stories(rows: StoryRows) -> Read:
    """Read whole stories."""
    articles = rows.articles.sort("story_id", "published_at", "article_id", nulls_last=True)
    ids = articles["article_id"].to_list()
    wording = Wording()
    span = ("article_id", "char_start", "char_end", "quote_id", "is_fragment")
    is_direct = pl.col("voice") == "direct"
    sentence_rows = _by_article(ids, rows.sentences.select("article_id", "char_start", "char_end", "text"))
    marked = _spans(ids, rows.spans.filter(is_direct).select(span))
    sentences = [read_sentences(*read, wording) for read in zip(sentence_rows, marked, strict=True)]
    wording.settle()
    clauses = [
        clause
        for article, (read, spans) in enumerate(zip(sentences, marked, strict=True))
        for clause in cut_clauses(article, read, spans)
    ]
    return Read(
        ids,
        articles["story_id"].to_list(),
        articles["outlet_id"].to_list(),
        sentences,
        _spans(ids, rows.spans.filter(~is_direct).select(span)),
        clauses,
        dict(rows.spans.select("quote_id", "speaker_id").iter_rows()),
        wording,
    )


def _spans(ids: Sequence[str], rows: pl.DataFrame) -> list[list[Span]]:
    return [list(map(Span._make, listed)) for listed in _by_article(ids, rows)]


def _by_article(ids: Sequence[str], rows: pl.DataFrame) -> list[list[tuple[Any, ...]]]:
    """Rows of each article without its id, in the order of the text."""
    numbers = {article_id: at for at, article_id in enumerate(ids)}
    listed: list[list[tuple[Any, ...]]] = [[] for _ in ids]
    ordered: Iterable[tuple[Any, ...]] = rows.sort("article_id", "char_start").iter_rows()
    for article_id, *row in ordered:
        listed[numbers[article_id]].append(tuple(row))
    return listed
