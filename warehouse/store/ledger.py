"""The ledger: which documents and files a warehouse already holds, so that a run costs only what is new.

A ledger belongs to a snapshot and is written before that snapshot is published, so it never claims more than what is
published. Four tables, as Parquet:

- ``documents``: article_id, source_uri, content_hash, rules_hash (of the rules that made the article's rows); canonical
  address, the moments that the document says of itself, a sketch of its text (how versions are told from articles);
- ``versions``: article_id, content_hash of versions that later ones replaced;
- ``files``: source_uri, size, version, rules_hash (of the rules that read the file), records (documents seen in it);
- ``fingerprints``: rules_hash, name, fingerprint: what the rules were, step by step; an empty hash stands for what
  made the snapshot as a whole.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import polars as pl

from warehouse.store.layout import WarehouseError

DOCUMENTS: Final = pl.Schema(
    {
        "article_id": pl.String(),
        "source_uri": pl.String(),
        "content_hash": pl.String(),
        "rules_hash": pl.String(),
        "address": pl.String(),
        "said_at": pl.String(),
        "sketch": pl.Binary(),
    }
)
VERSIONS: Final = pl.Schema({"article_id": pl.String(), "content_hash": pl.String()})
FILES: Final = pl.Schema(
    {
        "source_uri": pl.String(),
        "size": pl.Int64(),
        "version": pl.String(),
        "rules_hash": pl.String(),
        "records": pl.Int64(),
    }
)
FINGERPRINTS: Final = pl.Schema({name: pl.String() for name in ("rules_hash", "name", "fingerprint")})


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the published snapshot was made from; ``is_complete`` unless an older version wrote it, or it was lost."""

    documents: pl.DataFrame
    files: pl.DataFrame
    versions: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=VERSIONS))
    fingerprints: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=FINGERPRINTS))
    is_complete: bool = True

    @classmethod
    def empty(cls) -> "Ledger":
        """The ledger of a warehouse without a snapshot."""
        return cls(pl.DataFrame(schema=DOCUMENTS), pl.DataFrame(schema=FILES))

    @classmethod
    def read(cls, folder: Path) -> "Ledger":
        """The ledger in a folder; an empty one where there is none (everything is then processed again).

        Raises:
            WarehouseError: The files are there, and damaged.
        """
        if not (folder / "documents.parquet").is_file():
            return replace(cls.empty(), is_complete=False)
        names = folder / "fingerprints.parquet"
        try:
            documents = pl.read_parquet(folder / "documents.parquet")
            versions = folder / "versions.parquet"  # older versions of newsprism kept none, nor addresses
            return cls(
                documents.select(
                    (pl.col(name) if name in documents.columns else pl.lit(None)).cast(kind).alias(name)
                    for name, kind in DOCUMENTS.items()
                ),
                pl.read_parquet(folder / "files.parquet", schema=FILES),
                pl.read_parquet(versions, schema=VERSIONS) if versions.is_file() else pl.DataFrame(schema=VERSIONS),
                pl.read_parquet(names, schema=FINGERPRINTS) if names.is_file() else pl.DataFrame(schema=FINGERPRINTS),
                is_complete="address" in documents.columns,
            )
        except (OSError, pl.exceptions.PolarsError) as error:
            raise unreadable(folder, error) from error

    def write(self, folder: Path) -> None:
        """Write the ledger; the folder is new, named after a run, and unpublished until the run is."""
        folder.mkdir(parents=True, exist_ok=True)
        self.documents.sort("article_id").write_parquet(folder / "documents.parquet", compression="zstd")
        self.files.sort("source_uri").write_parquet(folder / "files.parquet", compression="zstd")
        self.versions.sort("article_id", "content_hash").write_parquet(folder / "versions.parquet", compression="zstd")
        self.fingerprints.sort("rules_hash", "name").write_parquet(folder / "fingerprints.parquet", compression="zstd")

    def updated(
        self,
        *,
        documents: pl.DataFrame,
        files: pl.DataFrame,
        versions: pl.DataFrame,
        retired: pl.Series,
        fingerprints: pl.DataFrame,
    ) -> "Ledger":
        """This ledger with the rows of a run put over its own, less the articles that it retired.

        Of the fingerprints, those stay that documents name.
        """
        stay = self.documents.filter(~pl.col("article_id").is_in(retired.implode()))
        kept = pl.concat([stay.join(documents, on="article_id", how="anti"), documents])
        older = self.fingerprints.join(fingerprints, on="rules_hash", how="anti")
        return Ledger(
            kept,
            pl.concat([self.files.join(files, on="source_uri", how="anti"), files]),
            pl.concat([self.versions, versions]).unique(),
            pl.concat([older.join(kept, on="rules_hash", how="semi"), fingerprints]),
        )

    def rules(self) -> dict[str, dict[str, str]]:
        """Fingerprints by name, of each hash of rules."""
        found: dict[str, dict[str, str]] = {}
        for rules_hash, name, fingerprint in self.fingerprints.iter_rows():
            found.setdefault(rules_hash, {})[name] = fingerprint
        return found

    def known_files(self, *, rules_hash: str) -> dict[tuple[str, int, str], int]:
        """Documents in each file read under these rules, by URI, size and version: what need not be opened again."""
        same = self.files.filter(pl.col("rules_hash") == rules_hash)
        return {row[:3]: row[3] for row in same.select("source_uri", "size", "version", "records").iter_rows()}


def unreadable(folder: Path, error: Exception) -> WarehouseError:
    """What to say of a ledger's file that is damaged."""
    return WarehouseError(
        f"{folder}: cannot be read ({error}); delete this folder, and the next run processes all its sources again"
    )
