"""What later runs need not do again: the rows that a run adds to the ledger, written before it publishes."""

import json
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from flows.stages.context import RunContext
from flows.stages.failing import Failed
from flows.stages.learning import Templates
from flows.stages.reading import Reading
from flows.stages.renewing import Renewed
from flows.stages.resolving import Resolved
from warehouse.store.ledger import DOCUMENTS, Ledger
from warehouse.store.rollback import snapshots


def remember(
    context: RunContext,
    reading: Reading,
    renewed: Renewed,
    learned: tuple[Templates, Resolved],
    *,
    failed: Failed,
    stay: pl.Series,
) -> None:
    """Write the ledger of a run that is about to be published.

    Args:
        context: The run.
        reading: What the read stage found.
        renewed: What was made again of stored rows.
        learned: Of the outlets' templates, and across articles.
        failed: What the run failed on.
        stay: Articles whose new version is not kept.
    """
    known = context.ledger.known(stay.to_list()).select("article_id")
    left = pl.concat([failed.articles.cast(pl.String).to_frame("article_id"), known]).drop_nulls()
    made = reading.documents_frame().join(left, on="article_id", how="anti")
    rows: dict[str, pl.DataFrame | Path] = {
        "documents": pl.concat([made, renewed.documents, _moved(context.ledger, reading)]),
        "files": reading.files_frame(),
        "versions": reading.versions_frame(),
        "fingerprints": pl.concat([context.rules.frame(), renewed.fingerprints]).unique(),
    }
    scopes: dict[str, pl.Series] = dict.fromkeys(("documents", "versions"), reading.retired_articles())
    rows["failures"], scopes["failures"] = failed.failures.rows(context.ledger)
    if reading.lines is not None:
        redone = [] if reading.redone is None else reading.redone["article_id"].to_list()
        gone = pl.concat([made["article_id"], reading.retired_articles()])
        scopes |= dict.fromkeys(("lines", "dumps"), gone.filter(~gone.is_in(redone)))
        scopes["recurring"] = reading.lines.outlets
        rows["lines"] = reading.lines.lines.join(left, on="article_id", how="anti")
        rows["dumps"] = reading.lines.dumps.join(left, on="article_id", how="anti")
        rows["recurring"] = reading.lines.recurring
    for of_many in learned:
        rows |= of_many.rows
        scopes |= of_many.scopes
    layout, is_afresh = context.layout, context.ledger.is_empty
    if is_afresh and context.published is None:
        layout.ledger.unlink(missing_ok=True)
    ledger = Ledger(layout.ledger) if is_afresh else context.ledger
    ledger.write(context.run_id, rows, scopes=scopes, is_afresh=is_afresh, kept=[*snapshots(layout), context.run_id])


def _moved(ledger: Ledger, reading: Reading) -> pl.DataFrame:
    """Rows of documents that were met in a place before the one that was known."""
    places: Mapping[str, tuple[str, str]] = {one: (source_id, uri) for one, source_id, uri in reading.moved}
    rows = ledger.known(list(places)).select(DOCUMENTS.names()).rows(named=True)
    for row in rows:
        source_id, row["source_uri"] = places[row["article_id"]]
        if row["given"]:
            key, _, _, *rest = json.loads(row["given"])
            row["given"] = json.dumps([key, source_id, row["source_uri"], *rest])
    return pl.DataFrame(rows, schema=DOCUMENTS)
