"""What a ledger of an older version does not know, recalled from the published articles: their addresses and texts.

Without it an article that such a warehouse holds would come a second time when another file brings its address.
"""

from typing import Final

import polars as pl

from transforms.documents.addresses import canonical_address
from transforms.text.sketches import is_version, sketches
from warehouse.store.layout import Layout
from warehouse.store.ledger import DOCUMENTS, Ledger

_COLUMNS: Final = ("article_id", "source_uri", "content_hash", "url", "text")


def recall(ledger: Ledger, layout: Layout, run_id: str) -> Ledger:
    """The ledger with the addresses and sketches of the articles that a run published, where it has none.

    Of several articles with one address the last has it, if they are versions; else it names none of them.
    """
    if ledger.is_complete:
        return ledger
    paths = [layout.root / file["path"] for file in layout.manifest(run_id)["files"] if file["table"] == "articles"]
    columns: dict[str, list[str | bytes | None]] = {"article_id": [], "address": [], "sketch": []}
    for path in paths:  # a month at a time
        month = pl.read_parquet(path, columns=list(_COLUMNS), hive_partitioning=False)
        columns["article_id"] += month["article_id"].to_list()
        columns["address"] += [canonical_address(url) for url in month["url"].to_list()]
        columns["sketch"] += sketches(month["text"].to_list())
    recalled = pl.DataFrame(columns, schema={name: DOCUMENTS.get(name, pl.String()) for name in columns})
    named = recalled.filter(pl.col("address").is_not_null()).group_by("address").agg("article_id", "sketch")
    owners = {
        ids[-1]: address
        for address, ids, texts in named.iter_rows()
        if all(is_version(texts[-1], text) for text in texts)
    }
    recalled = recalled.with_columns(
        address=pl.col("article_id").replace_strict(owners, default=None, return_dtype=pl.String)
    )
    if not ledger.documents.height:  # it was lost: at least the articles are known
        known = pl.concat(
            [pl.read_parquet(path, columns=list(_COLUMNS[:3]), hive_partitioning=False) for path in paths]
        )
        known = known.with_columns(rules_hash=pl.lit(""), said_at=pl.lit(None, pl.String))
    else:
        known = ledger.documents.drop("address", "sketch")
    completed = known.join(recalled, on="article_id", how="left", maintain_order="left")
    return Ledger(completed.select(list(DOCUMENTS)), ledger.files, ledger.versions, ledger.fingerprints)
