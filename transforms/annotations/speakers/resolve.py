"""Add the resolved speaker to each quote of a batch of articles."""

from typing import Any, Final, NamedTuple

import polars as pl

from transforms.annotations.speakers.article import Article
from transforms.annotations.speakers.resolution import resolve_quotes
from transforms.annotations.speakers.speaker import NO_SENTENCES, NOBODY, Quote, Sentences, Speaker

SPEAKER_COLUMNS: Final = {
    "speaker_name": pl.String,
    "speaker_method": pl.String,
    "speaker_kind": pl.String,
    "speaker_affiliation": pl.String,
    "speaker_affiliation_class": pl.String,
    "speaker_role": pl.String,
    "speaker_title": pl.String,
    "speaker_country": pl.String,
    "speaker_gender": pl.String,
    "speaker_rule": pl.String,
    "speaker_confidence": pl.Float64,
}


def resolve_speakers(articles: pl.DataFrame, sentences: pl.DataFrame, quotes: pl.DataFrame) -> pl.DataFrame:
    """Resolve each quote's speaker mention within its article.

    Args:
        articles: One row per article, with ``article_id`` and ``text``; ``byline`` is used where it is there.
        sentences: Sentences of these articles: ``sentence_id``, ``article_id``, ``sentence_index``,
            ``paragraph_index``, ``role``, ``char_start`` and ``char_end`` (null for a title that does not stand in the
            text).
        quotes: One row per quote, with ``article_id``, ``sentence_id``, ``quote_index``, ``kind``,
            ``speaker_text``, ``speaker_char_start``, ``speaker_link`` and ``carried_from`` (a ``quote_index``).

    Returns:
        The same rows in the same order with the columns of ``SPEAKER_COLUMNS``. ``speaker_name`` is null where the
        article does not say, or does not decide, who speaks; ``speaker_rule`` names the rule, ``speaker_confidence``
        is between 0 and 1.
    """
    results: list[tuple[Any, ...]] = [NOBODY[:-1]] * quotes.height  # without the person, so that the article can go
    if quotes.height:
        rows, of_article = _quotes(quotes)
        sentences_of = _sentences(sentences, list(of_article))
        bylines = articles["byline"].to_list() if "byline" in articles.columns else [None] * articles.height
        for article_id, text, byline in zip(
            articles["article_id"].to_list(), articles["text"].to_list(), bylines, strict=True
        ):
            own = of_article.get(article_id)
            if own is not None:
                article = Article(text, sentences_of.get(article_id, NO_SENTENCES), byline=byline or "")
                for row, speaker in zip(rows[own.start : own.stop], resolve_quotes(article, own.quotes), strict=True):
                    results[row] = speaker[:-1]
    return quotes.drop(SPEAKER_COLUMNS, strict=False).with_columns(_columns(results))


class _Own(NamedTuple):
    """The quotes of one article, and where they stand among all."""

    start: int
    stop: int
    quotes: list[Quote]


def _quotes(quotes: pl.DataFrame) -> tuple[list[int], dict[str, _Own]]:
    """Row numbers in the order of articles and quotes, and the quotes of each article."""
    ordered = quotes.select(
        "article_id",
        "quote_index",
        pl.col("kind").fill_null(""),
        pl.col("speaker_text").fill_null(""),
        pl.col("speaker_char_start").fill_null(-1),
        pl.col("speaker_link").fill_null("none"),
        pl.col("carried_from").fill_null(-1),
        pl.col("sentence_id").fill_null(""),
        row=pl.int_range(pl.len()),
    ).sort("article_id", "quote_index", "row")
    read = list(map(Quote._make, zip(*(ordered[name].to_list() for name in ordered.columns[1:-1]), strict=True)))
    runs = ordered["article_id"].rle().struct.unnest()
    of_article: dict[str, _Own] = {}
    begin = 0
    for article_id, length in zip(runs["value"].to_list(), runs["len"].to_list(), strict=True):
        of_article[article_id] = _Own(begin, begin + length, read[begin : begin + length])
        begin += length
    return ordered["row"].to_list(), of_article


def _columns(results: list[tuple[Any, ...]]) -> list[pl.Series]:
    """The speaker columns: nothing where a value is empty, method ``none`` where there is no name."""
    values = dict(zip(Speaker._fields[:-1], zip(*results, strict=True), strict=True)) if results else {}
    series = []
    for column, dtype in SPEAKER_COLUMNS.items():
        said: list[Any] = list(values.get(column.removeprefix("speaker_"), ()))
        if column == "speaker_method":
            names = values.get("name", ())
            said = [method if name else "none" for method, name in zip(said, names, strict=True)]
        elif dtype == pl.String:
            said = [value or None for value in said]
        series.append(pl.Series(column, said, dtype))
    return series


def _sentences(sentences: pl.DataFrame, wanted: list[str]) -> dict[str, Sentences]:
    """Sentences of each wanted article in the order of its text; one that does not stand in the text is left out."""
    placed = (
        sentences.select(
            "sentence_id", "article_id", "sentence_index", "paragraph_index", "role", "char_start", "char_end"
        )
        .filter(pl.col("char_start").is_not_null() & pl.col("article_id").is_in(wanted))
        .sort("article_id", "sentence_index")
    )
    ids, starts = placed["sentence_id"].to_list(), placed["char_start"].to_list()
    ends = placed["char_end"].to_list()
    paragraphs = placed["paragraph_index"].fill_null(-1).to_list()
    roles = placed["role"].fill_null("body").to_list()
    runs = placed["article_id"].rle().struct.unnest()
    of_article: dict[str, Sentences] = {}
    begin = 0
    for article_id, length in zip(runs["value"].to_list(), runs["len"].to_list(), strict=True):
        part = slice(begin, begin + length)
        of_article[article_id] = Sentences(ids[part], starts[part], ends[part], paragraphs[part], roles[part])
        begin += length
    return of_article
