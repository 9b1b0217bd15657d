"""The way back to an earlier run, whole or not at all."""

from pathlib import Path

import duckdb
import pytest

from warehouse.store.layout import Layout, WarehouseError
from warehouse.store.rollback import roll_back, snapshots
from warehouse.store.verification import run_of_database


def content(warehouse: Path) -> dict[str, list[tuple]]:
    """All rows of the database, by table."""
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        names = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        return {name: connection.execute(f"from {name}").fetchall() for name in names}


@pytest.fixture
def two_runs(run_stages, news: Path, tmp_path: Path) -> tuple[Path, dict[str, list[tuple]]]:
    """A warehouse after two runs, and what it held after the first."""
    warehouse = tmp_path / "w"
    run_stages(news / "feed.jsonl", warehouse=warehouse)
    first = content(warehouse)
    run_stages(news, warehouse=warehouse)
    return warehouse, first


def test_the_earlier_state_is_back_and_runs_go_on(two_runs, run_stages, news: Path) -> None:
    warehouse, first = two_runs
    layout = Layout(warehouse)
    newest = content(warehouse)
    older, newer = snapshots(layout)
    roll_back(layout, older)
    assert content(warehouse) == first != newest
    assert run_of_database(layout) == layout.published_run() == layout.current.resolve().name == older
    run_stages(news, warehouse=warehouse)
    assert {row[0] for row in content(warehouse)["articles"]} == {row[0] for row in newest["articles"]}
    assert newer in snapshots(layout)


def test_what_is_not_there_or_damaged_changes_nothing(two_runs) -> None:
    warehouse, _ = two_runs
    layout = Layout(warehouse)
    before = content(warehouse)
    older, newer = snapshots(layout)
    with pytest.raises(WarehouseError, match=f"no snapshot of run 'x'; there are {older}, {newer}"):
        roll_back(layout, "x")
    next(layout.snapshot(older).glob("runs/*.parquet")).write_bytes(b"junk")
    with pytest.raises(WarehouseError, match="4 bytes instead of"):
        roll_back(layout, older)
    assert (content(warehouse), layout.published_run()) == (before, newer)
