"""Whose voice, sentence by sentence, and who speaks first."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from warehouse.reports.evidence import Article, Evidence
from warehouse.reports.precision import measured
from warehouse.reports.reader import Figure, Row
from warehouse.reports.section import Section, count

_VOICES: Final = (("outlet_share", "own"), ("indirect_share", "reported"), ("direct_share", "quoted"))
_PLACES: Final = 3  # as many as the analysis gives


@dataclass(frozen=True, slots=True)
class Barcode:
    """An article as its sentences, each with its voice, and the shares of its words."""

    article: Article
    sentences: tuple[tuple[Row, str | None], ...]
    shares: tuple[tuple[str, float], ...]


def voices(figure: Figure, evidence: Evidence) -> Section:
    """The section of voices.

    Args:
        figure: Rows of ``story-voices``.
        evidence: The story's articles.
    """
    by_article = {key: list(rows) for key, rows in groupby(figure.rows, key=lambda row: row["article_id"])}
    barcodes = tuple(
        Barcode(
            article,
            tuple((row, evidence.anchor(row["sentence_id"])) for row in by_article[article.row["article_id"]]),
            tuple(_shares(by_article[article.row["article_id"]])),
        )
        for article in evidence.articles
        if article.row["article_id"] in by_article
    )
    return Section(
        anchor="voices",
        title="Whose voice, sentence by sentence",
        lead="One bar an article, one stroke a sentence, as wide as its words.",
        figure=figure,
        counted=f"{count(len(figure.rows), 'sentence')} of {count(len(barcodes), 'original')}",
        verdict="not tested; a sentence has the colour of the voice that most of its characters are in",
        measured=measured("quote_direct", "quote_indirect"),
        content=barcodes,
        nothing="No original of the story has sentences.",
    )


def first_quoted(figure: Figure, evidence: Evidence) -> Section:
    """The section of those who speak first.

    Args:
        figure: Rows of ``story-first-quoted``.
        evidence: The story's articles.
    """
    by_article = {key: list(rows) for key, rows in groupby(figure.rows, key=lambda row: row["article_id"])}
    shown = tuple(
        (article, tuple((row, evidence.anchor(row["quote_id"])) for row in by_article[article.row["article_id"]]))
        for article in evidence.articles
        if article.row["article_id"] in by_article
    )
    first = {row["speaker_name"] or row["quote_id"] for row in figure.rows if row["place"] == 1}
    return Section(
        anchor="first-quoted",
        title="Who speaks first",
        lead=f"The first {_PLACES} attributions of each article, and how many sentences stand above them.",
        figure=figure,
        counted=count(len(shown), "article"),
        verdict=f"{count(len(first), 'different first source')}; not tested",
        measured=measured("quote_source", "speaker_name"),
        content=shown,
        nothing="No article attributes anything to a source that stands in its text.",
    )


def _shares(rows: Iterable[Row]) -> Iterable[tuple[str, float]]:
    """Share of an article's words in each voice: the sentences' shares, weighed by their words."""
    spoken = [row for row in rows if row["role"] in ("lead", "body", "heading")]
    total = sum(row["word_count"] for row in spoken) or 1
    for column, name in _VOICES:
        yield name, sum(row[column] * row["word_count"] for row in spoken) / total
