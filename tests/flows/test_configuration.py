"""Options of a run in a file."""

import os
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flows.cli import main
from flows.commands import run as run_command
from flows.commands import serve as serve_command
from flows.commands.serve import Service
from flows.configuration import SCHEDULE, configured, report_of, template
from flows.options import declared
from flows.settings import Settings


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Settings]:
    """Settings that ``newsprism run`` would run with, in an empty folder."""
    taken: list[Settings] = []
    monkeypatch.setattr(run_command, "run_flow", lambda settings, _: taken.append(settings))
    monkeypatch.chdir(tmp_path)
    return taken


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="newsprism")


def test_the_file_says_what_nothing_else_says(given: list[Settings], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("newsprism.toml").write_text(
        'sources = ["my news", "s3://bucket/feed"]\nwarehouse = "w"\nworkers = 3\n'
        'map = ["text=a b"]\nfull_refresh = true\n',
        encoding="utf-8",
    )
    assert run("run").exit_code == 0
    whole = Settings(("my news", "s3://bucket/feed"), "w", map=("text=a b",), workers=3, full_refresh=True)
    monkeypatch.setenv("NEWSPRISM_WORKERS", "2")
    assert run("run", "other").exit_code == 0
    assert given == [whole, Settings(("other",), "w", map=("text=a b",), workers=2, full_refresh=True)]


def test_paths_are_relative_to_the_file(given: list[Settings], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "own.toml").write_text('sources = ["news"]\nwarehouse = "/w"\n', encoding="utf-8")
    monkeypatch.setenv("NEWSPRISM_CONFIG", "etc/own.toml")
    assert run("run").exit_code == 0
    assert (given[0].sources, given[0].warehouse) == ((os.path.join("etc", "news"),), "/w")  # noqa: PTH118  as text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("wokers = 2", "did you mean workers?"),
        ("zzz = 2", "there are: sources"),
        ("a b", "newsprism.toml"),
        ('workers = "x"', "--workers"),
    ],
)
def test_a_mistake_in_the_file_is_one_of_usage(given: list[Settings], content: str, message: str) -> None:
    Path("newsprism.toml").write_text(content, encoding="utf-8")
    result = run("run")
    assert result.exit_code == 2
    assert message in result.output
    assert given == []


def test_a_file_that_is_named_must_be_there(given: list[Settings], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSPRISM_CONFIG", "nowhere.toml")
    result = run("run")
    assert (result.exit_code, given) == (2, [])
    assert "no such file" in result.output


def test_init_writes_a_file_that_changes_nothing(given: list[Settings]) -> None:
    assert run("init").exit_code == 0
    assert configured() == {}
    assert run("run").exit_code == 0
    assert given == [Settings()]
    again = run("init")
    assert again.exit_code == 2
    assert "is there" in again.output


def test_the_template_has_every_option_with_its_default() -> None:
    settable = [line.removeprefix("# ") for line in template().partition("# [report]")[0].splitlines() if " = " in line]
    settings, schedule, table = settable[:-4], settable[-4:-2], settable[-2:]
    assert [line.split(" = ")[0] for line in settings] == [setting.name for setting, _ in declared()]
    assert tomllib.loads("\n".join(schedule)) == SCHEDULE
    assert tomllib.loads("\n".join(table)) == {"sources": ["feeds/uk"], "timezone": "Europe/London"}
    defaults = tomllib.loads("\n".join(line for line in settings if not line.endswith("…")))
    listed = {name: tuple(value) if isinstance(value, list) else value for name, value in defaults.items()}
    assert Settings(**listed) == Settings()


_TWO = """
workers = 3
cron = "5 * * * *"
[report]
textfile = "metrics/newsprism.prom"
fail_on = "error"
[report.bounds]
low_volume = 0.3
[[report.waive]]
finding = "stale_outlet"
[warehouses.uk]
sources = ["feeds/uk"]
timezone = "Europe/London"
workers = 1
[warehouses.uk.report]
fail_on = "warning"
bounds = { high_volume = 4 }
waive = [{ finding = "check" }]
[warehouses.us]
sources = ["feeds/us"]
warehouse = "press/us"
"""


@pytest.fixture
def served(given: list[Settings], monkeypatch: pytest.MonkeyPatch) -> list[Service]:
    """What ``newsprism serve`` would serve, in an empty folder."""
    taken: list[Service] = []
    monkeypatch.setattr(serve_command, "serve_flow", lambda services, **_: taken.extend(services))
    return taken


def test_one_serve_keeps_all_warehouses_of_the_file(served: list[Service], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("newsprism.toml").write_text(_TWO, encoding="utf-8")
    uk = Service(Settings(("feeds/uk",), "uk", workers=1), "5 * * * *", "Europe/London")
    us = Service(Settings(("feeds/us",), "press/us", workers=3), "5 * * * *", "UTC")
    assert run("serve").exit_code == 0
    assert served == [uk, us]
    served.clear()
    assert run("serve", "--name", "hourly").exit_code == 2
    monkeypatch.setenv("NEWSPRISM_WAREHOUSE", "uk")
    assert run("serve", "--workers", "2", "--cron", "0 6 * * *").exit_code == 0
    assert served == [Service(replace(uk.settings, workers=2), "0 6 * * *", "Europe/London")]
    served.clear()
    assert run("serve", "news", "--warehouse", "my press", "--warehouse", "us").exit_code == 0
    mine = Settings(("news",), "my press", workers=3)
    assert served == [
        Service(mine, "5 * * * *", "UTC"),
        replace(us, settings=replace(us.settings, sources=("news",))),
    ]


def test_a_warehouse_of_the_file_goes_by_its_name(given: list[Settings]) -> None:
    Path("newsprism.toml").write_text(_TWO, encoding="utf-8")
    assert run("run", "--warehouse", "us").exit_code == 0
    assert run("run", "news", "--workers", "2", "--warehouse", "uk").exit_code == 0
    assert given == [Settings(("feeds/us",), "press/us", workers=3), Settings(("news",), "uk", workers=2)]
    result = run("run")
    assert (result.exit_code, len(given)) == (2, 2)
    assert "newsprism.toml has uk, us" in result.output
    assert "press/us: no published warehouse" in run("status", "--warehouse", "us").output


def test_the_only_warehouse_of_the_file_needs_no_name(given: list[Settings]) -> None:
    Path("newsprism.toml").write_text('[warehouses.uk]\nsources = ["feeds/uk"]\n', encoding="utf-8")
    assert run("run").exit_code == 0
    assert given == [Settings(("feeds/uk",), "uk")]


def test_what_a_warehouse_says_of_reports_goes_before_what_all_say(given: list[Settings]) -> None:
    Path("newsprism.toml").write_text(_TWO, encoding="utf-8")
    uk, us = report_of("uk"), report_of(str(Path("press/us").absolute()))
    assert (uk["textfile"], us["textfile"]) == ("metrics/newsprism-uk.prom", "metrics/newsprism-us.prom")
    assert (uk["fail_on"], us["fail_on"]) == ("warning", "error")
    assert (uk["bounds"], us["bounds"]) == ({"low_volume": 0.3, "high_volume": 4}, {"low_volume": 0.3})
    assert (uk["waive"], us["waive"]) == ([{"finding": "stale_outlet"}, {"finding": "check"}], uk["waive"][:1])
    assert report_of("elsewhere")["textfile"] == "metrics/newsprism.prom"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('warehouse = "w"\n[warehouses.uk]\n', "in each of these tables"),
        ('[warehouses.uk]\n[warehouses.us]\nwarehouse = "./uk"\n', "are one"),
        ("[warehouses.uk]\nwokers = 2\n", "[warehouses.uk]: no option is named wokers"),
        ("[warehouses]\nuk = 2\n", "[warehouses.uk]"),
        ("warehouses = 2\n", "[warehouses]"),
        ('[warehouses.uk]\ntimezone = "Europe/Melin"\n', "no such zone"),
        ('[warehouses.uk]\nworkers = "x"\n', "workers"),
    ],
)
def test_a_mistake_in_a_table_is_one_of_usage(served: list[Service], content: str, message: str) -> None:
    Path("newsprism.toml").write_text(content, encoding="utf-8")
    result = run("serve")
    assert (result.exit_code, served) == (2, [])
    assert message in result.output
