"""The count stage: terms of articles, without what the outlets' templates repeat."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

from transforms.annotations.batch import process_learned
from warehouse.contract.frames import conform
from warehouse.frame_file import write_frame

_NEEDED: Final = ("article_id", "outlet_id", "article_outlet_name", "byline", "language")  # all but their texts


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
        if (batch / "articles.parquet").is_file():
            _count(batch, learned)
    return list(batches)


def _count(batch: Path, fragments: pl.DataFrame) -> None:
    articles = pl.read_parquet(batch / "articles.parquet", columns=list(_NEEDED))
    pieces = pl.read_parquet(batch / "term_pieces.parquet")
    terms = process_learned({"articles": articles, "term_pieces": pieces}, fragments)["article_terms"]
    if terms.height:
        draft = batch / "article_terms.draft"
        write_frame(conform(terms, "article_terms"), draft)
        os.replace(draft, batch / "article_terms.parquet")  # noqa: PTH105  whole or not at all
