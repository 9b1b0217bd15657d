"""The batch stage: documents in, rows of every per-article table out. Each article stands for itself."""

import contextlib
import gc
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import polars as pl

from transforms.annotations.acts import content_acts, find_act_hits, tag_acts
from transforms.annotations.attribution import attribute
from transforms.annotations.frames import tag_frames
from transforms.annotations.labels import actor_labels, find_labels
from transforms.annotations.sentences import segment
from transforms.annotations.signatures import signatures
from transforms.annotations.speakers import resolve_speakers
from transforms.annotations.topics import tag_topics
from transforms.annotations.voice import count_quoted_words, voice_spans
from transforms.documents.cleaning import clean_documents
from transforms.documents.credits import added_agencies, find_credits, wire_agencies
from transforms.documents.insertions import blank_insertions, restore_texts
from transforms.documents.language import article_languages
from transforms.documents.outlets import agencies_of, identify_outlets
from transforms.documents.plain.furniture import outside_furniture
from transforms.text.matching import SentenceIndex
from transforms.vocabulary import BODY_ROLES

_ANALYSED: Final = "en"  # the language of the cue, topic, frame, act and label lexicons


# Rows of a batch are no cycles: at the thresholds of the interpreter, looking for some takes an eighth of the time
_SELDOM: Final = (20_000, 20, 100)
_SLICE: Final = 4 << 20  # bytes of text read together: more take memory, and no less time


class Batch(NamedTuple):
    """Frames by table name, and the documents that hold no article."""

    tables: dict[str, pl.DataFrame]
    rejects: pl.DataFrame


def process_documents(
    documents: pl.DataFrame, *, registry: pl.DataFrame | None = None, labels: pl.DataFrame | None = None
) -> Batch:
    """Clean, segment, attribute and tag.

    Args:
        documents: As for :func:`transforms.documents.cleaning.clean_documents`.
        registry: Outlets to add to the bundled registry.
        labels: Labels to add to the bundled sets.

    Returns:
        Frames of the per-article tables. Articles in other languages than English have blocks, sentences and credits,
        and ``language_support`` says that they have no more.
    """
    with _seldom_collecting():
        slices = [_processed(part, registry, labels) for part in _slices(documents)]
    if len(slices) == 1:
        return slices[0]
    return Batch(
        {name: pl.concat([part.tables[name] for part in slices], how="vertical_relaxed") for name in slices[0].tables},
        pl.concat([part.rejects for part in slices]),
    )


def _slices(documents: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The documents in their order, some at a time; once at least."""
    sizes = documents["content"].str.len_bytes().fill_null(0)
    ends = ((sizes.cum_sum() - sizes) // _SLICE).rle().struct.field("len").cum_sum().to_list()
    for first, last in pairwise([0, *(ends or [0])]):
        yield documents[first:last]


@contextlib.contextmanager
def _seldom_collecting() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _processed(documents: pl.DataFrame, registry: pl.DataFrame | None, labels: pl.DataFrame | None) -> Batch:
    with added_agencies(agencies_of(registry)):  # an agency among the given authors is no person
        articles, blocks, rejects = clean_documents(documents)
    languages = article_languages(
        articles["text"], given=articles["given_language"], declared=articles["declared_language"]
    )
    articles = articles.with_columns(languages)
    articles = identify_outlets(articles, extra=registry)
    credits_ = find_credits(articles, blocks, agencies=agencies_of(registry))
    articles = articles.join(wire_agencies(credits_), on="article_id", how="left", maintain_order="left")
    is_analysed = pl.col("language").is_null() | (pl.col("language") == _ANALYSED)
    articles = articles.with_columns(
        language_support=pl.when(is_analysed).then(pl.lit("full")).otherwise(pl.lit("text_only"))
    )
    reading = blank_insertions(articles)  # the site's headlines inside a sentence are nobody's words
    sentences = segment(reading, blocks)
    analysed = reading.filter(is_analysed)
    english = outside_furniture(
        sentences.join(analysed.select("article_id"), on="article_id", how="semi", maintain_order="left"), blocks
    )

    quotes, pieces = attribute(analysed, english)
    quotes = resolve_speakers(analysed.with_columns(byline="authors"), english, quotes)
    spans = voice_spans(analysed, quotes, pieces)
    sentences = sentences.with_columns(quoted_word_count=count_quoted_words(sentences, articles=reading, spans=spans))

    index = SentenceIndex(english, spans)
    topics = tag_topics(analysed, english, index=index)
    sentence_frames, article_frames = tag_frames(analysed, english, spans, index=index)
    act_hits = find_act_hits(index)
    contents = content_acts(quotes, pieces=pieces, hits=act_hits)
    quotes = quotes.join(contents, on="quote_id", how="left", maintain_order="left")
    tables = {
        "articles": _with_counts(articles, sentences).join(topics.primary, on="article_id", how="left"),
        "blocks": blocks,
        "credits": credits_,
        "sentences": sentences,
        "quotes": quotes,
        "quote_pieces": pieces,
        "voice_spans": spans,
        "article_topics": topics.article_topics,
        "sentence_topics": topics.sentence_topics,
        "sentence_frames": sentence_frames,
        "article_frames": article_frames,
        "sentence_acts": _numbered(tag_acts(english, spans, hits=act_hits), "act_index", within="sentence_id"),
        "label_mentions": _numbered(
            find_labels(analysed, english, spans, extra=labels, index=index), "mention_index", within="article_id"
        ),
        "actor_mentions": _numbered(
            actor_labels(analysed, english, spans, index=index), "mention_index", within="article_id"
        ),
        "article_signatures": signatures(articles, blocks).with_columns(pl.col("signature").bin.encode("base64")),
    }
    return Batch(_with_given_texts(tables, articles.filter(articles["text"] != reading["text"])), rejects)


def _with_given_texts(tables: dict[str, pl.DataFrame], articles: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The tables, with spans that reproduce their text from the articles, which were read with blanks in them."""
    if articles.is_empty():
        return tables
    restored = {name: restore_texts(tables[name], articles) for name in ("sentences", "label_mentions")}
    restored["actor_mentions"] = restore_texts(tables["actor_mentions"], articles, text="phrase")
    owners = tables["quotes"].select("quote_id", "article_id")
    pieces = tables["quote_pieces"].join(owners, on="quote_id", maintain_order="left")
    restored["quote_pieces"] = restore_texts(pieces, articles).drop("article_id")
    quotes = tables["quotes"].with_columns(pl.col("text").str.replace_all(r" {8,}", " "))  # what was blanked
    for part in ("speaker", "cue", "via"):
        quotes = restore_texts(
            quotes, articles, start=f"{part}_char_start", end=f"{part}_char_end", text=f"{part}_text"
        )
    restored["quotes"] = quotes
    return tables | restored


def _with_counts(articles: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    body = sentences.filter(pl.col("role").is_in(BODY_ROLES))
    counts = body.group_by("article_id").agg(
        word_count=pl.col("word_count").sum(),
        sentence_count=pl.len(),
        quoted_word_count=pl.col("quoted_word_count").sum(),
    )
    names = ("word_count", "sentence_count", "quoted_word_count")
    counted = articles.join(counts, on="article_id", how="left", maintain_order="left").with_columns(
        pl.col(name).fill_null(0).cast(pl.Int64) for name in names
    )
    # nobody looked for quotes where the language is not analysed: that is no zero
    return counted.with_columns(
        quoted_word_count=pl.when(pl.col("language_support") == "full").then(pl.col("quoted_word_count"))
    )


def _numbered(rows: pl.DataFrame, name: str, *, within: str) -> pl.DataFrame:
    """Rows with their position among those of one article or sentence: offsets alone can be null or shared."""
    return rows.with_columns(pl.int_range(pl.len()).over(within).alias(name))
