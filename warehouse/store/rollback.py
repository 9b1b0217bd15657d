"""The way back: an earlier snapshot becomes the published state again, its database made anew from its files."""

import contextlib
import datetime as dt
import shutil
from pathlib import Path

from warehouse.contract.ddl import comments, create_table
from warehouse.contract.tables import TABLES
from warehouse.store.checks import run_checks
from warehouse.store.database import carried_columns, open_database, read_parquet
from warehouse.store.forgotten import forgotten, runs_that_hold
from warehouse.store.layout import MANIFEST, BlockedError, DamagedError, Layout, MissingError, MisuseError
from warehouse.store.publishing import point_to
from warehouse.store.verification import damaged_files
from warehouse.store.views import create_views


def snapshots(layout: Layout) -> list[str]:
    """Runs whose snapshots are there, the oldest first."""
    found = [path for path in layout.snapshots.glob(f"*/{MANIFEST}") if path.parent.is_dir()]
    return [path.parent.name for path in sorted(found, key=lambda path: (path.stat().st_mtime, path.parent.name))]


def roll_back(layout: Layout, run_id: str) -> None:
    """Publish the snapshot of an earlier run again. The caller holds the run lock.

    Later snapshots stay until they are old enough to go; the next run starts from the ledger of the run named here, and
    so reads again what later runs had read.

    Raises:
        WarehouseError: There is no such snapshot, a file of it is damaged, or a check finds rows; nothing is changed.
    """
    there = snapshots(layout)
    if run_id not in there:
        raise MissingError(f"{layout.root}: no snapshot of run {run_id!r}; there are {', '.join(there) or 'none'}")
    if run_id in runs_that_hold(layout, set(forgotten(layout).values())):
        raise MisuseError(
            f"{layout.snapshot(run_id)}: holds articles that were forgotten since, so it is not published again"
        )
    manifest = layout.manifest(run_id)
    for entry, what in damaged_files(layout, manifest):
        raise DamagedError(f"{layout.root / entry['path']}: {what}; another snapshot may be whole: {', '.join(there)}")
    work = layout.staging / f"rollback-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S}"
    work.mkdir(parents=True, exist_ok=True)
    database = work / layout.database.name
    files: dict[str, list[Path]] = {}
    for entry in manifest["files"]:
        files.setdefault(entry["table"], []).append(layout.root / entry["path"])
    with contextlib.closing(open_database(database)) as connection:
        for table in TABLES:
            for statement in (create_table(table), *comments(table)):
                connection.execute(statement)
            if own := files.get(table.name):
                columns = carried_columns(connection, table, own)
                names = ", ".join(f'"{name}"' for name in table.column_names)
                connection.execute(f"insert into {table.name} ({names}) select {columns} from {read_parquet(own)}")
        create_views(connection)
        connection.execute("checkpoint")
        blocking = [str(finding) for finding in run_checks(connection) if finding.blocks]
        if blocking:
            raise BlockedError(f"{layout.snapshot(run_id)}: checks find rows that must not be published: {blocking[0]}")
    point_to(layout, run_id=run_id, database=database)
    shutil.rmtree(work, ignore_errors=True)
