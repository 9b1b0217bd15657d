"""``newsprism query`` as users meet it: names, files and SQL; formats; exit codes; mistakes."""

import csv
import datetime as dt
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from click.testing import CliRunner, Result

from flows.cli import main
from flows.commands.formats import as_table
from warehouse.query import Result as Rows
from warehouse.statements import sql_files

ALL_KINDS = (
    "select '“où” 😀' as text, null as nothing, true as yes, date '2025-03-11' as day, "
    "timestamptz '2025-03-11 12:00:00+02' as moment, 1.5::double as rate, 'nan'::double as none, "
    "2.50::decimal(9, 2) as price, 170141183460469231731687303715884105727::hugeint as huge, "
    "['a', null] as many, {'k': 1} as one, 'a, \"b\"\nc' as messy, '\\xAA'::blob as bytes, interval 1 day as span"
)


@pytest.fixture(scope="module")
def warehouse(run_stages_once: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("querying")
    article = folder / "ferry.txt"
    article.write_text('Ferry sails\n\n"We are glad to be back at sea," said Jorun Aske, a spokeswoman for the line.\n')
    run_stages_once(article, warehouse=folder / "w")
    return folder / "w"


@pytest.fixture
def query(warehouse: Path) -> Callable[..., Result]:
    def run(*arguments: str, stdin: str | None = None) -> Result:
        command = ["query", *arguments, "--warehouse", str(warehouse)]
        result = CliRunner().invoke(main, command, input=stdin, prog_name="newsprism")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


def test_without_a_query_the_analyses_are_listed(query: Callable[..., Result]) -> None:
    lines = query().stdout.splitlines()
    assert [line.split()[0] for line in lines] == [name for name, _ in sql_files("analyses")]
    assert all(len(line.split()) > 3 and len(line) <= 140 for line in lines)


def test_a_name_a_file_the_standard_input_and_sql(query: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "how-many.sql"
    file.write_text("\ufeff-- with a mark of its encoding\nselect count(*) as n from articles;\n", encoding="utf-8")
    bare = tmp_path / "query"
    bare.write_text("select count(*) as n from articles")
    by_name = query("outlets", "--format", "json")
    assert json.loads(by_name.stdout)[0]["articles"] == 1
    for given, stdin in [
        (str(file), None),
        (str(bare), None),
        ("-", "select count(*) as n from articles"),
        ("select count(*) as n from articles", None),
        ("from\tarticles\nselect count(*) as n", None),
    ]:
        assert json.loads(query(given, "--format", "json", stdin=stdin).stdout) == [{"n": 1}]


def test_every_analysis_runs(query: Callable[..., Result]) -> None:
    values = {"outlet": "unknown", "name": "Aske", "term": "sea", "first": "unknown", "second": "other"}
    values |= {"story": "none", "target": "Aske", "measure": "speaker", "words": "sea", "item": "Aske"}
    values |= {"concept": "none", "other": "other"}
    for name, sql in sql_files("analyses"):
        params = [f"--param={key}={value}" for key, value in values.items() if f"${key}" in sql]
        result = query(name, *params)
        assert result.exit_code == 0, (name, result.stderr)
        assert result.stdout.endswith((" rows)\n", "(1 row)\n"))


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["who-gets-quotd"], 2, "did you mean who-gets-quoted?"),
        (["articles"], 2, '"from articles"'),
        (["missing.sql"], 2, "missing.sql: no such file"),
        (["speaker"], 2, "the query needs --param name=VALUE; for example newsprism query speaker --param name=Varn"),
        (["speaker"], 2, "newsprism query quoted-sources lists who speaks"),
        (["same-sentence"], 2, "newsprism query variants lists the sentences that several outlets quote"),
        (["story"], 2, "newsprism query stories lists the ids of stories"),
        (["speaker", "--param", "nam=x", "--param", "name=y"], 2, "no parameter nam; did you mean name?"),
        (["speaker", "--param", "name"], 2, "--param wants K=V, not 'name'"),
        (["speaker", "--param", "=x"], 2, "--param wants K=V, not '=x'"),
        (["speaker", "--param", "name=x", "--param", "name=y"], 2, "--param name is given twice"),
        (["outlets", "--format", "parquet"], 2, "--format parquet needs --out FILE"),
        (["outlets", "--format", "xml"], 2, "Invalid value for '--format'"),
        (["selec 1"], 4, 'syntax error at or near "selec"'),
        (["from artcles "], 4, 'Did you mean "articles"?'),
        (["from read_csv('/etc/passwd')"], 4, "a query reads the warehouse alone"),
        (["drop table articles"], 4, "a query reads: the warehouse cannot be changed"),
        ([" "], 4, "the query is empty"),
        (["select 1", "--format", "csv", "--out", "no/such/folder/out.csv"], 1, "No such file or directory"),
    ],
)
def test_mistakes_are_one_line_and_a_code(
    query: Callable[..., Result], arguments: list[str], code: int, message: str
) -> None:
    result = query(*arguments)
    assert result.exit_code == code, result.stderr
    assert message in result.stderr
    assert result.stdout == ""
    said = [line for line in result.stderr.splitlines() if line and not line.startswith(("Usage:", "Try "))]
    assert len(said) == 1


def test_a_result_never_lands_in_the_warehouse(query: Callable[..., Result], warehouse: Path) -> None:
    before = (warehouse / "newsprism.duckdb").read_bytes()
    for target in (warehouse / "newsprism.duckdb", warehouse / "snapshots" / ".." / "PUBLISHED"):
        result = query("select 1", "--format", "csv", "--out", str(target))
        assert result.exit_code == 2
        assert "lies in the warehouse" in result.stderr
    assert (warehouse / "newsprism.duckdb").read_bytes() == before


def test_a_file_that_is_no_text(query: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "latin.sql"
    file.write_bytes("select 'où'".encode("latin-1"))
    result = query(str(file))
    assert (result.exit_code, "no text in UTF-8" in result.stderr) == (4, True)


def test_csv(query: Callable[..., Result]) -> None:
    (row,) = csv.DictReader(io.StringIO(query(ALL_KINDS, "--format", "csv").stdout))
    assert row == {
        "text": "“où” 😀",
        "nothing": "",
        "yes": "true",
        "day": "2025-03-11",
        "moment": "2025-03-11T10:00:00+00:00",
        "rate": "1.5",
        "none": "nan",
        "price": "2.50",
        "huge": "170141183460469231731687303715884105727",
        "many": '["a", null]',
        "one": '{"k": 1}',
        "messy": 'a, "b"\nc',
        "bytes": "aa",
        "span": "1 day, 0:00:00",
    }


def test_json(query: Callable[..., Result]) -> None:
    (row,) = json.loads(query(ALL_KINDS, "--format", "json").stdout)
    assert row["text"] == "“où” 😀"
    assert (row["nothing"], row["yes"], row["none"]) == (None, True, None)
    assert (row["day"], row["moment"]) == ("2025-03-11", "2025-03-11T10:00:00+00:00")
    assert (row["rate"], row["price"], row["huge"]) == (1.5, 2.5, 170141183460469231731687303715884105727)
    assert (row["many"], row["one"], row["messy"]) == (["a", None], {"k": 1}, 'a, "b"\nc')
    assert query("select 1 where false", "--format", "json").stdout == "[]\n"


def test_parquet(query: Callable[..., Result], tmp_path: Path) -> None:
    target = tmp_path / "out.parquet"
    sql = "select 'où' as text, null::date as never, date '2025-03-11' as day, 7::bigint as n"
    assert query(sql, "--format", "parquet", "--out", str(target)).exit_code == 0
    frame = pl.read_parquet(target)
    assert frame.schema == {"text": pl.String, "never": pl.Date, "day": pl.Date, "n": pl.Int64}
    assert frame.rows() == [("où", None, dt.date(2025, 3, 11), 7)]
    assert duckdb.sql(f"from '{target}'").fetchall() == frame.rows()


@pytest.mark.parametrize("format_", ["table", "csv", "json"])
def test_a_file_is_written_whole_or_not_at_all(query: Callable[..., Result], tmp_path: Path, format_: str) -> None:
    target = tmp_path / "out"
    assert query("select 'où' as word", "--format", format_, "--out", str(target)).exit_code == 0
    written = target.read_text(encoding="utf-8")
    assert "où" in written
    late = "select case when range = 30000 then error('late') else range end as n from range(30001)"
    if format_ == "table":
        late = "select error('late')"
    assert query(late, "--format", format_, "--out", str(target)).exit_code == 4
    assert target.read_text(encoding="utf-8") == written
    assert list(tmp_path.iterdir()) == [target]


def test_a_table_of_many_rows_shows_the_first(query: Callable[..., Result]) -> None:
    lines = query("select range as n from range(1000000000000)").stdout.splitlines()
    assert len(lines) == 102
    assert lines[-1] == "(the first 100 rows; --rows N shows more, --format csv gives all)"


def test_rows_of_a_table_are_as_many_as_asked_for(query: Callable[..., Result]) -> None:
    assert query("from range(9)", "--rows", "3").stdout.splitlines()[-1].startswith("(the first 3 rows; ")
    assert query("from range(200)", "--rows", "200").stdout.splitlines()[-1] == "(200 rows)"
    assert query("from range(9)", "--rows", "3", "--format", "csv").exit_code == 2


def test_values_for_which_there_is_nothing_are_named(query: Callable[..., Result]) -> None:
    result = query("speaker", "--param", "name=Nobody")
    assert result.stdout.splitlines()[-1] == "(0 rows)"
    assert result.stderr.startswith("Nothing for name=Nobody;")
    assert query("select 1 where false").stderr == ""


def test_copies_count_where_asked_for(query: Callable[..., Result]) -> None:
    sql = "select is_counted(true) as copies, is_counted(false) as originals"
    assert query(sql, "--format", "csv").stdout == "copies,originals\nfalse,true\n"
    assert query(sql, "--format", "csv", "--include-copies").stdout == "copies,originals\ntrue,true\n"
    with_variable = query(f"set variable include_copies = true; {sql}", "--format", "csv")
    assert with_variable.stdout == "copies,originals\ntrue,true\n"


def test_many_rows_stream(query: Callable[..., Result], tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    assert query("select range as n from range(30000)", "--format", "json", "--out", str(target)).exit_code == 0
    assert [row["n"] for row in json.loads(target.read_text())] == list(range(30000))


@pytest.mark.parametrize("format_", ["table", "csv", "json"])
def test_a_reader_who_has_seen_enough_is_no_failure(warehouse: Path, format_: str) -> None:
    command = [sys.executable, "-m", "flows.cli", "query", "select range as n from range(300000)"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    with subprocess.Popen(
        [*command, "--format", format_, "--warehouse", str(warehouse)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_the_same_where_the_output_is_closed_before_the_first_word(warehouse: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "flows.cli", "query", "--warehouse", str(warehouse)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    finished = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False, env=environment)
    os.close(writer)
    assert (finished.returncode, finished.stderr) == (0, b"")


def test_tables_fold_the_widest_column_and_nothing_else() -> None:
    table = as_table(
        Rows(["outlet", "n", "text"], [("Ledger", 12, "one two three four five"), ("Herald", 7, None)]), 30
    )
    assert table.splitlines() == [
        "outlet   n  text",
        "Ledger  12  one two three four",
        "            five",
        "Herald   7",
        "(2 rows)",
    ]


def test_tables_measure_what_terminals_show() -> None:
    table = as_table(Rows(["a", "b"], [("日本", "x"), ("abc", "y")]), 40)
    assert table.splitlines()[:3] == ["a     b", "日本  x", "abc   y"]


def test_too_many_columns_become_records() -> None:
    table = as_table(Rows(["first", "second", "third"], [("a" * 20, "b b", "c")]), 24)
    assert table.splitlines() == ["first   aaaaaaaaaaaaaaaa", "        aaaa", "second  b b", "third   c", "", "(1 row)"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "true"),
        (-0.0, "0"),
        (0.12345, "0.123"),
        (1234.5678, "1235"),
        (1e20, "1e+20"),
        (float("nan"), "nan"),
        (12345, "12345"),
        (dt.datetime(2025, 3, 11, 12, tzinfo=dt.UTC), "2025-03-11 12:00:00+00:00"),
        ("a\nb\tc", "a b c"),
        ("\x1b[31mred", "\N{REPLACEMENT CHARACTER}[31mred"),
    ],
)
def test_values_in_tables(value: Any, shown: str) -> None:
    assert as_table(Rows(["v"], [(value,)])).splitlines()[1].strip() == shown


def test_no_columns_and_no_rows() -> None:
    assert as_table(Rows(["a", "b"], [])) == "a  b\n(0 rows)\n"
    assert as_table(Rows([], [])) == "(0 rows)\n"


FORMULAS = (
    "select unnest(['=1+1', '+1', '-1', '@sum(a1)', '  =1', chr(9) || '=1', '＝1', 'talks - no']) as said, "
    "-1 as number, chr(27) || '[31mred' as steering"
)


def test_csv_is_text_in_a_spreadsheet(query: Callable[..., Result]) -> None:
    rows = list(csv.DictReader(io.StringIO(query(FORMULAS, "--format", "csv").stdout)))
    said = ["'=1+1", "'+1", "'-1", "'@sum(a1)", "'  =1", "'\t=1", "'＝1", "talks - no"]
    assert [row["said"] for row in rows] == said
    assert {row["number"] for row in rows} == {"-1"}
    assert {row["steering"] for row in rows} == {"\N{REPLACEMENT CHARACTER}[31mred"}


def test_exact_csv_is_what_is_stored(query: Callable[..., Result]) -> None:
    rows = list(csv.DictReader(io.StringIO(query(FORMULAS, "--format", "csv", "--exact").stdout)))
    assert rows[0]["said"] == "=1+1"
    assert rows[0]["steering"] == "\x1b[31mred"


def test_the_ending_of_the_file_says_the_format(query: Callable[..., Result], tmp_path: Path) -> None:
    for name, beginning in (("x.csv", "text\n"), ("x.json", "[\n"), ("x.txt", "text"), ("x.parquet", "PAR1")):
        assert query("select 'où' as text", "--out", str(tmp_path / name)).exit_code == 0
        assert (tmp_path / name).read_bytes().startswith(beginning.encode())
    assert query("select 'où' as text", "--out", str(tmp_path / "x.csv"), "--bom").exit_code == 0
    assert (tmp_path / "x.csv").read_bytes() == "\ufefftext\noù\n".encode()


@pytest.mark.parametrize("option", ["--bom", "--exact"])
def test_what_is_for_csv_is_for_csv_alone(query: Callable[..., Result], option: str) -> None:
    result = query("select 1", "--format", "json", option)
    assert (result.exit_code, f"{option} is for CSV" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ["--timeout", "0.2", "select count(*) from range(10000000) a, range(1000000) b"],
            4,
            "stopped after 0.2 seconds",
        ),
        (["--memory", "lots", "select 1"], 2, "--memory wants a size as 500MB, 4GB or 50%, not 'lots'"),
    ],
)
def test_bounds_are_said_in_one_line(
    query: Callable[..., Result], arguments: list[str], code: int, message: str
) -> None:
    result = query(*arguments)
    assert (result.exit_code, message in result.output) == (code, True), result.output
