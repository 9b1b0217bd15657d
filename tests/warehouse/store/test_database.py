"""How much memory a database takes: little, and more where it must."""

import itertools
from pathlib import Path

import duckdb
import pytest

from warehouse.store import database

_LONG = "select length(string_agg(repeat('x', 1000), '')) from range(200000)"  # one text, which cannot lie on disk


def test_step_is_done_again_in_more_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_MEMORY", 64 << 20)
    connection = database.open_database(tmp_path / "w.duckdb")
    tries = []

    def step() -> list[tuple[int]]:
        tries.append(database._limit(connection))
        return connection.execute(_LONG).fetchall()

    assert database.with_room(connection, step) == [(200_000_000,)]
    assert len(tries) > 1
    assert tries[0] == pytest.approx(64 << 20, rel=0.01)
    assert all(later == pytest.approx(2 * before, rel=0.01) for before, later in itertools.pairwise(tries))
    assert database._limit(connection) == tries[0]
    connection.close()


def test_half_of_the_machine_is_the_most(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(connection: duckdb.DuckDBPyConnection) -> int:
        connection.execute("set memory_limit = '64MiB'")
        return database._limit(connection)

    monkeypatch.setattr(database, "_half_of_machine", half)
    connection = database.open_database(tmp_path / "w.duckdb")
    with pytest.raises(duckdb.OutOfMemoryException):
        database.with_room(connection, lambda: connection.execute(_LONG).fetchall())
    connection.close()
