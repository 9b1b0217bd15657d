"""The count stage: terms of articles, without what the outlets' templates repeat."""

import os
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from transforms.annotations.batch import process_learned
from warehouse.contract.frames import conform, empty


def count_terms(fragments: Path, batches: Sequence[Path]) -> list[Path]:
    """Count the terms of some batches.

    Args:
        fragments: File of the fragments that recur inside sentences.
        batches: Folders of the annotate stage, which get a file more.

    Returns:
        The folders.
    """
    learned = pl.read_parquet(fragments)
    for batch in batches:
        write_terms(batch, learned)
    return list(batches)


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
