"""``newsprism backfill``: a range of days of an archive, some days a run, so that scheduled runs get their turns."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import click

from flows import options
from flows.commands.run import call_flow, prefect_ready
from flows.settings import Settings
from flows.stages.ranges import Days, days_between, steps
from flows.stages.running import NoneOfTheseDaysError
from warehouse.store.lock import LockedError

_WAIT: Final = 20.0  # seconds between two looks whether the scheduled run is done
_PAUSE: Final = 5.0  # seconds between two parts in which a scheduled run that waits can begin


@click.command("backfill")
@options.of_run
@click.option("--step", type=click.IntRange(1), default=31, show_default=True, metavar="DAYS", help="Days of each run.")
def command(*, step: int, **given: Any) -> None:
    """Read SOURCEs --from a day --to a day, beside a schedule that goes on: a run for every --step days.

    Each run publishes what it has read. While a scheduled run holds the warehouse, the back-fill waits. One that was
    stopped is given again: what is published is not processed twice.
    """
    settings = Settings(**given)
    days = days_between(settings.first_day, settings.last_day)
    if days.first is None or days.last is None:
        raise click.UsageError("a back-fill wants --from DAY and --to DAY")
    with prefect_ready(settings):
        for line in fill(settings, steps(days, length=step)):
            click.echo(line)


def fill(settings: Settings, parts: list[Days]) -> Iterator[str]:
    """Run over one part of a range after the other.

    Yields:
        A line a part.
    """
    for number, part in enumerate(parts, start=1):
        if number > 1:
            time.sleep(_PAUSE)
        result = _run_when_free(replace(settings, first_day=str(part.first), last_day=str(part.last)))
        what = "no document" if result is None else _said(result)
        yield f"{part.first} to {part.last} ({number} of {len(parts)}): {what}"


def _run_when_free(settings: Settings) -> dict[str, Any] | None:
    """What became of a run, as soon as no other one holds the warehouse; None where nothing is of these days."""
    while True:
        try:
            return call_flow(settings)
        except LockedError as error:
            click.echo(f"newsprism: waiting: {error}", err=True)
            time.sleep(_WAIT)
        except NoneOfTheseDaysError:
            return None


def _said(result: dict[str, Any]) -> str:
    if result["run_id"] is None:
        return "nothing new"
    return f"{result['articles_kept'] + result['duplicates']:,} articles, {result['rejected']:,} rejected"
