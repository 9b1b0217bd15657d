"""Options of a run in a file."""

import os
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flows.cli import main
from flows.commands import run as run_command
from flows.configuration import configured, template
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
    assert again.exit_code == 1
    assert "is there" in again.output


def test_the_template_has_every_option_with_its_default() -> None:
    settable = [line.removeprefix("# ") for line in template().partition("# [report]")[0].splitlines() if " = " in line]
    assert [line.split(" = ")[0] for line in settable] == [setting.name for setting, _ in declared()]
    defaults = tomllib.loads("\n".join(line for line in settable if not line.endswith("…")))
    listed = {name: tuple(value) if isinstance(value, list) else value for name, value in defaults.items()}
    assert Settings(**listed) == Settings()
