"""Split the kept text of each article into sentences, with exact offsets.

A boundary inside a quotation is a boundary: *"A. B," she said* is two sentences. Abbreviations are English unless the
article's language says otherwise; CJK full stops, the Arabic question mark and the danda end a sentence in any of them.
"""

from typing import Final

import polars as pl

from transforms import ids
from transforms.annotations.sentences.boundaries import split_paragraph
from transforms.annotations.sentences.lexicon import Lexicon, lexicon_of
from transforms.annotations.sentences.paragraphs import is_prose, split_paragraphs
from transforms.text import words
from transforms.vocabulary import SENTENCE_ROLES

Row = tuple[int, str, int | None, int | None, str]

SCHEMA: Final = {
    "sentence_id": pl.String,
    "article_id": pl.String,
    "sentence_index": pl.Int32,
    "paragraph_index": pl.Int32,
    "role": pl.String,
    "char_start": pl.Int64,
    "char_end": pl.Int64,
    "text": pl.String,
    "word_count": pl.Int32,
    "quoted_word_count": pl.Int32,
}


def split_sentences(text: str, *, language: str | None = None) -> list[tuple[int, int]]:
    """Offsets of the sentences of a stretch of text, in order, trimmed of white space.

    Args:
        text: One paragraph or several (see `split_paragraphs`).
        language: ISO 639-1 code of the text; None is read as English.

    Returns:
        Pairs of start and end (code points); every character that is not white space lies in exactly one.
    """
    lexicon = lexicon_of(language or "en")
    sentences: list[tuple[int, int]] = []
    for start, end in split_paragraphs(text):
        sentences += split_paragraph(text, start, end, lexicon)
    return sentences


def segment(articles: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """Sentences of the kept blocks of each article.

    The first paragraph of the body that reads as prose has role ``lead``, every other one ``body``, whatever the block
    said: what stands above it without a closing stop is a dateline, a byline, a credit. A title that does not stand in
    the text comes first, with null offsets and ``paragraph_index`` 0.

    Args:
        articles: One row per article, with ``article_id``, ``title``, ``text`` and, if known, ``language``.
        blocks: The block ledger: ``article_id``, ``block_index``, ``char_start``, ``char_end``, ``role``, ``is_kept``.

    Returns:
        One row per sentence (`SCHEMA`), articles in the given order, sentences in the order of the text. Offsets are
        code points of ``articles.text``; ``quoted_word_count`` is 0 until quotes are attributed.
    """
    kept = (
        blocks.lazy()
        .filter(pl.col("is_kept") & pl.col("role").is_in(SENTENCE_ROLES))
        .select("article_id", "block_index", "char_start", "char_end", "role")
        .collect()
        .sort("article_id", "block_index")
    )
    stretches: dict[str, list[tuple[int, int, str]]] = {}
    for article_id, _, start, end, role in kept.iter_rows():
        stretches.setdefault(article_id, []).append((start, end, role))
    languages = articles["language"].to_list() if "language" in articles.columns else [None] * articles.height
    columns: dict[str, list[object]] = {name: [] for name in SCHEMA if name not in ("word_count", "quoted_word_count")}
    for article_id, title, text, language in zip(
        articles["article_id"].to_list(),
        articles["title"].to_list(),
        articles["text"].to_list(),
        languages,
        strict=True,
    ):
        rows = _segment_article(title, text or "", stretches.get(article_id, []), lexicon_of(language or "en"))
        columns["sentence_id"] += [ids.sentence_id(article_id, index) for index in range(len(rows))]
        columns["article_id"] += [article_id] * len(rows)
        columns["sentence_index"] += range(len(rows))
        for name, values in zip(
            ("paragraph_index", "role", "char_start", "char_end", "text"), zip(*rows, strict=True), strict=False
        ):
            columns[name] += values
    frame = pl.DataFrame(columns, schema={name: SCHEMA[name] for name in columns})
    return frame.with_columns(
        words.word_count("text").alias("word_count"), quoted_word_count=pl.lit(0, pl.Int32)
    ).select(list(SCHEMA))


def _segment_article(
    title: str | None, text: str, stretches: list[tuple[int, int, str]], lexicon: Lexicon
) -> list[Row]:
    """Rows of paragraph index, role, start, end and text of one article."""
    rows: list[Row] = []
    paragraph_index = 0
    if title and title.strip() and not any(role == "title" for _, _, role in stretches):
        rows.append((0, "title", None, None, title.strip()))
        paragraph_index = 1
    has_lead = False
    for start, end, block_role in stretches:
        for paragraph in split_paragraphs(text, start, end):
            role = "body" if block_role == "lead" else block_role
            if role == "body" and not has_lead and is_prose(text, *paragraph):
                role, has_lead = "lead", True
            spans = split_paragraph(text, *paragraph, lexicon)
            rows += [(paragraph_index, role, low, high, text[low:high]) for low, high in spans]
            paragraph_index += 1
    return rows if has_lead else _with_first_as_lead(rows)


def _with_first_as_lead(rows: list[Row]) -> list[Row]:
    """Where no paragraph reads as prose, the first of the body is the lead after all."""
    first = next((row[0] for row in rows if row[1] == "body"), None)
    return [(row[0], "lead", *row[2:]) if row[0] == first and row[1] == "body" else row for row in rows]
