"""The ledger of a warehouse that has lost its own, or of which an older version kept it: recalled from what there is.

An older version kept tables as Parquet files beside the snapshot. What they do not say, or all where there are none, is
recalled from the published articles, a month at a time. Without it an article that such a warehouse holds would come a
second time when another file brings its address.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import polars as pl

from flows.stages.repeats import keys_of
from flows.workers.chunks import DUMP
from transforms.annotations.unseen import text_as_seen
from transforms.documents.addresses import canonical_address
from transforms.documents.articles import outlet_key
from transforms.documents.dumps import document_lines
from transforms.text.sketches import is_version, sketches
from warehouse.store.layout import DamagedError, Layout
from warehouse.store.ledger import DOCUMENTS, DUMPS, FILES, FINGERPRINTS, LINES, VERSIONS

_COLUMNS: Final = (
    *("article_id", "source_uri", "source_kind", "content_hash", "url", "text"),
    *("outlet_name", "outlet_method"),
)
_GIVEN: Final = "given"  # the method of an outlet's name that came with the document


def recall(layout: Layout, run_id: str) -> dict[str, pl.DataFrame]:
    """Rows of the ledger of the run that is published.

    Raises:
        WarehouseError: A file that an older version wrote is damaged.
    """
    folder = layout.older_ledger(run_id)
    kept = {name: folder / f"{name}.parquet" for name in ("documents", "versions", "files", "fingerprints")}
    try:
        older = {name: pl.read_parquet(file) for name, file in kept.items() if file.is_file()}
        recalled = _recalled(
            [layout.root / f["path"] for f in layout.manifest(run_id)["files"] if f["table"] == "articles"]
        )
    except (OSError, pl.exceptions.PolarsError) as error:
        raise DamagedError(
            f"{folder}: cannot be read ({error}); delete this folder, and the next run reads its sources again"
        ) from error
    known = older.get("documents", recalled["documents"])
    found = recalled["documents"].select("article_id", *(name for name in DOCUMENTS if name not in known.columns))
    if len(found.columns) > 1:
        known = known.join(found, on="article_id", how="left", maintain_order="left")
    schemas = {"versions": VERSIONS, "files": FILES, "fingerprints": FINGERPRINTS}
    return {
        "documents": known.select(list(DOCUMENTS)),
        "lines": recalled["lines"],
        "dumps": recalled["dumps"],
        **{name: older.get(name, pl.DataFrame(schema=schema)).select(list(schema)) for name, schema in schemas.items()},
    }


def _recalled(paths: list[Path]) -> Mapping[str, pl.DataFrame]:
    """What can be said of documents from the articles that were made of them."""
    documents, lines, dumps = [pl.DataFrame(schema=DOCUMENTS)], [pl.DataFrame(schema=LINES)], []
    for path in paths:
        columns: list[str] = [name for name in _COLUMNS if name in pl.read_parquet_schema(path)]
        month = pl.read_parquet(path, columns=columns, hive_partitioning=False)
        own = month.with_columns(
            pl.Series("address", [canonical_address(url) for url in month["url"].to_list()], pl.String),
            pl.Series("sketch", sketches(month["text"].to_list()), pl.Binary),
        )
        documents.append(
            own.select(pl.col(n) if n in own.columns else pl.lit(None, t).alias(n) for n, t in DOCUMENTS.items())
        )
        of_dumps = own.filter(source_kind=DUMP)
        keys = [
            outlet_key(name if method == _GIVEN else None, url)
            for name, method, url in of_dumps.select("outlet_name", "outlet_method", "url").iter_rows()
        ]
        texts = text_as_seen(of_dumps["text"])
        lines.append(
            document_lines(of_dumps.select("article_id", pl.Series("outlet_key", keys, pl.String), texts.alias("text")))
        )
        dumps += [
            (article_id, key, False)
            for article_id, sketch in of_dumps.select("article_id", "sketch").iter_rows()
            for key in keys_of(sketch)
        ]
    known = pl.concat(documents)
    return {
        "documents": known.with_columns(_named(known), rules_hash=pl.lit("")),
        "lines": pl.concat(lines),
        "dumps": pl.DataFrame(dumps, schema=DUMPS, orient="row"),
    }


def _named(known: pl.DataFrame) -> pl.Series:
    """Addresses of articles. Of several articles with one the last has it, if they are versions; else it names none."""
    shared = known.filter(pl.col("address").is_not_null()).group_by("address").agg("article_id", "sketch")
    owners = {
        ids[-1]: address
        for address, ids, texts in shared.iter_rows()
        if all(is_version(texts[-1], text) for text in texts)
    }
    return known["article_id"].replace_strict(owners, default=None, return_dtype=pl.String).alias("address")
