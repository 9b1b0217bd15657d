"""The assembly: what it may take of the machine, what changed, and what of handed-over tables is replaced."""

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from warehouse.contract.frames import polars_schema
from warehouse.contract.schema import ARTICLE_ID, Table, column
from warehouse.contract.tables import TABLE
from warehouse.store import database as module
from warehouse.store import marts
from warehouse.store.assembly import Assembly
from warehouse.store.handed import Cells, Replaced
from warehouse.store.layout import Layout
from warehouse.store.marts import fill_mart

_NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_SPEAKERS = {"speaker_id": ["s1", "s2", "s3"], "name": ["Ana Ruiz", "Bo Lind", "Cy Aske"], "kind": ["person"] * 3}


def frame(rows: dict[str, list[Any]] | list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows)


def full(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Rows of a table, with something in every column that must be there."""
    defaults = {pl.String: "", pl.Boolean: False, pl.Date: dt.date(2026, 1, 1), pl.Datetime: _NOW}
    required = {c.name for c in TABLE[name].columns if c.is_required}
    schema = {**polars_schema(name)}
    blank = {c: defaults.get(type(t), 0) if c in required else None for c, t in schema.items()}
    return pl.DataFrame([blank | row for row in rows], schema=schema)


def ids(*articles: str) -> pl.Series:
    return pl.Series("article_id", articles, dtype=pl.String)


@pytest.fixture
def open_assembly(tmp_path: Path) -> Iterator[Callable[..., Assembly]]:
    """Opens an assembly over three published articles with a credit each; ``a2`` came again, and ``a4`` is new."""
    published = {
        "speakers": frame(_SPEAKERS),
        "articles": full("articles", [{"article_id": f"a{n}", "run_id": "r1"} for n in (1, 2, 3)]),
        "credits": full("credits", [{"article_id": f"a{n}", "text": "(old)"} for n in (1, 2, 3)]),
    }
    files = []
    for name, rows in published.items():
        rows.write_parquet(tmp_path / f"{name}.parquet")
        files.append({"table": name, "path": f"{name}.parquet"})
    batch = tmp_path / "batch"
    batch.mkdir()
    new = full("articles", [{"article_id": f"a{n}"} for n in (2, 4)])
    new.write_parquet(batch / "articles.parquet")
    new = full("credits", [{"article_id": f"a{n}", "text": "(new)"} for n in (2, 4)])
    new.write_parquet(batch / "credits.parquet")
    with contextlib.ExitStack() as opened:

        def open_(replaced: dict[str | None, pl.Series]) -> Assembly:
            previous = {"files": files}
            options: dict[str, Any] = {"previous": previous, "batches": [batch], "replaced": replaced, "run_id": "r2"}
            made = Assembly(Layout(tmp_path), tmp_path / "w.duckdb", **options)
            return opened.enter_context(contextlib.closing(made))

        yield open_


def test_memory_is_bounded_whatever_the_machine_has(tmp_path: Path) -> None:
    made = Assembly(
        Layout(tmp_path), tmp_path / "w.duckdb", previous=None, batches=[], replaced={None: ids()}, run_id="r"
    )
    limit = made.connection.execute("select parse_formatted_bytes(current_setting('memory_limit'))").fetchone()
    made.close()
    assert limit is not None
    assert limit[0] <= module._MEMORY


def test_it_says_what_becomes_of_which_article(open_assembly) -> None:
    made = open_assembly({None: ids("a2", "a3", "a9"), "credits": ids("a1")})
    assert made.touched().rows() == [("a1", "renewed"), ("a2", "changed"), ("a3", "gone"), ("a4", "new")]
    assert made.frame("select article_id, run_id from source_articles order by all").rows() == [
        ("a1", "r1"),
        ("a2", "r2"),
        ("a4", "r2"),
    ]
    assert made.frame("select article_id from published_articles")["article_id"].to_list() == ["a1", "a2", "a3"]
    assert made.frame("select name from published_speakers order by name")["name"].to_list() == _SPEAKERS["name"]


def written(made: Assembly, tables: dict[str, Any], overrides: dict[str, Any]) -> Callable[[str], list[tuple]]:
    """Ask what the tables hold after a write."""
    run = full("runs", [{"run_id": "r2", "run_number": 2}])
    made.write(tables, overrides, run=run)
    return lambda sql: made.connection.execute(sql).fetchall()


def test_rows_beyond_the_scope_stay(open_assembly) -> None:
    rows = frame({"speaker_id": ["s3", "s4"], "name": ["Cyrus Aske", "Di Oster"], "kind": ["person"] * 2})
    replaced = Replaced(frame({"speaker_id": ["s1", "s9"]}), rows)
    query = written(open_assembly({None: ids()}), {"speakers": replaced}, {})
    assert query("select speaker_id, name from speakers") == [
        ("s2", "Bo Lind"),
        ("s3", "Cyrus Aske"),
        ("s4", "Di Oster"),
    ]


def test_a_whole_frame_replaces_the_table_and_what_is_not_handed_over_stays(open_assembly) -> None:
    query = written(open_assembly({None: ids()}), {"speakers": frame(_SPEAKERS).head(1)}, {})
    assert query("select speaker_id from speakers") == [("s1",)]


def test_a_table_that_nobody_hands_over_keeps_its_rows(open_assembly) -> None:
    query = written(open_assembly({None: ids()}), {}, {})
    assert query("select count(*) from speakers") == [(3,)]


@pytest.mark.parametrize(
    ("is_whole", "texts"), [(True, [None, "(decided)", None, None]), (False, ["(old)", "(decided)", "(old)", "(new)"])]
)
def test_cells_of_keys_that_are_not_handed_over(open_assembly, is_whole, texts) -> None:
    decided = frame({"article_id": ["a1", "a4"], "agency_id": ["afp", None]})
    named = frame({"article_id": ["a2"], "text": ["(decided)"]})
    made = open_assembly({None: ids("a2")})
    query = written(made, {}, {"credits": [Cells(decided), Cells(named, is_whole=is_whole)]})
    rows = query("select article_id, agency_id, text from credits order by article_id")
    assert [row[0] for row in rows] == ["a1", "a2", "a3", "a4"]
    assert [row[1] for row in rows] == ["afp", None, None, None]
    assert [row[2] for row in rows] == texts


def test_a_mart_is_what_its_select_says(open_assembly, monkeypatch: pytest.MonkeyPatch) -> None:
    made = open_assembly({None: ids("a2")})
    count = column("credit_count", "BIGINT", "Credits.", unit="credits", required=True)
    mart = Table("credit_counts", "one row per article", "Credits.", ("article_id",), (ARTICLE_ID, count), "mart")
    sql = "select article_id, count(*) as credit_count from credits group by article_id"
    query = written(made, {}, {})
    query("create table credit_counts (article_id varchar, credit_count bigint)")
    fill_mart(made.connection, mart, sql)
    assert query("from credit_counts") == [(f"a{n}", 1) for n in (1, 2, 3, 4)]
    query("create temp table of_interest as select 'a3' as article_id")
    with marts.only_rows_of(made.connection, "of_interest"):
        assert query(sql) == [("a3", 1)]
        assert query("select article_id from credit_details") == [("a3",)]  # a view sees the same
    assert query(sql) != [("a3", 1)]
