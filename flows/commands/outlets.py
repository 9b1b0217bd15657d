"""``newsprism outlets``: the outlets of a warehouse."""

from pathlib import Path

import click

from flows import options
from flows.commands.query import run_named
from warehouse.store.layout import Layout


@click.command("outlets")
@options.warehouse
def command(warehouse: str) -> None:
    """List the outlets of the warehouse with their articles and how they were identified."""
    run_named("outlets", layout=Layout(Path(warehouse)))
