"""A warehouse that an older version published: opened, brought up to date, and never an article lost."""

import json
import shutil
import tarfile
from pathlib import Path

import duckdb
import pytest

from warehouse.store.checks import run_checks

_ARCHIVES = sorted((Path(__file__).parents[1] / "fixtures" / "warehouses").glob("*.tar.xz"))


@pytest.fixture(params=_ARCHIVES, ids=lambda path: path.name.removesuffix(".tar.xz"))
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
