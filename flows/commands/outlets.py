"""``newsprism outlets``: the outlets of a warehouse."""

import click

from flows import options
from flows.commands.query import run_named
from warehouse.remote.places import opened


@click.command("outlets")
@options.warehouse
def command(warehouse: str) -> None:
    """List the outlets of the warehouse with their articles and how they were identified."""
    run_named("outlets", layout=opened(warehouse))
