"""``newsprism status``: what is published, and whether a run is under way."""

import json
import sys
from collections.abc import Iterator
from typing import Final

import click

from flows import options
from flows.commands.formats import as_table
from flows.commands.query import open_ended
from flows.summary import report_lines
from flows.terminal import shown
from warehouse.query import run_query
from warehouse.remote.places import holder_of_store, opened
from warehouse.run_report import latest_report
from warehouse.store.failures import Failures
from warehouse.store.layout import Layout, MissingError
from warehouse.store.ledger import Ledger
from warehouse.store.lock import holder
from warehouse.store.rollback import snapshots as runs_with_snapshots
from warehouse.store.usage import disk_usage

_RULES: Final = "select rules_hash from runs"


@click.command("status")
@options.warehouse
@click.option("--json", "is_json", is_flag=True, help="For programs: with the report of the latest run.")
def command(warehouse: str, *, is_json: bool) -> None:
    """Say what is published, when, from how many documents, and whether a run is under way."""
    layout = opened(warehouse)
    if layout.address is not None:
        from warehouse.remote.holding import bring_report  # noqa: PLC0415  a folder's readers need no client of stores

        bring_report(layout)
    if is_json:
        print_json(layout)
    else:
        print_status(layout)


def print_json(layout: Layout) -> None:
    """Print the state of a warehouse as one JSON object, also where nothing is published yet."""
    published = layout.published_run()
    state = {
        "warehouse": layout.name,
        "published_run_id": published,
        "parts": _parts(layout) if published else {},
        "under_way": _busy(layout),
        "bytes": disk_usage(layout, runs_with_snapshots(layout))[0] if published and not layout.address else {},
        "report": latest_report(layout),
    }
    with open_ended(sys.stdout) as stream:
        stream.write(json.dumps(state, indent=1, ensure_ascii=False) + "\n")


def _busy(layout: Layout) -> str | None:
    """Who holds the warehouse, in words; None where nobody does."""
    if layout.address is not None:
        return holder_of_store(layout.address)
    return holder(layout) if layout.state.is_dir() else None


def _parts(layout: Layout) -> dict[str, str | None]:
    """The run that each way of reading leads to; all are the database's, unless a run was killed or a part put back."""
    parts = {"PUBLISHED": layout.published_run()}
    if layout.current.exists():
        parts["current"] = layout.current.resolve().name
    return parts


def _disk(layout: Layout) -> Iterator[str]:
    """Lines on what the warehouse takes up."""
    parts, snapshots = disk_usage(layout, runs_with_snapshots(layout))
    shown = ", ".join(f"{name} {size / 1e6:,.1f}" for name, size in parts.items() if size)
    yield f"On disk: {sum(parts.values()) / 1e6:,.1f} MB ({shown})\n"
    yield f"Snapshots: {len(snapshots)}, of which ever fewer stay the older they are (--keep-days):\n"
    for snapshot in snapshots:
        shared = (snapshot.bytes - snapshot.own_bytes) / 1e6
        yield f"  {snapshot.run_id}  {snapshot.own_bytes / 1e6:,.1f} MB of its own, {shared:,.1f} MB shared\n"


def _order(layout: Layout) -> str:
    """The column that orders runs; the first version knew no number of a run."""
    sql = "select column_name from duckdb_columns() where table_name = 'runs' and column_name = 'run_number'"
    return "run_number" if run_query(layout.database, sql, {}).rows else "started_at"


def _stale(ledger: Ledger, rules: str) -> int:
    """Articles some of whose rows were made under other rules than the latest run's."""
    return sum(n for made, n in ledger.rules_of_documents().items() if made != rules)


def _failed(layout: Layout, ledger: Ledger, rules: str) -> Iterator[str]:
    """Lines on documents that could not be processed."""
    failures = Failures.of(ledger, layout)
    if waiting := len(failures.waiting(rules)):
        yield f"{waiting:,} documents could not be processed; the next run over their sources tries again.\n"
    if given_up := len(failures.given_up(rules)):
        yield f"{given_up:,} documents were given up (see rejects); other rules or --full-refresh try them again.\n"


def print_status(layout: Layout) -> None:
    """Print what is published and whether a run is under way."""
    busy = _busy(layout)
    if busy and not layout.database.is_file():
        raise MissingError(f"{layout.name}: nothing is published yet. Under way: {busy}")
    layout.require_published()
    order = _order(layout)
    sql = "select run_id, finished_at, documents_read, articles_kept, duplicates, rejected, articles_total from runs"
    runs = run_query(layout.database, f"{sql} order by {order} desc limit 5", {})
    latest = dict(zip(runs.columns, runs.rows[0], strict=True))
    rules = str(run_query(layout.database, f"{_RULES} order by {order} desc limit 1", {}).rows[0][0])
    ledger = Ledger.of(layout, str(latest["run_id"]), may_write=False) or Ledger(None)
    stale = _stale(ledger, rules)
    with open_ended(sys.stdout) as stream:
        stream.write(f"{layout.name}: run {latest['run_id']}, {latest['articles_total']:,} articles\n")
        stream.write(f"Under way: {busy}\n" if busy else "No run is under way.\n")
        for part, run_id in _parts(layout).items():
            if run_id != latest["run_id"]:
                stream.write(f"{part} names run {run_id}; the next run brings the parts together.\n")
        if layout.address is None:
            stream.writelines(_disk(layout))
        if report := latest_report(layout):
            stream.writelines(shown(line) + "\n" for line in report_lines(report))
        stream.write("Latest runs:\n")
        stream.write(as_table(runs))
        stream.writelines(_failed(layout, ledger, rules))
        if stale:
            stream.write(
                f"{stale:,} articles were processed under older rules; run again over their sources to renew them.\n"
            )
