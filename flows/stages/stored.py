"""Rows that stages read: published ones of earlier runs, and those that the run's own tasks made."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

import polars as pl

from flows.stages.context import RunContext
from warehouse.contract.frames import empty
from warehouse.store.stored import StoredRows

_PERIODS: Final = 10  # read at a time, of a thousand articles at most


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


def stored_by_periods(context: RunContext, table: str, articles: pl.Series) -> Iterator[StoredRows]:
    """Published rows of the periods in which some articles lie, of some periods at a time.

    Args:
        context: The run.
        table: Name of the table.
        articles: Their ids.
    """
    periods = stored_rows(context, "articles").periods_of(articles) if articles.len() else []
    for low in range(0, len(periods), _PERIODS):
        yield stored_rows(context, table, periods=periods[low : low + _PERIODS])


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
