"""Stored terms are read some articles at a time, each part without a look at the others."""

from types import SimpleNamespace

import duckdb
import polars as pl
import pytest

from flows.stages import linking
from transforms.annotations.story_terms import SCHEME


class _Rows:
    """What of an assembly the reading of terms asks for."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self.kept: list[str] = []

    def keep(self, name: str, sql: str, *, given: pl.DataFrame | None = None) -> None:
        if given is not None:
            self._connection.register("given", given.to_arrow())
        self._connection.execute(f"create or replace temp table {name} as {sql}")
        self.kept.append(name)

    def drop(self, *names: str) -> None:
        for name in names:
            self._connection.execute(f"drop table if exists temp.{name}")

    def frame(self, sql: str) -> pl.DataFrame:
        return pl.DataFrame(self._connection.sql(sql).to_arrow_table())


@pytest.mark.parametrize(("size", "kept"), [(3, ["terms_read", "terms_in_parts"]), (100, ["terms_read"])])
def test_every_article_is_read_once_and_in_order(monkeypatch: pytest.MonkeyPatch, size: int, kept: list[str]) -> None:
    monkeypatch.setattr(linking, "_SLICE", size)
    with duckdb.connect() as connection:
        connection.execute(
            "create table source_articles as select 'a' || lpad(i::varchar, 2, '0') as article_id, "
            "date '2031-03-01' + i::int as published_date from range(9, -1, -1) as r (i)"
        )
        connection.execute(
            "create table source_article_story_terms as select article_id, 'dGVybXM=' as terms, "
            f"if(article_id = 'a04', 'another', '{SCHEME}') as term_scheme from source_articles"
        )
        connection.execute("create table fresh_now as from (values ('a01')) as t (article_id)")
        rows = _Rows(connection)
        asked = pl.DataFrame({"article_id": [f"a{number:02d}" for number in range(8)]})
        parts = list(linking._read(SimpleNamespace(assembly=rows), asked))
        left = connection.execute("select table_name from duckdb_tables() where temporary").fetchall()
    assert (rows.kept, left) == (kept, [])
    assert max(part.height for part in parts) <= size
    read = pl.concat(parts)
    assert read["article_id"].to_list() == [f"a{number:02d}" for number in range(8) if number != 4]
    assert read["terms"].unique().to_list() == [b"terms"]
    assert read.filter("is_new")["article_id"].to_list() == ["a01"]
