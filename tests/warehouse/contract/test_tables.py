from pathlib import Path

import duckdb
import polars as pl
import pytest

from transforms import vocabulary
from warehouse.contract.ddl import comments, create_table, data_dictionary, dictionary_page, view_comment
from warehouse.contract.frames import SchemaError, conform, empty, polars_schema
from warehouse.contract.tables import CONTRACT, TABLE, TABLES
from warehouse.contract.views import VIEWS


def test_contract_columns_are_there() -> None:
    missing = {t: set(columns) - set(TABLE[t].column_names) for t, columns in CONTRACT.items()}
    assert {t: columns for t, columns in missing.items() if columns} == {}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_table_is_declared_whole(table) -> None:
    assert len(set(table.column_names)) == len(table.columns)
    assert set(table.key) <= set(table.column_names)
    assert all(column.description.endswith((".", ")")) for column in table.columns)
    assert all(column.name.startswith(("is_", "touches_")) == (column.type == "BOOLEAN") for column in table.columns)
    for column, other, other_column in table.references:
        assert column in table.column_names
        assert other_column in TABLE[other].column_names
    if table.is_partitioned:
        assert "article_id" in table.column_names or table.key[0] in {"sentence_id", "quote_id"}


def test_every_closed_list_is_the_one_that_the_rules_read() -> None:
    lists = {id(value): name for name, value in vars(vocabulary).items() if name.isupper()}
    own = [(t.name, c.name) for t in TABLES for c in t.columns if c.allowed and id(c.allowed) not in lists]
    assert own == [], "take the list from transforms/vocabulary.py"


def test_duckdb_and_polars_agree_on_every_column() -> None:
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        for table in TABLES:
            connection.execute(create_table(table))
            for statement in comments(table):
                connection.execute(statement)
            from_duckdb = pl.DataFrame(connection.sql(f"from {table.name}").to_arrow_table()).schema
            assert dict(from_duckdb) == dict(polars_schema(table.name))
        rows = connection.execute(
            "select comment from duckdb_columns() where comment is null and not internal"
        ).fetchall()
    assert rows == []


def test_comment_of_a_view_is_its_question_and_its_rules() -> None:
    sql = "-- Who's quoted?\n-- Grain: quote_id.\n-- Reads: quotes.\ncreate or replace view v as select 1;"
    assert view_comment("v", sql) == "comment on view \"v\" is 'Who''s quoted? Grain: quote_id.';"


def test_dictionary_has_a_row_per_column() -> None:
    assert data_dictionary().height == sum(len(relation.columns) for relation in (*TABLES, *VIEWS))


def test_dictionary_page_is_fresh() -> None:
    page = Path(__file__).parents[3] / "docs" / "data-dictionary.md"
    assert page.read_text(encoding="utf-8") == dictionary_page(), "stale; mend with: newsprism dictionary --write"


def test_conform_names_what_is_wrong() -> None:
    assert conform(empty("acts"), "acts").is_empty()
    good = pl.DataFrame(
        {"act_id": ["agree"], "name": ["Agree"], "polarity": [1], "definition": ["x"], "is_retired": [False]}
    )
    assert conform(good, "acts").schema == polars_schema("acts")
    with pytest.raises(SchemaError, match="missing"):
        conform(good.drop("polarity"), "acts")
    with pytest.raises(SchemaError, match="not among the allowed values"):
        conform(pl.DataFrame({"speaker_id": ["s"], "alias": ["A"], "alias_kind": ["dance"]}), "speaker_aliases")
    with pytest.raises(SchemaError, match="rows are null"):
        conform(good.with_columns(name=pl.lit(None, pl.String)), "acts")
