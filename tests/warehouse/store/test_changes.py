"""Rows of a database that is brought up to date: found by their place where that is safe, the same either way."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from warehouse.contract.ddl import create_table
from warehouse.contract.tables import TABLE
from warehouse.store.changes import Changes
from warehouse.store.database import open_again, open_database

_TABLE = TABLE["quote_pieces"]
_OF_FEW = "quote_id in (select quote_id from wanted)"


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with contextlib.closing(open_database(tmp_path / "w.duckdb")) as made:
        made.execute(create_table(_TABLE))
        made.execute(
            f"insert into {_TABLE.name} select printf('art_%05d.q0001', range), 0, range, range + 9, "
            "repeat(printf('text %d ', range), 1 + range % 50) from range(20000)"
        )
        made.execute(
            "create temp table wanted as select printf('art_%05d.q0001', 199 * range) as quote_id from range(99)"
        )
        yield made


def test_rows_are_the_same_by_their_place(connection) -> None:
    changes = Changes(connection)
    open_again(connection)  # temporary tables stay
    by_place = changes.rows_where(_TABLE, _OF_FEW)
    in_a_pass = changes.rows_where(_TABLE, _OF_FEW, are_few=False)
    assert "rowid" in by_place
    assert "rowid" not in in_a_pass
    rows = connection.execute(f"{in_a_pass} order by all").fetchall()
    assert len(rows) == 99
    assert connection.execute(f"{by_place} order by all").fetchall() == rows


def test_a_column_that_nobody_wants_is_null(connection) -> None:
    open_again(connection)
    rows = Changes(connection).rows_where(_TABLE, _OF_FEW, without="text")
    assert connection.execute(f"select count(*), count(text) from ({rows})").fetchall() == [(99, 0)]


def test_changed_rows_are_not_read_by_their_place_before_they_are_in_the_file(connection) -> None:
    open_again(connection)
    changes = Changes(connection)
    connection.execute(
        "create temp table fresh as select * replace (text || 'more' as text) from quote_pieces "
        "semi join wanted using (quote_id)"
    )
    changes.replace_rows(_TABLE, "fresh", scope=_OF_FEW, is_all_in_scope=True, are_few=True)
    assert changes.tables == changes.shrunk == changes.unsettled == {_TABLE.name}
    assert "rowid" not in changes.rows_where(_TABLE, _OF_FEW)
    expected = connection.execute("from fresh order by all").fetchall()
    open_again(connection)
    changes.unsettled.clear()
    assert connection.execute(f"{changes.rows_where(_TABLE, _OF_FEW)} order by all").fetchall() == expected
    assert connection.execute("select count(*) from quote_pieces").fetchall() == [(20_000,)]
