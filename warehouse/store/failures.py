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
from warehouse.store.ledger import FAILURES, Ledger

MOST_TRIES: Final = 3  # runs: a machine that is short of memory three times over is short of memory
TRIED_AGAIN: Final = ("timed_out", "worker_ended")  # reasons that may lie elsewhere than in the document


@dataclass(frozen=True, slots=True)
class Failures:
    """What earlier runs failed on.

    Attributes:
        frame: A row a document.
    """

    frame: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=FAILURES))

    @classmethod
    def of(cls, ledger: Ledger, layout: Layout) -> "Failures":
        """Those that a ledger knows of; those of a file that an older version kept, until a run has taken them over.

        Raises:
            WarehouseError: The ledger or the file is damaged.
        """
        older = layout.older_failures
        try:
            if older.is_file():
                return cls(pl.read_parquet(older, schema=FAILURES))
        except (OSError, pl.exceptions.PolarsError) as error:
            raise DamagedError(
                f"{older}: cannot be read ({error}); delete this file, and the next run tries all again"
            ) from error
        return cls(ledger.frame("from failures order by content_hash"))

    def rows(self, ledger: Ledger) -> tuple[pl.DataFrame, pl.Series]:
        """What a ledger does not know yet of these: rows, and the contents of rows that go."""
        before = ledger.frame("from failures")
        new = self.frame.join(before, on=FAILURES.names(), how="anti", nulls_equal=True)
        return new, before.join(self.frame, on="content_hash", how="anti")["content_hash"]

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
