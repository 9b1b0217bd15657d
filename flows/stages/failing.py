"""What becomes of documents on which a run failed: counted, told in their rejects, and tried again by later runs."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

import polars as pl

from flows.stages.context import RunContext
from flows.stages.reading import REJECTS, Reading
from flows.stages.renewing import Renewed
from flows.workers.chunks import REJECTS_FILE
from warehouse.store.failures import MOST_TRIES, TRIED_AGAIN, Failures
from warehouse.store.layout import BlockedError
from warehouse.store.ledger import FAILURES

_FEW: Final = 20  # documents on which rules may fail in any run: a hostile source brings dozens to a small run
_SHARE: Final = 0.5  # of a run's documents; a broken rule fails on nearly all, a hostile source on its own


class Failed(NamedTuple):
    """What a run failed on.

    Attributes:
        rejects: Rejects of the annotate stage: these, and what is no article.
        articles: Ids of the articles whose documents failed.
        failures: What later runs know of it.
    """

    rejects: pl.DataFrame
    articles: pl.Series
    failures: Failures


def gather_failed(context: RunContext, reading: Reading, renewed: Renewed, batches: Iterable[Path]) -> Failed:
    """Look through the rejects of the annotate stage for documents on which something failed.

    Args:
        context: The run.
        reading: What it read.
        renewed: What it made again of stored rows.
        batches: Folders that the annotate stage made.

    Raises:
        WarehouseError: That were so many that something else than they is wrong.
    """
    none = pl.DataFrame(schema={"article_id": pl.String, **REJECTS, "is_put_off": pl.Boolean})
    refused = pl.concat([none, *(pl.read_parquet(folder / REJECTS_FILE) for folder in batches)], how="diagonal")
    hashes = reading.documents_frame().select("article_id", "content_hash")
    failed = refused.filter(pl.col("article_id").is_not_null()).join(
        hashes, on="article_id", how="left", maintain_order="left"
    )
    rules, before = context.rules.hash, context.failures
    _stop_on_faults(failed, before, documents=reading.documents_new)
    again = renewed.failed.with_columns(source_uri=pl.lit(None, pl.String))
    known = failed.filter(pl.col("content_hash").is_not_null())
    counted = before.counted(pl.concat([known, again], how="diagonal"), rules_hash=rules)
    done = pl.concat([hashes["content_hash"], renewed.documents["content_hash"]])
    return Failed(
        _told(refused, failed, counted),
        failed["article_id"],
        before.updated(counted.select(FAILURES.names()), done=done),
    )


def _told(refused: pl.DataFrame, failed: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    """The rejects; those that are tried again say how often they were, and when they will be."""
    tries = failed.join(counted.select("content_hash", "tries"), on="content_hash").select("article_id", "tries")
    told = (
        pl.when(~pl.col("reason").is_in(TRIED_AGAIN) | pl.col("is_put_off") | pl.col("tries").is_null())
        .then(pl.lit(""))
        .when(pl.col("tries") < MOST_TRIES)
        .then(pl.format(f"; try {{}} of {MOST_TRIES}, the next run tries again", "tries"))
        .otherwise(pl.format("; tried by {} runs, and again under other rules or with --full-refresh", pl.col("tries")))
    )
    return refused.join(tries, on="article_id", how="left", maintain_order="left").with_columns(
        detail=pl.concat_str("detail", told)
    )


def _stop_on_faults(failed: pl.DataFrame, before: Failures, *, documents: int) -> None:
    """A document may not stop others; a rule that fails on most of them is a fault of ours, and they are ordinary.

    An installation that is broken throughout fails on the plain document that every worker starts with, before this.
    Documents on which earlier runs failed say nothing new.

    Raises:
        WarehouseError: Rules failed on more than half of the documents.
    """
    new = failed.join(before.frame, on="content_hash", how="anti")
    documents -= failed.height - new.height
    if new.height > max(_FEW, _SHARE * documents):
        raise BlockedError(
            f"{new.height} of {documents} documents could not be processed, so nothing is published; "
            f"the first: {new['source_uri'][0]}: {new['reason'][0]}: {new['detail'][0]}"
        )
