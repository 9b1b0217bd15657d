"""``newsprism check``: whether what is published is whole."""

import click

from flows import options
from flows.exits import EXITS
from flows.terminal import shown
from warehouse.query import open_sandboxed
from warehouse.remote.places import opened
from warehouse.store.aging import differences
from warehouse.store.checks import run_checks
from warehouse.store.layout import OutdatedError
from warehouse.store.ledger import Ledger
from warehouse.store.verification import damaged_files


@click.command("check")
@options.warehouse
def command(warehouse: str) -> None:
    """Run all checks on the published database, hold the Parquet files against their hashes, and read the ledger.

    Exit 6 if a check that blocks finds rows, or a file is damaged.
    """
    layout = opened(warehouse, is_whole=True)
    database = layout.require_published()
    published = layout.published_run()
    manifest = None if published is None else layout.manifest(published)
    damaged = [] if manifest is None else list(damaged_files(layout, manifest))
    if manifest is not None and not damaged and differences(layout, manifest):
        raise OutdatedError(
            f"{warehouse}: an older version published it, whose tables are not those that are checked today; "
            f"newsprism upgrade --warehouse {warehouse} brings it up to date and checks it"
        )
    ledger = Ledger.of(layout, published, may_write=False)
    if ledger is not None:
        ledger.verify()
        ledger.close()
    with open_sandboxed(database) as connection:
        findings = run_checks(connection)
    for line in (*map(str, findings), *(f"damaged: {entry['path']}: {what}" for entry, what in damaged)):
        click.echo(shown(line))
    if damaged:
        click.echo("The next run that has something to publish makes damaged files again from the database.")
    if damaged or any(finding.blocks for finding in findings):
        raise SystemExit(EXITS["ChecksFailedError"])
    click.echo(f"{warehouse}: all blocking checks pass")
