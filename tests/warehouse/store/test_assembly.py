"""The assembly: what it may take of the machine."""

from pathlib import Path

import polars as pl

from warehouse.store import database as module
from warehouse.store.assembly import Assembly
from warehouse.store.layout import Layout


def test_memory_is_bounded_whatever_the_machine_has(tmp_path: Path) -> None:
    none = pl.Series("article_id", [], dtype=pl.String)
    made = Assembly(
        Layout(tmp_path), tmp_path / "w.duckdb", previous=None, batches=[], replaced={None: none}, run_id="r"
    )
    limit = made.connection.execute("select parse_formatted_bytes(current_setting('memory_limit'))").fetchone()
    made.close()
    assert limit is not None
    assert limit[0] <= module._MEMORY
