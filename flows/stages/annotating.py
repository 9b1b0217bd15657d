"""The annotate stage: chunks of documents become folders of tables, under guard."""

from collections.abc import Sequence
from pathlib import Path

from flows.stages.context import RunContext
from flows.stages.reading import Reading
from flows.stages.renewing import Stale
from flows.workers.budget import Budget
from flows.workers.chunks import Order
from flows.workers.guarding import Guard
from flows.workers.workers import Workplace


def guard_of(context: RunContext, reading: Reading, workplace: Workplace) -> Guard:
    """The guard under which this run's chunks are worked on.

    Results lie in a folder that is named after the lines which were learned: other lines make other results.
    """
    recurring = reading.recurring
    return _guard(context, workplace, recurring.stem if recurring else "plain", recurring=recurring)


def guard_of_renewed(context: RunContext, stale: Stale, fragments: Path, workplace: Workplace) -> Guard:
    """The guard under which articles are done again from stored rows.

    Their results lie in a folder of this run: they hang on all that was learned.
    """
    return _guard(context, workplace, context.run_id, note=stale.note, fragments=fragments)


def _guard(
    context: RunContext,
    workplace: Workplace,
    folder: str,
    *,
    recurring: Path | None = None,
    note: Path | None = None,
    fragments: Path | None = None,
) -> Guard:
    settings = context.settings
    results = context.staging / "results" / folder
    results.mkdir(parents=True, exist_ok=True)
    order = Order(
        chunk="",
        results=str(results),
        recurring=str(recurring) if recurring else None,
        outlets=settings.outlets,
        labels=settings.labels,
        stored=str(note) if note else None,
        fragments=str(fragments) if fragments else None,
    )
    budget = Budget(context.work / "seconds-lost", settings.stuck_seconds)
    return Guard(order, workplace, settings.limits.document_seconds, budget)


def annotate(guard: Guard, chunks: Sequence[Path]) -> list[Path]:
    """Clean, segment, attribute and tag the documents of some chunks.

    Returns:
        A folder for each.
    """
    return [guard.process(chunk) for chunk in chunks]
