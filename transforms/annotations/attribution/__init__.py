"""Who said what: quotes with their content pieces, cue and speaker mention.

Direct, mixed and indirect speech, by named rules over words and closed-class tags; no parser and no model. What counts
as a quote, and how to trace a row to its rule, stands in ``docs/quotes.md``.
"""

import re
from typing import Any, Final, NamedTuple

import polars as pl

from transforms.annotations.attribution.article import attribute_article
from transforms.annotations.attribution.confidence import Row, evidence, probability
from transforms.annotations.attribution.link import Attributed
from transforms.annotations.attribution.units import Sentence
from transforms.ids import quote_id
from transforms.text.words import word_count

_QUOTES_SCHEMA: Final[dict[str, Any]] = {
    "quote_id": pl.String,
    "article_id": pl.String,
    "sentence_id": pl.String,
    "quote_index": pl.Int32,
    "kind": pl.String,
    "text": pl.String,
    "word_count": pl.Int32,
    "speaker_text": pl.String,
    "speaker_char_start": pl.Int64,
    "speaker_char_end": pl.Int64,
    "speaker_link": pl.String,
    "carried_from": pl.Int32,
    "via_text": pl.String,
    "via_char_start": pl.Int64,
    "via_char_end": pl.Int64,
    "cue_text": pl.String,
    "cue_lemma": pl.String,
    "cue_class": pl.String,
    "is_negated": pl.Boolean,
    "cue_char_start": pl.Int64,
    "cue_char_end": pl.Int64,
    "confidence": pl.Float64,
    "rule": pl.String,
}
_PIECES_SCHEMA: Final[dict[str, Any]] = {
    "quote_id": pl.String,
    "piece_index": pl.Int32,
    "char_start": pl.Int64,
    "char_end": pl.Int64,
    "text": pl.String,
}
_OUTER_MARKS: Final = "\"“”„«»＂″'`‘’"
_INNER_MARK: Final = re.compile("[\"“”«»]|''")
_NO_SPAN: Final = (None, None)
_NEIGHBOURS: Final = 2  # quotes before and behind one that speak for it or hold it
_GAP: Final = " … "  # between the pieces of a quote in its text


class Attribution(NamedTuple):
    """``quotes``: one row per attribution; ``quote_pieces``: one row per contiguous piece of a quote's content."""

    quotes: pl.DataFrame
    quote_pieces: pl.DataFrame


def attribute(articles: pl.DataFrame, sentences: pl.DataFrame) -> Attribution:
    """Find the quotes of a batch of articles.

    Args:
        articles: One row per article, with ``article_id`` and ``text``.
        sentences: One row per sentence, with ``sentence_id``, ``article_id``, ``sentence_index``, ``paragraph_index``,
            ``role``, ``char_start`` and ``char_end``. Rows without offsets are passed over.

    Returns:
        Quotes in the order of the articles, within an article in the order of their first piece. The speaker is a
        mention, not yet a name.
    """
    by_article: dict[str, list[Sentence]] = {}
    placed = sentences.filter(pl.col("char_start").is_not_null()).sort("article_id", "char_start", maintain_order=True)
    columns = placed.select("sentence_id", pl.col("paragraph_index").fill_null(-1), "role", "char_start", "char_end")
    rows = zip(*(column.to_list() for column in columns), strict=True)
    for article_id, sentence in zip(placed["article_id"].to_list(), rows, strict=True):
        by_article.setdefault(article_id, []).append(sentence)
    quotes: list[tuple[Any, ...]] = []
    pieces: list[tuple[Any, ...]] = []
    for article_id, text in articles.select("article_id", "text").iter_rows():
        own = by_article.get(article_id)
        if own and text:
            _add_rows((article_id, text), own, attribute_article(text, own), quotes, pieces)
    found = _frame(quotes, _QUOTES_SCHEMA).with_columns(word_count=word_count("text"))
    return Attribution(found, _frame(pieces, _PIECES_SCHEMA))


def _frame(rows: list[tuple[Any, ...]], schema: dict[str, Any]) -> pl.DataFrame:
    columns: list[Any] = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    return pl.DataFrame(dict(zip(schema, columns, strict=True)), schema=schema)


def _add_rows(
    article: tuple[str, str],
    sentences: list[Sentence],
    found: list[Attributed],
    quotes: list[tuple[Any, ...]],
    pieces: list[tuple[Any, ...]],
) -> None:
    """Append one row per quote and one per piece, in the column order of the schemas."""
    article_id, text = article
    ordered = sorted(found, key=lambda item: item.pieces[0])
    index_of: dict[int, int] = {}
    if any(item.carried_from for item in found):
        index_of = {id(item): index for index, item in enumerate(ordered)}
    position, last = 0, len(sentences) - 1
    for index, item in enumerate(ordered):
        first = item.pieces[0][0]
        while position < last and sentences[position + 1][3] <= first:
            position += 1
        own_id = quote_id(article_id, index)
        texts = [text[start:end] for start, end in item.pieces]
        report, cue = item.found, item.cue
        entry = report.entry
        content = texts[0] if item.kind == "indirect" and len(texts) == 1 else _GAP.join(map(_without_marks, texts))
        cue_text = text[cue[0] : cue[1]] if cue else None
        row = Row(
            rule=report.rule,
            kind=item.kind,
            content=content,
            pieces=item.pieces,
            cue=cue,
            lemma=entry.lemma or "",
            speaker=text[item.speaker[0] : item.speaker[1]] if item.speaker else "",
            place=item.speaker,
        )
        around = ordered[max(0, index - _NEIGHBOURS) : index] + ordered[index + 1 : index + 1 + _NEIGHBOURS]
        shown = evidence(text, row, [other.pieces for other in around])
        quotes.append(
            (
                own_id,
                article_id,
                sentences[position][0],
                index,
                item.kind,
                content,
                None,  # words are counted for all rows at once
                *_span_columns(text, item.speaker),
                "mention" if item.speaker else "carried" if item.carried_from else "none",
                index_of[id(item.carried_from)] if item.carried_from else None,
                *_span_columns(text, item.via),
                cue_text,
                entry.lemma or None,
                entry.cue_class or None,
                report.negated,
                *(cue or _NO_SPAN),
                probability(shown),
                report.rule,
            )
        )
        for place, (start, end) in enumerate(item.pieces):
            pieces.append((own_id, place, start, end, texts[place]))


def _span_columns(text: str, span: tuple[int, int] | None) -> tuple[Any, ...]:
    return (text[span[0] : span[1]], *span) if span else (None, None, None)


def _without_marks(piece: str) -> str:
    """The words of a piece that stands between marks, without them; other pieces as they are."""
    inner = piece.strip(_OUTER_MARKS)
    return piece if _INNER_MARK.search(inner) else inner
