"""The ledger: which documents and files a warehouse already holds, so that a run costs only what is new.

A ledger belongs to a snapshot and is written before that snapshot is published, so it never claims more than what is
published. Two tables, as Parquet:

- ``documents``: article_id, source_uri, content_hash, rules_hash;
- ``files``: source_uri, size, version, rules_hash, records (documents seen in the file).
"""

from dataclasses import dataclass
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
    }
)
FILES: Final = pl.Schema(
    {
        "source_uri": pl.String(),
        "size": pl.Int64(),
        "version": pl.String(),
        "rules_hash": pl.String(),
        "records": pl.Int64(),
    }
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the published snapshot was made from."""

    documents: pl.DataFrame
    files: pl.DataFrame

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
            return cls.empty()
        try:
            return cls(
                pl.read_parquet(folder / "documents.parquet", schema=DOCUMENTS),
                pl.read_parquet(folder / "files.parquet", schema=FILES),
            )
        except (OSError, pl.exceptions.PolarsError) as error:
            raise unreadable(folder, error) from error

    def write(self, folder: Path) -> None:
        """Write the ledger; the folder is new, named after a run, and unpublished until the run is."""
        folder.mkdir(parents=True, exist_ok=True)
        self.documents.sort("article_id").write_parquet(folder / "documents.parquet", compression="zstd")
        self.files.sort("source_uri").write_parquet(folder / "files.parquet", compression="zstd")

    def updated(self, *, documents: pl.DataFrame, files: pl.DataFrame) -> "Ledger":
        """This ledger with the rows of a run put over its own."""
        return Ledger(
            pl.concat([self.documents.join(documents, on="article_id", how="anti"), documents]),
            pl.concat([self.files.join(files, on="source_uri", how="anti"), files]),
        )

    def known_files(self, *, rules_hash: str) -> dict[tuple[str, int, str], int]:
        """Documents in each file read under these rules, by URI, size and version: what need not be opened again."""
        same = self.files.filter(pl.col("rules_hash") == rules_hash)
        return {row[:3]: row[3] for row in same.select("source_uri", "size", "version", "records").iter_rows()}


def unreadable(folder: Path, error: Exception) -> WarehouseError:
    """What to say of a ledger's file that is damaged."""
    return WarehouseError(
        f"{folder}: cannot be read ({error}); delete this folder, and the next run processes all its sources again"
    )
