"""Given rows, expected rows: every file of ``sql/`` has its cases in a YAML file at the same place below ``tests/sql``.

A file is a list of cases::

    - name: what the case shows
      given:
        articles:
          - {article_id: a1, outlet_id: ledger}
          - {times: 3, article_id: "b{n}", outlet_id: herald}  # b1, b2, b3
      with: create temp view …   # what the call needs beside tables
      call: kwic('harbour')      # what to select from (macros; views by themselves); analyses: params: {name: Ruiz}
      is_ordered: true           # the order of the rows is part of the expectation
      expect:
        - {outlet_id: ledger, article_count: 1}

Required columns that a row leaves out get neutral values. The columns of the first expected row are compared; for a
check only their values, wherever the check has more columns. ``expect: []`` means no row.
"""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import duckdb
import pytest
import yaml

from warehouse.contract.ddl import create_table
from warehouse.contract.schema import Column
from warehouse.contract.tables import TABLE, TABLES
from warehouse.statements import optional_parameters, sql_files, view_files
from warehouse.store.marts import marts, tables_of
from warehouse.store.views import create_views

HERE: Final = Path(__file__).parent
FOLDERS: Final = ("macros", "intermediate", "marts", "views", "analyses", "reports", "run_report", "checks")
FILES: Final = {(folder, name): sql for folder in FOLDERS for name, sql in sql_files(folder)}
_NEUTRAL: Final[dict[str, Any]] = {
    "BIGINT": 0,
    "INTEGER": 0,
    "DOUBLE": 0.0,
    "BOOLEAN": False,
    "DATE": dt.date(2026, 1, 1),
    "TIMESTAMP WITH TIME ZONE": dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
}
_NAMED_AFTER: Final = {("outlets", "name"): "outlet_id", ("articles", "outlet_name"): "outlet_id"} | {
    ("speakers", "name"): "speaker_id",
    ("labels", "term"): "label_id",
}


def cases() -> Iterator[Any]:
    for file in sorted(HERE.glob("*/*.yaml")):
        folder, name = file.parent.name, file.stem
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            yield pytest.param(folder, name, case, id=f"{folder}/{name}: {case['name']}")


@pytest.fixture(scope="module")
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of empty tables with all macros and views."""
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        for table in TABLES:
            connection.execute(create_table(table))
        create_views(connection)
        yield connection


def neutral(table: str, column: Column, row: dict[str, Any]) -> Any:
    if not column.is_required:
        return None
    if (table, column.name) in _NAMED_AFTER:
        return row[_NAMED_AFTER[table, column.name]]
    if (table, column.name) == ("sentences", "role"):
        return "body"
    return next(iter(column.allowed)) if column.allowed else _NEUTRAL.get(column.type, "")


def numbered(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    row = dict(row)
    times = row.pop("times", 1)
    for n in range(1, times + 1):
        yield {key: value.replace("{n}", str(n)) if isinstance(value, str) else value for key, value in row.items()}


def insert(connection: duckdb.DuckDBPyConnection, given: dict[str, list[dict[str, Any]]]) -> None:
    for name, rows in given.items():
        table = TABLE[name]
        for row in (one for many in rows for one in numbered(many)):
            unknown = set(row) - set(table.column_names)
            assert not unknown, f"{name} has no column {unknown}"
            values = [row.get(c.name, neutral(name, c, row)) for c in table.columns]
            connection.execute(f"insert into {name} values ({', '.join('?' * len(values))})", values)


def fill_marts(connection: duckdb.DuckDBPyConnection, names: set[str]) -> None:
    """Make the marts of those names, and those that they read."""
    every = marts()
    needed = {"mart_observations"} | names
    for table, sql in reversed(every):
        needed |= tables_of(sql, dict(view_files())) if table.name in needed else set()
    for table, sql in every:
        if table.name in needed:
            columns = ", ".join(table.column_names)
            connection.execute(f"insert into {table.name} ({columns}) select {columns} from (\n{sql}\n)")


def comparable(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(round(value, 4) if isinstance(value, float) else value for value in row.values())


@pytest.mark.parametrize(("folder", "name", "case"), list(cases()))
def test_case(empty: duckdb.DuckDBPyConnection, folder: str, name: str, case: dict[str, Any]) -> None:
    sql = FILES[folder, name].strip().rstrip(";")
    source = case.get("call") or (name if folder in {"intermediate", "views", "marts"} else f"({sql}\n)")
    columns = ", ".join(case["expect"][0]) if case["expect"] else "*"
    empty.execute("begin")
    try:
        insert(empty, case.get("given", {}))
        fill_marts(empty, {name} if folder == "marts" else {"mart_observations"})
        if "with" in case:
            empty.execute(case["with"])
        optional = dict.fromkeys(optional_parameters(sql) if folder == "analyses" else ())
        parameters = {**optional, **case.get("params", {})}
        result = empty.execute(f"select {columns} from {source} as the_case", parameters or None)
        names = [column[0] for column in result.description]
        found = [comparable(dict(zip(names, row, strict=True))) for row in result.fetchall()]
    finally:
        empty.execute("rollback")
    expected = [comparable({name: row[name] for name in names}) for row in case["expect"]]
    if not case.get("is_ordered"):
        found, expected = sorted(found, key=repr), sorted(expected, key=repr)
    assert found == expected


def test_every_sql_file_has_cases_and_every_case_a_file() -> None:
    written = {(file.parent.name, file.stem) for file in HERE.glob("*/*.yaml")}
    assert sorted(written) == sorted(FILES)


@pytest.mark.parametrize(("folder", "name"), [key for key in FILES if key[0] == "checks"])
def test_a_check_finds_its_offence_and_is_silent_without(folder: str, name: str) -> None:
    expectations = [bool(case["expect"]) for case in yaml.safe_load((HERE / folder / f"{name}.yaml").read_text())]
    assert set(expectations) == {True, False}


@pytest.mark.parametrize(
    ("folder", "name"), [key for key, sql in FILES.items() if "verdict" in sql and key[0] != "analyses"]
)
def test_every_comparison_can_say_both(folder: str, name: str) -> None:
    page = (HERE / folder / f"{name}.yaml").read_text(encoding="utf-8")
    assert "too small to tell" in page
    assert re.search("verdict: (more|less)", page)


@pytest.mark.parametrize(("folder", "name"), list(FILES))
def test_the_comment_says_question_grain_and_sources(folder: str, name: str) -> None:
    comment = [line for line in FILES[folder, name].splitlines() if line.startswith("--")]
    assert comment, "no comment"
    if folder in {"views", "intermediate", "macros", "marts"}:
        assert folder == "marts" or "?" in " ".join(comment[:3]), "a table's question stands in the contract"
        assert any(line.startswith("-- Grain: ") for line in comment)
        assert any(line.startswith("-- Reads: ") for line in comment)


def sources_in(sql: str) -> set[str]:
    """Tables, views and macros of ours that the SQL names, apart from its own comment and name."""
    body = "\n".join(line for line in sql.splitlines() if not line.startswith("--"))
    ours = {*TABLE, *(name for folder, name in FILES if folder in {"views", "intermediate", "macros"})}
    named = set(re.findall(r"\b(?:from|join)\s+(\w+)", body)) | set(re.findall(r"\b(\w+)\(", body))
    # what a `with` names shadows a table of the same name
    return (named & ours) - set(re.findall(r"\b(\w+) as \(", body)) - set(re.findall(r"(?:view|macro) (\w+)", body))


@pytest.mark.parametrize(
    ("folder", "name"), [key for key in FILES if key[0] in {"views", "intermediate", "macros", "marts"}]
)
def test_the_comment_names_exactly_what_is_read(folder: str, name: str) -> None:
    sql = FILES[folder, name]
    (line,) = re.findall(r"^-- Reads: ((?:[^.])*)\.$", sql, re.MULTILINE)
    declared = set(re.split(r",\s+(?:-- )?", line)) - {"its arguments"}
    assert declared == sources_in(sql)
