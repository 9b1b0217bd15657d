"""Who said what: quotes with their content pieces, cue and speaker mention.

Direct, mixed and indirect speech, by named rules over words and closed-class tags; no parser and no model. What counts
as a quote, and how to trace a row to its rule, stands in ``docs/quotes.md``.
"""

import re
from typing import Any, Final, NamedTuple

import polars as pl

from transforms.attribution.article import attribute_article
from transforms.attribution.link import Attributed
from transforms.attribution.units import Sentence
from transforms.ids import quote_id
from transforms.words import count_words

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
_OUTER_MARKS: Final = "\"“”„«»＂'`"
_INNER_MARK: Final = re.compile("[\"“”«»]|''")
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
    for article_id, sentence, paragraph, role, start, end in placed.select(
        "article_id", "sentence_id", pl.col("paragraph_index").fill_null(-1), "role", "char_start", "char_end"
    ).iter_rows():
        by_article.setdefault(article_id, []).append(Sentence(sentence, paragraph, role, start, end))
    quotes: dict[str, list[Any]] = {name: [] for name in _QUOTES_SCHEMA}
    pieces: dict[str, list[Any]] = {name: [] for name in _PIECES_SCHEMA}
    for article_id, text in articles.select("article_id", "text").iter_rows():
        own = by_article.get(article_id)
        if own and text:
            _add_rows((article_id, text), own, attribute_article(text, own), quotes, pieces)
    return Attribution(pl.DataFrame(quotes, schema=_QUOTES_SCHEMA), pl.DataFrame(pieces, schema=_PIECES_SCHEMA))


def _add_rows(
    article: tuple[str, str],
    sentences: list[Sentence],
    found: list[Attributed],
    quotes: dict[str, list[Any]],
    pieces: dict[str, list[Any]],
) -> None:
    article_id, text = article
    ordered = sorted(found, key=lambda item: item.pieces[0])
    index_of = {id(item): index for index, item in enumerate(ordered)}
    position = 0
    for index, item in enumerate(ordered):
        first = item.pieces[0][0]
        while position + 1 < len(sentences) and sentences[position + 1].start <= first:
            position += 1
        own_id = quote_id(article_id, index)
        texts = [text[start:end] for start, end in item.pieces]
        quotes["quote_id"].append(own_id)
        quotes["article_id"].append(article_id)
        quotes["sentence_id"].append(sentences[position].sentence_id)
        quotes["quote_index"].append(index)
        quotes["kind"].append(item.kind)
        quotes["text"].append(_GAP.join(map(_without_marks, texts)))
        quotes["word_count"].append(sum(map(count_words, texts)))
        link = "mention" if item.speaker else "carried" if item.carried_from else "none"
        quotes["speaker_link"].append(link)
        quotes["carried_from"].append(index_of[id(item.carried_from)] if item.carried_from else None)
        quotes["cue_lemma"].append(item.entry.lemma or None)
        quotes["cue_class"].append(item.entry.cue_class or None)
        quotes["is_negated"].append(item.negated)
        quotes["confidence"].append(item.confidence)
        quotes["rule"].append(item.rule)
        for name, span in (("speaker", item.speaker), ("via", item.via), ("cue", item.cue)):
            start, end = span or (None, None)
            quotes[f"{name}_text"].append(None if span is None else text[start:end])
            quotes[f"{name}_char_start"].append(start)
            quotes[f"{name}_char_end"].append(end)
        for place, (start, end) in enumerate(item.pieces):
            pieces["quote_id"].append(own_id)
            pieces["piece_index"].append(place)
            pieces["char_start"].append(start)
            pieces["char_end"].append(end)
            pieces["text"].append(texts[place])


def _without_marks(piece: str) -> str:
    """The words of a piece that stands between marks, without them; other pieces as they are."""
    inner = piece.strip(_OUTER_MARKS)
    return piece if _INNER_MARK.search(inner) else inner
