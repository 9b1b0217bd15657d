"""Rows that stages read: published ones of earlier runs, and those that the run's own tasks made."""

from collections.abc import Collection, Sequence
from pathlib import Path

import polars as pl

from flows.stages.context import RunContext
from warehouse.contract.frames import empty
from warehouse.store.stored import StoredRows


def stored_rows(context: RunContext, *tables: str, periods: Collection[str] | None = None) -> StoredRows:
    """Published rows of earlier runs, of these tables; none before the first, or where all is made afresh.

    Args:
        context: The run.
        tables: Their names.
        periods: Periods whose files are enough; all by default.
    """
    manifest = context.sound_manifest(*tables, periods=periods)
    if manifest is None or context.settings.full_refresh:
        return StoredRows((), context.layout.root)
    files = [file for file in manifest["files"] if file["table"] in tables]
    return StoredRows([f for f in files if periods is None or f["period"] in periods], context.layout.root)


def read_batches(
    batches: Sequence[Path], table: str, columns: Sequence[str], *, articles: pl.Series | None = None
) -> pl.DataFrame:
    """Columns of a table that a run made, of all articles or of some."""
    files = [file for batch in batches if (file := batch / f"{table}.parquet").is_file()]
    if not files:
        return empty(table).select(columns)
    frame = pl.scan_parquet(files).select(columns)
    if articles is not None:
        frame = frame.filter(pl.col("article_id").is_in(articles.implode()))
    return frame.collect()
