"""``newsprism report`` as users meet it: which pages it writes, where, and what it says."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

from flows.cli import main
from flows.sample import sample_sources


@pytest.fixture(scope="module")
def warehouse(run_stages_once: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    sources = sample_sources()
    folder = tmp_path_factory.mktemp("report") / "w"
    run_stages_once(*sources.pop("sources"), warehouse=folder, **sources)
    return folder


@pytest.fixture
def report(warehouse: Path) -> Callable[..., Result]:
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["report", *arguments, "--warehouse", str(warehouse)])

    return run


def test_one_story_by_words_of_its_title(report: Callable[..., Result], tmp_path: Path) -> None:
    result = report("storm cuts", "--out", str(tmp_path / "new" / "folder"))
    (page,) = (tmp_path / "new" / "folder").iterdir()
    assert result.stdout == f"{page}\n"
    assert "Storm cuts power" in page.read_text(encoding="utf-8")


def test_all_stories_and_their_index(report: Callable[..., Result], tmp_path: Path) -> None:
    result = report("--all", "--out", str(tmp_path))
    pages = sorted(path.name for path in tmp_path.iterdir())
    assert pages[0] == "index.html"
    assert result.stdout == f"{tmp_path / 'index.html'} and {len(pages) - 1} pages\n"


def test_the_same_rows_make_the_same_page(report: Callable[..., Result], tmp_path: Path) -> None:
    for folder in ("a", "b"):
        assert report("--all", "--out", str(tmp_path / folder)).exit_code == 0
    for page in (tmp_path / "a").iterdir():
        assert page.read_bytes() == (tmp_path / "b" / page.name).read_bytes()


def test_only_what_was_asked_for(report: Callable[..., Result], tmp_path: Path) -> None:
    assert report("--all", "--from", "2025-03-15", "--out", str(tmp_path)).exit_code == 0
    assert "1 story, each" in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert report("--all", "--topic", "no such topic", "--out", str(tmp_path / "none")).exit_code == 0
    assert "No story is told by several outlets." in (tmp_path / "none" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name a STORY, or say --all, or --outlets A B"),
        (("storm", "--all"), "name a STORY, or say --all"),
        (("no such thing",), "no story 'no such thing' of several outlets"),
        (("tarsava",), "stories have 'tarsava' in their title, as sto_"),
        (("--all", "--from", "yesterday"), "--from wants a day as 2026-11-30, not 'yesterday'"),
    ],
)
def test_mistakes_are_named(
    report: Callable[..., Result], tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = report(*arguments, "--out", str(tmp_path / "out"))
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr
    assert not (tmp_path / "out").exists()


def test_pages_never_land_in_the_warehouse(report: Callable[..., Result], warehouse: Path) -> None:
    result = report("--all", "--out", str(warehouse / "pages"))
    assert (result.exit_code, "lies in the warehouse" in result.stderr) == (2, True)


def test_a_database_of_an_older_version_is_named(warehouse: Path, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copytree(warehouse, older)
    with duckdb.connect(str(older / "newsprism.duckdb")) as connection:
        connection.execute("drop view story_details; alter table stories rename to told")
    result = CliRunner().invoke(main, ["report", "--all", "--warehouse", str(older), "--out", str(tmp_path / "out")])
    assert (result.exit_code, "bring it up to date" in result.stderr) == (10, True), result.output
