"""What a warehouse needs so that it is as today's version would have made it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from flows.rules import Rules
from flows.settings import Settings
from flows.stages.recalling import recall
from transforms.annotations.annotators import ANNOTATORS
from warehouse.query import run_query
from warehouse.remote.places import opened
from warehouse.store.aging import differences
from warehouse.store.layout import MissingError
from warehouse.store.ledger import Ledger, rules_in


@dataclass(frozen=True, slots=True)
class Needs:
    """What a warehouse needs.

    Attributes:
        run_id: The published run.
        version: Version of newsprism that published it.
        tables: Lines about tables and columns.
        again: Articles whose rows are made again, by the names of the annotators.
        from_sources: Articles of which more than stored rows can give would be otherwise today.
        is_resolved_again: Whether what is made across articles is not as today.
    """

    run_id: str
    version: str
    tables: Sequence[str]
    again: Mapping[str, int]
    from_sources: int
    is_resolved_again: bool

    @property
    def are_some(self) -> bool:
        """Whether a run without sources has something to do."""
        return bool(self.tables or self.again or self.is_resolved_again)


def needs_of(settings: Settings) -> Needs:
    """Compare what is published with today's code and lists.

    Raises:
        WarehouseError: Nothing is published, or the published state is damaged.
    """
    layout = opened(settings.warehouse, is_whole=True)
    published = layout.published_run()
    if published is None:
        layout.require_published()  # says what to do
        raise MissingError(f"{layout.published}: not there; run newsprism over the warehouse once more")
    manifest = layout.manifest(published)
    rules = Rules.of(settings)
    ledger = Ledger.of(layout, published, may_write=False)
    older = recall(layout, published) if ledger is None else {}
    fingerprints = older["fingerprints"] if ledger is None else ledger.frame("from fingerprints")
    documents = older["documents"] if ledger is None else ledger.frame("select article_id, rules_hash from documents")
    made = rules_in(fingerprints)
    again: dict[str, int] = {}
    from_sources = 0
    articles = pl.Series([row[0] for row in run_query(layout.database, "select article_id from articles", {}).rows])
    documents = documents.filter(pl.col("article_id").is_in(articles.implode()))
    for rules_hash, count in documents["rules_hash"].value_counts().sort("rules_hash").iter_rows():
        stale = rules.stale(made.get(rules_hash, {}))
        names = ", ".join(ANNOTATORS.again(stale).annotators)
        if names:
            again[names] = again.get(names, 0) + count
        if stale & ANNOTATORS.bound:
            from_sources += count
    return Needs(
        published,
        str(manifest.get("code_version", "unknown")),
        differences(layout, manifest),
        again,
        from_sources,
        ledger is None or not rules.is_same_across(ledger),
    )
