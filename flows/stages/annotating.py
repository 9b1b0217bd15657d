"""The annotate stage: chunks of documents become folders of tables, under guard."""

from collections.abc import Sequence
from pathlib import Path

from flows.stages.context import RunContext
from flows.stages.learning import FRAGMENTS_FILE
from flows.stages.reading import Reading
from flows.stages.renewing import Stale
from flows.workers.budget import Budget
from flows.workers.chunks import Order
from flows.workers.guarding import Guard
from flows.workers.workers import Workplace


def guard_of(context: RunContext, reading: Reading, stale: Stale, workplace: Workplace) -> Guard:
    """The guard under which this run's chunks are worked on.

    Results lie in a folder that is named after the lines which were learned: other lines make other results.
    """
    settings, recurring = context.settings, reading.recurring
    results = context.staging / "results" / (recurring.stem if recurring else "plain")
    results.mkdir(parents=True, exist_ok=True)
    fragments = context.layout.ledger(str(context.published)) / FRAGMENTS_FILE
    order = Order(
        chunk="",
        results=str(results),
        recurring=str(recurring) if recurring else None,
        outlets=settings.outlets,
        labels=settings.labels,
        stored=str(stale.note) if stale.note else None,
        fragments=str(fragments) if fragments.is_file() else None,
    )
    budget = Budget(context.work / "seconds-lost", settings.stuck_seconds)
    return Guard(order, workplace, settings.limits.document_seconds, budget)


def annotate(guard: Guard, chunks: Sequence[Path]) -> list[Path]:
    """Clean, segment, attribute and tag the documents of some chunks.

    Returns:
        A folder for each.
    """
    return [guard.process(chunk) for chunk in chunks]
