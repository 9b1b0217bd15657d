"""``newsprism upgrade``: a warehouse of an older version brought up to date."""

from typing import Any

import click

from flows import options
from flows.commands.run import run_flow
from flows.settings import Settings
from flows.upgrading import Needs, needs_of


@click.command("upgrade")
@options.some("warehouse", "runner", "workers", "outlets", "labels", "aliases", "keep_days")
@click.option("--dry-run", is_flag=True, help="Say what the warehouse needs, and do nothing.")
def command(*, dry_run: bool, **given: Any) -> None:
    """Say what a warehouse of an older version needs, and do it.

    Tables and columns are added and types widened; what annotators do otherwise today is done again from the stored
    texts. No source is needed. Give the lists of your own that runs over this warehouse are given.
    """
    settings = Settings(**given)
    needs = needs_of(settings)
    _print(settings.warehouse, needs)
    if dry_run or not needs.are_some:
        return
    run_flow(settings)
    left = needs_of(settings)
    if left.from_sources:
        click.echo(f"{left.from_sources:,} articles stay as they are: run over their sources to clean them as today.")


def _print(warehouse: str, needs: Needs) -> None:
    click.echo(f"{warehouse}: published by version {needs.version}, run {needs.run_id}")
    if not needs.are_some:
        click.echo("It is up to date.")
    for line in needs.tables:
        click.echo(f"  {line}")
    for names, count in needs.again.items():
        click.echo(f"  {count:,} articles: {names} again, from stored rows")
    if needs.from_sources:
        click.echo(f"  {needs.from_sources:,} articles would be cleaned otherwise today; that takes their sources")
    if needs.is_resolved_again:
        click.echo("  speakers, copies, stories and views are made again")
