"""What a run learns of outlets from many documents at once: lines and fragments that recur are furniture.

Learned in the run and kept with the ledger for later ones. What is learned depends on what the warehouse has seen; the
same runs in the same order learn the same.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

from flows.stages.context import RunContext
from flows.workers.chunks import DUMP, outlet_keys
from transforms.annotations.terms import repeated_fragments
from transforms.annotations.unseen import text_as_seen
from transforms.documents.dumps.recurring import count_lines, learn_recurring
from warehouse.contract.frames import empty

LINES_FILE: Final = "lines.parquet"
FRAGMENTS_FILE: Final = "fragments.parquet"
_ARTICLES: Final = 400  # of an outlet, from which fragments are learned: a template shows in far fewer


def learn_lines(chunks: Sequence[Path], *, kept: pl.DataFrame | None, known: pl.Series) -> pl.DataFrame:
    """Counts of lines by outlet, over the page dumps of the chunks and what earlier runs counted.

    Args:
        chunks: Files of documents.
        kept: What earlier runs counted.
        known: Articles that they counted, or that repeat others: nothing is learned twice from one.
    """
    frames = [] if kept is None else [kept]
    for chunk in chunks:
        columns = ["article_id", "source_kind", "outlet", "url", "content"]
        dumps = pl.read_parquet(chunk, columns=columns).filter(source_kind=DUMP)
        dumps = dumps.filter(~pl.col("article_id").is_in(known.implode()))
        if dumps.height:
            texts = text_as_seen(dumps["content"])
            frames.append(count_lines(pl.DataFrame([outlet_keys(dumps), texts.alias("text")])))
    if not frames:
        return pl.DataFrame(schema={"outlet_key": pl.String, "line_hash": pl.String, "count": pl.Int64})
    return (
        pl.concat(frames).group_by("outlet_key", "line_hash").agg(pl.col("count").sum()).sort("outlet_key", "line_hash")
    )


def write_recurring(lines: pl.DataFrame, folder: Path) -> Path | None:
    """Write the lines that recur, by outlet, into a file that is named after what it holds; None where none do."""
    learned = learn_recurring(lines)
    if learned.is_empty():
        return None
    digest = hashlib.blake2b(repr(learned.rows()).encode(), digest_size=6).hexdigest()
    by_outlet = learned.group_by("outlet_key").agg(recurring=pl.col("line_hash").sort()).sort("outlet_key")
    file = folder / f"{digest}.parquet"
    by_outlet.write_parquet(file)
    return file


def learn(context: RunContext, batches: Sequence[Path]) -> Path:
    """Learn what the outlets' templates repeat inside sentences.

    Returns:
        File of the fragments.
    """
    fragments = learn_fragments(batches, kept=context.learned(FRAGMENTS_FILE))
    file = context.work / FRAGMENTS_FILE
    fragments.write_parquet(file)
    return file


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
