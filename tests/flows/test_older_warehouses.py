"""A warehouse that an older version published: opened, brought up to date, and never an article lost."""

import json
import shutil
import tarfile
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse.store.checks import run_checks

_ARCHIVES = sorted((Path(__file__).parents[1] / "fixtures" / "warehouses").glob("*.tar.xz"))


def _every_version() -> list[Any]:
    """Archives of older warehouses; all but the latest are long tests."""
    *older, latest = _ARCHIVES
    return [*(pytest.param(path, marks=pytest.mark.slow) for path in older), latest]


@pytest.fixture(params=_every_version(), ids=lambda path: path.name.removesuffix(".tar.xz"))
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The older warehouse, unpacked; its sources are gone."""
    with tarfile.open(request.param) as archive:
        archive.extractall(tmp_path, filter="data")
    shutil.move(tmp_path / "w", tmp_path / "older")
    return tmp_path / "older"


def titles(warehouse: Path) -> set[str]:
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        return {title for (title,) in connection.execute("select title from articles").fetchall()}


def test_a_run_adds_to_it_and_keeps_what_it_holds(run_stages, older: Path, tmp_path: Path) -> None:
    before = titles(older)
    assert len(before) > 10
    record = {"id": "new", "outlet": "Melin Post", "published_at": "2026-05-01", "title": "Rain falls on Melin"}
    (tmp_path / "more.jsonl").write_text(json.dumps(record | {"text": "Rain fell on Melin all day."}))
    published = run_stages(tmp_path / "more.jsonl", warehouse=older)
    assert published["articles_kept"] == 1
    assert titles(older) == before | {"Rain falls on Melin"}
    assert (older / "current").resolve().name == (older / "PUBLISHED").read_text().strip()
    with duckdb.connect(str(older / "newsprism.duckdb"), read_only=True) as connection:
        assert not [finding for finding in run_checks(connection) if finding.blocks]


def test_an_article_that_it_holds_comes_in_another_file(run_stages, older: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(older / "newsprism.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "select article_id, url, outlet_name, title, text from articles "
            "where url is not null and duplicate_of is null order by url limit 3"
        ).fetchall()
        (count,) = connection.execute("select count(*) from articles").fetchone() or (0,)
    records = [
        {"url": f"{url}?utm_source=feed", "outlet": outlet, "title": title, "text": f"{text}\n\nIt rained at night."}
        for _, url, outlet, title, text in rows
    ]
    (tmp_path / "again.jsonl").write_text("\n".join(map(json.dumps, records)))
    published = run_stages(tmp_path / "again.jsonl", warehouse=older)
    assert published["articles_kept"] + published["duplicates"] == 3
    with duckdb.connect(str(older / "newsprism.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from articles").fetchone() == (count,)
        changed = connection.execute(
            "select article_id from articles where text like '%It rained at night.'"
        ).fetchall()
        assert {row[0] for row in changed} == {row[0] for row in rows}
        versions = connection.execute("select distinct article_id from article_versions").fetchall()
        assert set(versions) >= set(changed)


def test_its_articles_are_told_as_stories_once_it_is_renewed(run_stages, older: Path) -> None:
    run_stages(warehouse=older)
    with duckdb.connect(str(older / "newsprism.duckdb"), read_only=True) as connection:
        told = "select max(outlet_count) from stories join story_articles using (story_id)"
        assert connection.execute(told).fetchall() >= [(5,)]
