"""``newsprism rollback``: the way back to an earlier run."""

import click

from flows import options
from warehouse.remote.holding import held
from warehouse.remote.places import layout_of, opened
from warehouse.store.rollback import roll_back


@click.command("rollback")
@click.argument("run_id", metavar="RUN")
@options.warehouse
def command(run_id: str, warehouse: str) -> None:
    """Publish the snapshot of an earlier RUN again; newsprism status lists those that are there.

    The next run reads again what later runs had read.
    """
    opened(warehouse).require_published()
    with held(warehouse, run_id=f"rollback to {run_id}") as store:
        if store is not None:
            store.mirror.fetch_run(run_id)
        roll_back(layout_of(warehouse), run_id)
        if store is not None:
            store.mirror.point(run_id)
    click.echo(f"{warehouse}: run {run_id} is the published one again")
