"""Add the resolved speaker to each quote of a batch of articles."""

from typing import Any, Final

import polars as pl

from transforms.speakers.article import Article
from transforms.speakers.resolution import resolve_quotes
from transforms.speakers.speaker import NO_SENTENCES, NOBODY, Quote, Sentences, Speaker

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
            ``speaker_text``, ``speaker_char_start``, ``speaker_link``, ``carried_from`` and
            ``cue_char_start``.

    Returns:
        The same rows in the same order with the columns of ``SPEAKER_COLUMNS``. ``speaker_name`` is null where the
        article does not say, or does not decide, who speaks; ``speaker_rule`` names the rule, ``speaker_confidence``
        is between 0 and 1.
    """
    results: list[Speaker] = [NOBODY] * quotes.height
    by_article: dict[str, list[int]] = {}
    for row, article_id in enumerate(quotes["article_id"].to_list()):
        by_article.setdefault(article_id, []).append(row)
    if by_article:
        sentences_of = _sentences(sentences, list(by_article))
        columns = {name: quotes[name].to_list() for name in _READ}
        bylines = articles["byline"].to_list() if "byline" in articles.columns else [None] * articles.height
        for article_id, text, byline in zip(
            articles["article_id"].to_list(), articles["text"].to_list(), bylines, strict=True
        ):
            rows = by_article.get(article_id)
            if rows is None:
                continue
            rows = sorted(rows, key=columns["quote_index"].__getitem__)
            numbers = {columns["quote_index"][row]: number for number, row in enumerate(rows)}
            read = [_quote(columns, row, numbers) for row in rows]
            article = Article(text, sentences_of.get(article_id, NO_SENTENCES), byline=byline or "")
            for row, speaker in zip(rows, resolve_quotes(article, read), strict=True):
                results[row] = speaker
    return quotes.drop(SPEAKER_COLUMNS, strict=False).with_columns(
        pl.Series("speaker_name", [s.name or None for s in results], pl.String),
        pl.Series("speaker_method", [s.method if s.name else "none" for s in results], pl.String),
        pl.Series("speaker_kind", [s.kind or None for s in results], pl.String),
        pl.Series("speaker_affiliation", [s.affiliation or None for s in results], pl.String),
        pl.Series("speaker_affiliation_class", [s.affiliation_class or None for s in results], pl.String),
        pl.Series("speaker_role", [s.role or None for s in results], pl.String),
        pl.Series("speaker_title", [s.title or None for s in results], pl.String),
        pl.Series("speaker_country", [s.country or None for s in results], pl.String),
        pl.Series("speaker_gender", [s.gender or None for s in results], pl.String),
        pl.Series("speaker_rule", [s.rule for s in results], pl.String),
        pl.Series("speaker_confidence", [s.confidence for s in results], pl.Float64),
    )


_READ: Final = (
    "quote_index",
    "kind",
    "sentence_id",
    "speaker_text",
    "speaker_char_start",
    "speaker_link",
    "carried_from",
    "cue_char_start",
)


def _quote(columns: dict[str, list[Any]], row: int, numbers: dict[int, int]) -> Quote:
    start = columns["speaker_char_start"][row]
    cue_start = columns["cue_char_start"][row]
    carried_from = columns["carried_from"][row]
    return Quote(
        kind=columns["kind"][row] or "",
        mention=columns["speaker_text"][row] or "",
        start=-1 if start is None else start,
        link=columns["speaker_link"][row] or "none",
        carried_from=-1 if carried_from is None else numbers.get(carried_from, -1),
        cue_start=-1 if cue_start is None else cue_start,
        sentence_id=columns["sentence_id"][row] or "",
    )


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
