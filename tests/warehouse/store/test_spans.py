"""Offsets against texts: what differs is found, whatever the sizes; what has no place is not compared."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from warehouse.contract.ddl import create_table
from warehouse.contract.tables import TABLES
from warehouse.store import spans
from warehouse.store.checks import run_checks
from warehouse.store.spans import SPANS, Mismatch, Span, mismatches

_TEXT = "“Où?” 😀 asked."


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as made:
        made.execute("create table articles (article_id varchar, text varchar)")
        made.executemany("insert into articles values (?, ?)", [("a1", _TEXT), ("a2", "Plain."), ("a3", _TEXT)])
        made.execute("create table label_mentions (article_id varchar, char_start int, char_end int, text varchar)")
        yield made


def found(connection: duckdb.DuckDBPyConnection, *rows: tuple[str, int | None, int | None, str]) -> list[Mismatch]:
    connection.executemany("insert into label_mentions values (?, ?, ?, ?)", rows)
    return [mismatch for _, mismatch in mismatches(connection, [Span("label_mentions")])]


def test_the_characters_of_the_text_beyond_emoji_reproduce(connection: duckdb.DuckDBPyConnection) -> None:
    rows = [("a1", 0, 5, "“Où?”"), ("a1", 8, 13, "asked"), ("a1", None, None, "a title beside it"), ("a3", 6, 7, "😀")]
    assert found(connection, *rows) == []


def test_other_characters_are_found(connection: duckdb.DuckDBPyConnection) -> None:
    rows = [("a1", 8, 13, "asket"), ("a2", 0, 5, "Plain"), ("a3", 1, 3, "Où"), ("a3", 90, 95, "asked")]
    assert found(connection, *rows) == [
        Mismatch("a1", 8, 13, "asket", "asked"),
        Mismatch("a3", 90, 95, "asked", ""),
    ]


def test_a_row_of_no_article_is_found(connection: duckdb.DuckDBPyConnection) -> None:
    assert found(connection, ("a1", 8, 13, "asked"), ("a9", 0, 1, "x")) == [Mismatch("a9", 0, 1, "x", None)]


def test_rows_are_read_in_pieces(connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "_ROWS", 2)
    rows = [(article, 8, 13, "asked") for article in ("a1", "a3") for _ in range(5)]
    assert found(connection, *rows, ("a3", 8, 12, "as")) == [Mismatch("a3", 8, 12, "as", "aske")]


def test_articles_are_looked_at_some_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "_ARTICLES", 2)
    file = tmp_path / "w.duckdb"
    with duckdb.connect(file) as made:
        made.execute("create table articles (article_id varchar, text varchar)")
        made.executemany("insert into articles values (?, ?)", [(f"a{number}", _TEXT) for number in range(5)])
        made.execute("create table label_mentions (article_id varchar, char_start int, char_end int, text varchar)")
        rows = [(article, 8, 13, "asked") for article in ("a0", "a1", "a2", "a3", "a4")]
        wrong = [("a0", 8, 12, "as"), ("a3", 0, 2, "Où"), ("a4", 90, 95, "asked"), ("a9", 0, 1, "x")]
        made.executemany("insert into label_mentions values (?, ?, ?, ?)", rows + wrong)
    with duckdb.connect(file) as opened:
        for by_place in (True, False):
            found = mismatches(opened, [Span("label_mentions")], by_place=by_place)
            assert [one.article_id for _, one in found] == ["a0", "a3", "a4", "a9"]


def test_every_span_is_checked_and_blocks() -> None:
    with duckdb.connect() as made:
        for table in TABLES:
            made.execute(create_table(table).replace(" not null", ""))
        made.execute(f"insert into articles (article_id, text) values ('a1', '{_TEXT}')")
        for span in SPANS:
            key = "quote_id" if span.table == "quote_pieces" else "article_id"
            made.execute(
                f"insert into {span.table} ({key}, {span.start}, {span.end}, {span.text}) values ('a1', 0, 2, 'no')"
            )
        findings = {finding.name: finding.blocks for finding in run_checks(made)}
    assert all(findings[span.check] for span in SPANS)
    assert len({span.check for span in SPANS}) == len(SPANS)
