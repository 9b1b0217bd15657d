"""What a run learns of outlets from many documents at once: lines and fragments that recur are furniture.

Learned in the run and kept with the ledger for later ones. What is learned depends on what the warehouse has seen; the
same runs in the same order learn the same.
"""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

from transforms.annotations.batch import process_learned
from transforms.annotations.terms import repeated_fragments
from transforms.annotations.unseen import text_as_seen
from transforms.documents.cleaning import outlet_key
from transforms.documents.dumps.recurring import count_lines, learn_recurring
from warehouse.contract.frames import conform, empty

LINES_FILE: Final = "lines.parquet"
FRAGMENTS_FILE: Final = "fragments.parquet"
_ARTICLES: Final = 400  # of an outlet, from which fragments are learned: a template shows in far fewer
_DUMP: Final = "raw_text"


def learn_lines(chunks: Sequence[Path], *, kept: pl.DataFrame | None) -> pl.DataFrame:
    """Counts of lines by outlet, over the page dumps of the chunks and what earlier runs counted."""
    frames = [] if kept is None else [kept]
    for chunk in chunks:
        dumps = pl.read_parquet(chunk, columns=["source_kind", "outlet", "url", "content"]).filter(source_kind=_DUMP)
        if dumps.height:
            keys = [outlet_key(outlet, url) for outlet, url in dumps.select("outlet", "url").iter_rows()]
            texts = text_as_seen(dumps["content"])
            frames.append(count_lines(pl.DataFrame([pl.Series("outlet_key", keys, pl.String), texts.alias("text")])))
    if not frames:
        return pl.DataFrame(schema={"outlet_key": pl.String, "line_hash": pl.String, "count": pl.Int64})
    return (
        pl.concat(frames).group_by("outlet_key", "line_hash").agg(pl.col("count").sum()).sort("outlet_key", "line_hash")
    )


def mark_chunks(chunks: Sequence[Path], lines: pl.DataFrame) -> list[Path]:
    """Give every dump of an outlet with recurring lines those lines; a chunk that changes gets another name."""
    learned = learn_recurring(lines)
    if learned.is_empty():
        return list(chunks)
    digest = hashlib.blake2b(repr(learned.rows()).encode(), digest_size=6).hexdigest()
    by_outlet = learned.group_by("outlet_key").agg(recurring=pl.col("line_hash").sort())
    marked = []
    for chunk in chunks:
        documents = pl.read_parquet(chunk)
        keys = [
            outlet_key(outlet, url) if kind == _DUMP else None
            for kind, outlet, url in documents.select("source_kind", "outlet", "url").iter_rows()
        ]
        with_lines = documents.with_columns(pl.Series("outlet_key", keys, pl.String)).join(
            by_outlet, on="outlet_key", how="left", maintain_order="left"
        )
        if with_lines["recurring"].null_count() == with_lines.height:
            marked.append(chunk)
            continue
        target = chunk.with_name(f"{chunk.stem}-{digest}.parquet")
        draft = target.with_suffix(".draft")
        with_lines.drop("outlet_key").write_parquet(draft, compression="zstd", compression_level=1)
        os.replace(draft, target)  # noqa: PTH105  whole or not at all
        marked.append(target)
    return marked


def learn_fragments(batches: Sequence[Path], *, kept: pl.DataFrame | None) -> pl.DataFrame:
    """Fragments that recur inside an outlet's sentences, from the run's articles and what earlier runs learned."""
    articles = _read(batches, "articles", ("article_id", "outlet_id", "published_date"))
    sample = (
        articles.sort("article_id").filter(pl.int_range(pl.len()).over("outlet_id") < _ARTICLES)
        if articles.height
        else articles
    )
    sentences = _read(batches, "sentences", ("article_id", "role", "text"), articles=sample["article_id"])
    sentences = sentences.with_columns(text_as_seen(sentences["text"]))
    learned = repeated_fragments(sample, sentences)  # all outlets at once: a template is what others do not write
    if kept is None:
        return learned
    return (
        pl.concat([kept, learned])
        .group_by("outlet_id", "kind", "fragment")
        .agg(pl.col("article_count").max())
        .sort("outlet_id", "kind", "fragment")
    )


def _read(
    batches: Sequence[Path], table: str, columns: Sequence[str], *, articles: pl.Series | None = None
) -> pl.DataFrame:
    files = [file for batch in batches if (file := batch / f"{table}.parquet").is_file()]
    if not files:
        return empty(table).select(columns)
    frame = pl.scan_parquet(files).select(columns)
    if articles is not None:
        frame = frame.filter(pl.col("article_id").is_in(articles.implode()))
    return frame.collect()


def write_terms(batch: Path, fragments: pl.DataFrame) -> None:
    """Count the terms of a batch's articles, now that it is known what the outlets' templates repeat."""

    def rows(table: str) -> pl.DataFrame:
        file = batch / f"{table}.parquet"
        return pl.read_parquet(file) if file.is_file() else empty(table)

    needed = ("articles", "blocks", "credits", "sentences", "voice_spans")
    terms = process_learned({name: rows(name) for name in needed}, fragments)["article_terms"]
    if terms.height:
        draft = batch / "article_terms.draft"
        conform(terms, "article_terms").write_parquet(draft, compression="zstd", compression_level=1)
        os.replace(draft, batch / "article_terms.parquet")  # noqa: PTH105  whole or not at all
