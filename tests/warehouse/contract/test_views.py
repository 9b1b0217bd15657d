"""What is declared of a view's columns: whole, of known lists, told to whoever opens the database, and true."""

import re
from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pytest

from transforms import vocabulary
from warehouse.contract.ddl import create_table
from warehouse.contract.frames import SchemaError
from warehouse.contract.schema import View, column
from warehouse.contract.tables import TABLES
from warehouse.contract.views import VIEW, VIEWS
from warehouse.statements import view_files
from warehouse.store.views import columns_of_relations, create_views, hold_to_declaration


@pytest.fixture(scope="module")
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for table in TABLES:
            connection.execute(create_table(table))
        create_views(connection)
        yield connection


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_view_is_declared_whole(view: View) -> None:
    names = [column.name for column in view.columns]
    lists = {id(value) for name, value in vars(vocabulary).items() if name.isupper()}
    assert len(set(names)) == len(names)
    assert set(view.key) <= set(names)
    assert all(column.description.endswith((".", ")")) for column in view.columns)
    assert all(column.name.startswith(("is_", "touches_")) == (column.type == "BOOLEAN") for column in view.columns)
    assert all(column.unit for column in view.columns if column.name.endswith(("_count", "_share", "_rate")))
    assert all(id(column.allowed) in lists for column in view.columns if column.allowed)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_the_grain_in_the_comment_is_the_key(view: View) -> None:
    grain = re.search(r"^-- Grain: (\w+(?:, \w+)*)", dict(view_files())[view.name], re.MULTILINE)
    assert grain is not None
    assert tuple(grain[1].split(", ")) == view.key


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_the_key_is_unique_and_what_must_be_there_is(sample: duckdb.DuckDBPyConnection, view: View) -> None:
    key = ", ".join(view.key)
    assert sample.execute(f"select {key} from {view.name} group by {key} having count(*) > 1").fetchall() == []
    assert sample.execute(f"select count(*) from {view.name}").fetchone() > (0,)
    for one in view.columns:
        if one.is_required:
            assert sample.execute(f"select count(*) from {view.name} where {one.name} is null").fetchone() == (0,), one
        if one.allowed:
            found = sample.execute(
                f"select distinct {one.name} from {view.name} where {one.name} is not null"
            ).fetchall()
            assert {value for (value,) in found} <= set(one.allowed), one


def test_every_column_of_every_view_has_a_comment_in_the_published_database(sample: duckdb.DuckDBPyConnection) -> None:
    columns = sample.execute(
        "select table_name, column_name, comment from duckdb_columns() where not internal and table_name in "
        "(select view_name from duckdb_views() where not internal)"
    ).fetchall()
    assert len(columns) == sum(len(view.columns) for view in VIEWS)
    assert [row for row in columns if not row[2]] == []


def test_the_dictionary_has_every_column_of_every_view(sample: duckdb.DuckDBPyConnection) -> None:
    in_database = "select table_name, column_name, data_type from duckdb_columns() where not internal"
    told = "select table_name, column_name, type from data_dictionary"
    assert sample.execute(f"({in_database}) except ({told})").fetchall() == []
    assert sample.execute(f"({told}) except ({in_database})").fetchall() == []


def test_a_view_that_is_not_as_declared_stops_the_build(empty: duckdb.DuckDBPyConnection) -> None:
    view = VIEW["wire_share_by_outlet"]
    *columns, last = view.columns
    found = columns_of_relations(empty)[view.name]
    hold_to_declaration(found, view)
    with pytest.raises(SchemaError, match=r"wire_share_by_outlet: no prose for \['verdict'\]"):
        hold_to_declaration(found, replace(view, columns=tuple(columns)))
    with pytest.raises(SchemaError, match=r"\['weather'\] declared and not there"):
        hold_to_declaration(found, replace(view, columns=(*view.columns, column("weather", "VARCHAR", "Rain."))))
    with pytest.raises(SchemaError, match="verdict is VARCHAR, declared BIGINT"):
        hold_to_declaration(found, replace(view, columns=(*columns, replace(last, type="BIGINT"))))
    with pytest.raises(SchemaError, match="in the order"):
        hold_to_declaration(found, replace(view, columns=(last, *columns)))


def test_a_view_without_a_declaration_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(VIEW, "headlines")
    with duckdb.connect() as connection, pytest.raises(SchemaError, match="'headlines'"):
        create_views(connection)
