"""Documents on which a run failed: how often each was tried, so that none is lost and none is tried for ever.

A worker that was ended from outside or timed out says little of the document: memory may have been short, or the
machine asleep. Such a document is tried again in the next runs, and given up after some of them. One on which a rule
failed would fail again, and is given up at once. Other rules, another content or a full refresh begin anew. What is
known of a document goes by its content, so that it does not matter which file brings it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from warehouse.store.layout import DamagedError, Layout

MOST_TRIES: Final = 3  # runs: a machine that is short of memory three times over is short of memory
TRIED_AGAIN: Final = ("timed_out", "worker_ended")  # reasons that may lie elsewhere than in the document
FAILURES: Final = pl.Schema(
    {
        "content_hash": pl.String(),
        "source_uri": pl.String(),  # file that is to be opened again; null where stored rows are enough
        "reason": pl.String(),
        "tries": pl.Int64(),
        "rules_hash": pl.String(),
    }
)


@dataclass(frozen=True, slots=True)
class Failures:
    """What earlier runs failed on.

    Attributes:
        frame: A row a document.
    """

    frame: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=FAILURES))

    @classmethod
    def read(cls, layout: Layout) -> "Failures":
        """Those of a warehouse.

        Raises:
            WarehouseError: The file is damaged.
        """
        try:
            return cls(pl.read_parquet(layout.failures, schema=FAILURES)) if layout.failures.is_file() else cls()
        except (OSError, pl.exceptions.PolarsError) as error:
            raise DamagedError(
                f"{layout.failures}: cannot be read ({error}); delete this file, and the next run tries all again"
            ) from error

    def write(self, layout: Layout) -> None:
        """Write them, whole or not at all."""
        layout.failures.parent.mkdir(parents=True, exist_ok=True)
        draft = layout.failures.with_suffix(".draft")
        self.frame.sort("content_hash").write_parquet(draft, compression="zstd")
        draft.replace(layout.failures)

    def given_up(self, rules_hash: str) -> frozenset[str]:
        """Contents that are not tried again under these rules."""
        return frozenset(self.frame.filter(self._is_given_up(rules_hash))["content_hash"])

    def waiting(self, rules_hash: str) -> frozenset[str]:
        """Contents that are to be tried again under these rules."""
        return frozenset(self.frame.filter(~self._is_given_up(rules_hash))["content_hash"])

    def files(self, rules_hash: str) -> frozenset[str]:
        """Files that hold something to be tried again under these rules."""
        again = self.frame.filter(~self._is_given_up(rules_hash) & pl.col("source_uri").is_not_null())
        return frozenset(again["source_uri"])

    def counted(self, failed: pl.DataFrame, *, rules_hash: str) -> pl.DataFrame:
        """Documents on which this run failed, as rows: with the runs that tried them under these rules.

        Args:
            failed: ``content_hash``, ``source_uri``, ``reason``; ``is_put_off`` where a document had too little time
                for it to count.
            rules_hash: The rules.
        """
        before = self.frame.filter(pl.col("rules_hash") == rules_hash).select("content_hash", before="tries")
        tries = (
            pl.when(~pl.col("reason").is_in(TRIED_AGAIN))
            .then(MOST_TRIES)
            .otherwise(pl.col("before").fill_null(0) + (~pl.col("is_put_off")).cast(pl.Int64))
        )
        counted = failed.join(before, on="content_hash", how="left", maintain_order="left")
        rows = counted.with_columns(tries=tries.cast(pl.Int64), rules_hash=pl.lit(rules_hash))
        return rows.select(FAILURES.names()).unique("content_hash", keep="last", maintain_order=True)

    def updated(self, counted: pl.DataFrame, *, done: Iterable[str]) -> "Failures":
        """These with the rows of a run over their own, less the contents that it got done."""
        over = pl.concat([counted["content_hash"], pl.Series("content_hash", list(done), pl.String)])
        return Failures(pl.concat([self.frame.filter(~pl.col("content_hash").is_in(over.implode())), counted]))

    def _is_given_up(self, rules_hash: str) -> pl.Expr:
        return (pl.col("rules_hash") == rules_hash) & (pl.col("tries") >= MOST_TRIES)
