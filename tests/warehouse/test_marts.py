"""Marts as others read them: every reader of files and database counts the same; no facet is null."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl
import pyarrow.compute as pc
import pyarrow.dataset as pads
import pytest
import sqlalchemy as sa

from warehouse.contract.tables import TABLE, TABLES
from warehouse.statements import view_files
from warehouse.store import marts as module
from warehouse.store.marts import marts

MARTS: Final = [table for table in TABLES if table.name.startswith("mart_")]
DAYS: Final = ("published_date", "first_date", "last_date")  # a day that is not known can be nothing but null
COUNTS: Final = {
    "mart_articles": "word_count",
    "mart_quotes": "quoted_word_count",
    "mart_sentences": "act_count",
    "mart_labels": "mention_count",
    "mart_stories": "article_count",
    "mart_observations": "total",
}


@pytest.fixture(scope="module")
def database(sample: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(sample / "newsprism.duckdb"), read_only=True) as connection:
        yield connection


def totals(database: duckdb.DuckDBPyConnection, name: str) -> tuple[int, float]:
    ((rows, total),) = database.execute(f"select count(*), sum({COUNTS[name]}) from {name}").fetchall()
    assert rows > 0
    return rows, float(total)


def by_pyarrow(folder: Path, column: str) -> tuple[int, float]:
    table = pads.dataset(folder, format="parquet").to_table(columns=[column])
    return table.num_rows, float(pc.sum(table[column]).as_py())


def by_polars(folder: Path, column: str) -> tuple[int, float]:
    frame = pl.scan_parquet(folder / "**/*.parquet").select(pl.len(), total=pl.col(column).sum()).collect()
    rows, total = frame.row(0)
    return rows, float(total)


def by_pandas(folder: Path, column: str) -> tuple[int, float]:
    pandas: Any = pytest.importorskip("pandas")
    frame = pandas.read_parquet(folder)
    return len(frame), float(frame[column].sum())


def by_duckdb(folder: Path, column: str) -> tuple[int, float]:
    with duckdb.connect() as connection:
        sql = f"select count(*), sum({column}) from read_parquet('{folder}/**/*.parquet')"
        ((rows, total),) = connection.execute(sql).fetchall()
    return rows, float(total)


def by_datafusion(folder: Path, column: str) -> tuple[int, float]:
    datafusion: Any = pytest.importorskip("datafusion")
    context = datafusion.SessionContext()
    context.register_parquet("mart", str(folder))
    (batch,) = context.sql(f"select count(*) as n, sum({column}) as total from mart").collect()
    return batch.column(0)[0].as_py(), float(batch.column(1)[0].as_py())


def by_chdb(folder: Path, column: str) -> tuple[int, float]:
    chdb: Any = pytest.importorskip("chdb")
    answer = str(chdb.query(f"select count(*), sum({column}) from file('{folder}/**/*.parquet', Parquet)", "CSV"))
    rows, total = answer.strip().split(",")
    return int(rows), float(total)


READERS: Final = (by_pyarrow, by_polars, by_pandas, by_duckdb, by_datafusion, by_chdb)


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__.removeprefix("by_"))
@pytest.mark.parametrize("name", COUNTS)
def test_every_reader_counts_the_same(
    sample: Path, database: duckdb.DuckDBPyConnection, name: str, read: Callable[[Path, str], tuple[int, float]]
) -> None:
    assert read((sample / "current" / name).resolve(), COUNTS[name]) == totals(database, name)


def test_the_readers_know_every_mart() -> None:
    assert set(COUNTS) == {table.name for table in MARTS}


@pytest.mark.parametrize("table", MARTS, ids=lambda table: table.name)
def test_no_facet_is_null(database: duckdb.DuckDBPyConnection, table: Any) -> None:
    for name in table.column_names:
        if name not in DAYS:
            ((nulls,),) = database.execute(f'select count(*) from {table.name} where "{name}" is null').fetchall()
            assert nulls == 0, name
    assert {one.name for one in table.columns if not one.is_required} <= set(DAYS)


@pytest.mark.parametrize("table", MARTS, ids=lambda table: table.name)
def test_keys_are_unique(database: duckdb.DuckDBPyConnection, table: Any) -> None:
    key = ", ".join(table.key)
    sql = f"select count(*) - count(distinct ({key})) from {table.name}"
    assert database.execute(sql).fetchall() == [(0,)]


def test_marts_add_up_to_the_tables_that_they_are_made_of(database: duckdb.DuckDBPyConnection) -> None:
    for mart, table in (("mart_articles", "articles"), ("mart_quotes", "quotes"), ("mart_sentences", "sentences")):
        assert database.execute(f"select count(*) from {mart}").fetchall() == (
            database.execute(f"select count(*) from {table}").fetchall()
        )
    sums = "select sum(quote_count)::bigint, sum(word_count)::bigint from mart_articles"
    assert database.execute(sums).fetchall() == (
        database.execute("select (select count(*) from quotes), (select sum(word_count) from articles)").fetchall()
    )


def test_sqlalchemy_reflects_the_marts(sample: Path, tmp_path: Path) -> None:
    pytest.importorskip("duckdb_engine")
    own = tmp_path / "newsprism.duckdb"  # two connections of one process share their settings
    shutil.copyfile(sample / "newsprism.duckdb", own)
    engine = sa.create_engine(f"duckdb:///{own}", connect_args={"read_only": True}, poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        names = sa.inspect(connection).get_table_names()
        columns = [one["name"] for one in sa.inspect(connection).get_columns("mart_quotes")]
    assert {table.name for table in MARTS} <= set(names)
    assert columns == list(TABLE["mart_quotes"].column_names)


def test_no_mart_reads_what_updates_leave_out() -> None:
    views = dict(view_files())
    for table, sql in marts():
        for text in (sql, *(views[name] for name in views if re.search(rf"\b{name}\b", sql))):
            for unread, column in module._UNREAD.items():
                assert not re.search(rf"\b{unread}\.{column}\b", text), table.name
