"""``newsprism rollback``: the way back to an earlier run."""

from pathlib import Path

import click

from flows import options
from warehouse.store.layout import Layout
from warehouse.store.lock import run_lock
from warehouse.store.rollback import roll_back


@click.command("rollback")
@click.argument("run_id", metavar="RUN")
@options.warehouse
def command(run_id: str, warehouse: str) -> None:
    """Publish the snapshot of an earlier RUN again; newsprism status lists those that are there.

    The next run reads again what later runs had read.
    """
    layout = Layout(Path(warehouse))
    layout.require_published()
    with run_lock(layout, run_id=f"rollback to {run_id}"):
        roll_back(layout, run_id)
    click.echo(f"{warehouse}: run {run_id} is the published one again")
