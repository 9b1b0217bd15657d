"""The sandbox: what a query may do, and what it says when it may not."""

import datetime as dt
from pathlib import Path

import duckdb
import polars as pl
import pyarrow.parquet as pq
import pytest

from warehouse.query import Bounds, ParameterError, QueryError, nearest, open_query, open_sandboxed, run_query


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("query") / "it's newsprism.duckdb"
    with duckdb.connect() as connection:
        escaped = str(path).replace("'", "''")
        connection.execute(f"attach '{escaped}' as newsprism (storage_version 'v1.2.0')")
        connection.execute("use newsprism")
        connection.execute("create table articles (id varchar, words bigint, day date, moment timestamptz)")
        connection.execute(
            "insert into articles values ('2025', 5, '2025-03-11', '2025-03-11 12:00+02'), (null, 7, null, null)"
        )
        connection.execute("create macro longer_than(n) as table select * from articles where words > n")
        connection.execute("create view recent as select id from articles")
    return path


def value(database: Path, sql: str, **parameters: str) -> object:
    return run_query(database, sql, parameters).rows[0][0]


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/hostname')",
        "select * from read_blob('/proc/self/environ')",
        "select * from read_json('/etc/passwd')",
        "select * from read_parquet('https://example.com/x.parquet')",
        "select * from 's3://bucket/x.parquet'",
        "select * from '/etc/passwd'",
        "select * from glob('/*')",
        "select * from sniff_csv('/etc/passwd')",
        "select * from parquet_metadata('/etc/passwd')",
        "select * from duckdb_secrets()",
        "select getenv('HOME')",
        "copy (select 1) to 'out.csv'",
        "copy articles from '/etc/passwd'",
        "export database 'out'",
        "import database 'out'",
        "attach 'other.duckdb'",
        "attach ':memory:' as other",
        "detach newsprism",
        "install httpfs",
        "install 'x.duckdb_extension'",
        "load json",
        "load 'x.duckdb_extension'",
        "set threads = 1",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "set allowed_directories = ['/']",
        "set temp_directory = '/etc'",
        "reset threads",
        "pragma version",
        "pragma threads = 1",
        "pragma add_parquet_key('a', 'abcdabcdabcdabcd')",
        "call enable_logging()",
        "checkpoint",
        "vacuum",
        "begin",
        "prepare later as select 1",
        "create table mine (a int)",
        "create view mine as select 1",
        "create macro mine() as 1",
        "create schema mine",
        "create secret (type s3)",
        "insert into articles values ('x', 1, null, null)",
        "update articles set words = 0",
        "delete from articles",
        "drop table articles",
        "drop view recent",
        "alter table articles rename to mine",
        "comment on table articles is 'mine'",
        "select 1; drop table articles",
    ],
)
def test_refused(database: Path, sql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = database.read_bytes()
    with pytest.raises(QueryError) as refusal:
        run_query(database, sql, {})
    assert "\n" not in str(refusal.value)
    assert list(tmp_path.iterdir()) == []
    assert database.read_bytes() == before


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("create table mine (a int)", "a query reads: the warehouse cannot be changed"),
        ("from read_csv('/etc/passwd')", "a query reads the warehouse alone: no files"),
        ("load json", "load is not for queries"),
        ("", "the query is empty"),
        ("-- nothing\n;", "the query is empty"),
        ("selec 1", "syntax error at or near \"selec\" (line 1, at 'selec 1')"),
        ("select 1,\n  wrds from articles", 'Candidate bindings: "words"'),
        ("from artcles", 'Did you mean "articles"?'),
        ("from longer_tan(3)", "longer_tan does not exist"),
        ("select 1 + date '2025-01-01' + interval 'x'", "Error"),
        ("select cast('x' as integer)", "Could not convert string 'x' to INT32"),
        ("select error('stop')", "stop"),
    ],
)
def test_messages_are_one_line(database: Path, sql: str, message: str) -> None:
    with pytest.raises(QueryError) as error:
        run_query(database, sql, {})
    assert message in str(error.value)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 500


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("select 1", 1),
        ("values (2)", 2),
        ("with n as (select 3 as a) from n", 3),
        ("describe articles", "id"),
        ("show tables", "articles"),
        ("explain select 1", "physical_plan"),
        ("select 1; select 2; select 3", 3),
        ("create temp table mine as select 4 as a; insert into mine values (5); select max(a) from mine", 5),
        ("set variable n = 6; select getvariable('n')", 6),
        ("select strftime(moment, '%H:%M') from articles limit 1", "10:00"),
        ("select '“où” 😀'", "“où” 😀"),
        ("select ';'; -- the end", ";"),
    ],
)
def test_allowed(database: Path, sql: str, expected: object) -> None:
    assert value(database, sql) == expected


def test_a_statement_without_rows_gives_none(database: Path) -> None:
    assert run_query(database, "create temp table mine (a int)", {}).rows == []


@pytest.mark.parametrize(
    ("sql", "given", "expected"),
    [
        ("select count(*) from articles where words > $x", "5", 1),
        ("select count(*) from articles where id = $x", "2025", 1),
        ("select count(*) from articles where day = $x", "2025-03-11", 1),
        ("select count(*) from articles where moment < $x", "2025-03-11 10:30", 1),
        ("select count(*) from longer_than($x)", "6", 1),
        ("select $x", "007", "007"),
        ("select $x", "", ""),
        ("select $x", "it's “so”; drop table articles", "it's “so”; drop table articles"),
        ("select $x + 1", "5", 6),
        ("select $x + 1", "-0.5", 0.5),
        ("select $x + 1", "2025-03-11", dt.date(2025, 3, 12)),
        ("select abs($x)", "-3", 3),
        ("select not $x", "FALSE", True),
        ("select $x::integer + 1", "5", 6),
        ("select len($x)", "5", 1),
        ("from articles select count(*) limit $x", "1", 2),
    ],
)
def test_parameters_are_taken_for_what_the_place_wants(database: Path, sql: str, given: str, expected: object) -> None:
    assert value(database, sql, x=given) == expected


def test_text_and_number_side_by_side(database: Path) -> None:
    assert run_query(database, "select lower($a), $b + $c", {"a": "1", "b": "2", "c": "3"}).rows == [("1", 5)]


def test_what_fits_in_no_way_gives_the_first_message(database: Path) -> None:
    with pytest.raises(QueryError, match=r"No function matches|Could not choose"):
        run_query(database, "select lower($a) + lower($b)", {"a": "1", "b": "x"})


@pytest.mark.parametrize(
    ("sql", "parameters", "message"),
    [
        ("select $a, $b", {"a": "1"}, "the query needs --param b=VALUE"),
        ("select $a, $b", {}, "the query needs --param a=VALUE --param b=VALUE"),
        ("select $outlet", {"outlett": "x", "outlet": "y"}, "no parameter outlett; did you mean outlet?"),
        ("select 1", {"x": "y"}, "no parameter x; it has none"),
        ("select ?", {}, "write $name"),
        ("select $1", {}, "write $name"),
    ],
)
def test_parameters_missing_and_unknown(database: Path, sql: str, parameters: dict[str, str], message: str) -> None:
    with pytest.raises(ParameterError) as error:
        run_query(database, sql, parameters)
    assert message in str(error.value)


def test_large_results_come_in_batches_and_errors_in_them_are_translated(database: Path) -> None:
    with open_query(database, "select range as n from range(25000)", {}) as answer:
        assert [len(batch) for batch in answer.batches()] == [10_000, 10_000, 5_000]
    lately = "select case when range = 2000000 then error('late') else range end as n from range(2000001)"
    with pytest.raises(QueryError, match="late"), open_query(database, lately, {}) as answer:
        sum(len(batch) for batch in answer.batches())


def test_parquet_keeps_types_of_columns_without_a_value(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.parquet"
    sql = "select id, day, moment, null::date as never, ['a'] as many from articles where id is null"
    with open_query(database, sql, {}) as answer:
        answer.write_parquet(target)
    table = pq.read_table(target)
    assert [str(field.type) for field in table.schema][:4] == [
        "string",
        "date32[day]",
        "timestamp[us, tz=UTC]",
        "date32[day]",
    ]
    assert table.num_rows == 1
    assert list(tmp_path.iterdir()) == [target]


def test_columns_of_one_name_are_told_apart(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.parquet"
    with open_query(database, "select 1 as a, 2 as a, 3 as a_1, 4 as a", {}) as answer:
        assert answer.columns == ["a", "a_2", "a_1", "a_3"]
        answer.write_parquet(target)
    assert pq.read_table(target).to_pylist() == [{"a": 1, "a_2": 2, "a_1": 3, "a_3": 4}]


def test_variables_of_this_process_are_no_tables(database: Path) -> None:
    secret = pl.DataFrame({"word": ["hidden"]})
    with pytest.raises(QueryError, match="secret does not exist"):
        run_query(database, "from secret", {})
    assert secret.height == 1


def test_a_failed_write_leaves_the_file_as_it_was(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.parquet"
    target.write_text("before")
    late = "select case when range = 300000 then error('late') else range end as n from range(300001)"
    with pytest.raises(QueryError, match="late"), open_query(database, late, {}) as answer:
        answer.write_parquet(target)
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("bounds", "sql", "message"),
    [
        (Bounds(seconds=0.2), "select count(*) from range(10000000) a, range(1000000) b", "stopped after 0.2 seconds"),
        (
            Bounds(memory="20MB", spill="1MB"),
            "select range, md5(range::varchar) m from range(3000000) order by m",
            "needs more than 20MB of memory and 1MB of disk; --memory and --spill",
        ),
    ],
)
def test_a_query_has_bounds(database: Path, bounds: Bounds, sql: str, message: str) -> None:
    with pytest.raises(QueryError, match=message), open_query(database, sql, {}, bounds=bounds) as answer:
        for _ in answer.batches():
            pass


def test_readers_share_the_file(database: Path) -> None:
    with open_sandboxed(database) as one, open_sandboxed(database) as two:
        zones = [connection.execute("select current_setting('TimeZone')").fetchone() for connection in (one, two)]
    assert zones == [("UTC",), ("UTC",)]


def test_the_nearest_name() -> None:
    assert nearest("headline", ["headlines", "speaker"]) == "did you mean headlines?"
    assert nearest("xyz", ["headlines", "speaker"]) == "there are headlines, speaker"
    assert nearest("xyz", []) == "there are none"


def test_a_file_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "newsprism.duckdb"
    broken.write_text("not a database" * 1000)
    with pytest.raises(QueryError) as error:
        run_query(broken, "select 1", {})
    assert "\n" not in str(error.value)
