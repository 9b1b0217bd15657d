"""``newsprism compact``: the warehouse built anew, without what was taken out of it."""

import click

from flows import options, upkeep
from warehouse.remote.places import layout_of, opened


@click.command("compact")
@options.warehouse
@click.option("--keep-days", type=click.FloatRange(0), help="Age in days at which old snapshots go, as of a run.")
def command(warehouse: str, keep_days: float | None) -> None:
    """Build the database and the Parquet files anew from what is published, and run all checks.

    Rows lie in their order again, pages of deleted rows are gone, snapshots that hold forgotten articles are deleted,
    and so are those beyond what retention keeps. Readers see the old state or the new one, as with a run.
    """
    layout = layout_of(warehouse)
    opened(warehouse).require_published()
    done = upkeep.compact(layout, keep_days=keep_days)
    click.echo(
        f"{warehouse}: run {done.run_id} is published, built anew; {done.bytes_before / 1e6:,.1f} MB became "
        f"{done.bytes_after / 1e6:,.1f} MB."
    )
    if done.deleted:
        click.echo(f"Deleted snapshots: {', '.join(done.deleted)}")
