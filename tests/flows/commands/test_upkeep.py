"""Articles taken out for good, a warehouse built anew, a warehouse of an older version brought up to date."""

import json
import tarfile
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

from flows.cli import main
from flows.commands import upgrade
from flows.settings import Settings
from flows.stages.running import run_once
from flows.upgrading import needs_of
from flows.workers.executors import InProcess
from warehouse.store.checks import run_checks
from warehouse.store.forgotten import runs_that_hold
from warehouse.store.layout import Layout, WarehouseError
from warehouse.store.lock import run_lock
from warehouse.store.rollback import roll_back, snapshots

pytestmark = pytest.mark.slow

_ARCHIVES = sorted((Path(__file__).parents[2] / "fixtures" / "warehouses").glob("*.tar.xz"))
_RAIN = "https://melin-post.example/rain"


def newsprism(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def rows(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def tables_that_say(warehouse: Path, text: str) -> set[str]:
    """Tables of the database of which some cell holds a text."""
    found = set()
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        names = connection.execute("select table_name from duckdb_tables() where not internal").fetchall()
        for (name,) in names:
            sql = f"select count(*) from {name} t where contains(t::varchar, $text)"
            if connection.execute(sql, {"text": text}).fetchall() != [(0,)]:
                found.add(name)
    return found


def write_rain(path: Path, day: str, **fields: str) -> None:
    record = {
        "id": "rain",
        "url": _RAIN,
        "outlet": "Melin Post",
        "published_at": "2026-05-01",
        "title": "Rain in Melin",
    }
    text = f'Rain fell on Melin.\n\n"We have waited since March," said Ada Holm.\n\nIt ended on {day}, she said.'
    path.write_text(json.dumps(record | {"text": text} | fields) + "\n", encoding="utf-8")


@pytest.fixture
def two_versions(run_stages, news: Path, tmp_path: Path) -> Path:
    """A warehouse with an article of which there is an earlier version."""
    for day in ("Monday", "Tuesday"):
        write_rain(news / "rain.jsonl", day)
        run_stages(news, warehouse=tmp_path / "w")
    assert rows(tmp_path / "w", "select count(*) from article_versions") == [(1,)]
    return tmp_path / "w"


@pytest.mark.parametrize("name", ["rain", f"{_RAIN}?utm_source=feed", "article_id"])
def test_forgotten_article_is_gone_from_every_table_and_stays_out(
    two_versions: Path, run_stages, news: Path, name: str
) -> None:
    warehouse, layout = two_versions, Layout(two_versions)
    ((article,),) = rows(warehouse, "select article_id from articles where source_id = 'rain'")
    assert len(tables_that_say(warehouse, article)) > 5
    result = newsprism("forget", article if name == "article_id" else name, "--warehouse", warehouse)
    assert result.exit_code == 0, result.output
    assert f"{article}  Melin Post: Rain in Melin" in result.output
    assert f"Until newsprism compact they are still in 2 older snapshots ({', '.join(snapshots(layout)[:2])})" in (
        result.output
    )
    assert tables_that_say(warehouse, article) == set()
    assert tables_that_say(warehouse, "Ada Holm") == set()
    assert rows(warehouse, "select count(*) from articles") == [(4,)]
    assert runs_that_hold(layout, [article]) == snapshots(layout)[:2]
    with pytest.raises(WarehouseError, match="holds articles that were forgotten since"):
        roll_back(layout, snapshots(layout)[0])

    write_rain(news / "rain.jsonl", "Friday")
    write_rain(news / "again.jsonl", "Friday", id="other", url=f"{_RAIN}#top")
    for options in ({}, {"full_refresh": True}):
        run_stages(news, warehouse=warehouse, **options)
        assert rows(warehouse, "select count(*) from articles") == [(4,)]
    said = rows(warehouse, "select distinct reason, split_part(detail, ' ', 1) from rejects")
    assert said == [("forgotten", article)]
    assert article in layout.forgotten.read_text(encoding="utf-8")
    assert "melin" not in layout.forgotten.read_text(encoding="utf-8").lower()


def test_compaction_leaves_nothing_of_forgotten_articles(two_versions: Path, run_stages, news: Path) -> None:
    warehouse, layout = two_versions, Layout(two_versions)
    ((article,),) = rows(warehouse, "select article_id from articles where source_id = 'rain'")
    before = rows(warehouse, "from quotes semi join articles using (article_id) where article_id <> '' order by 1")
    result = newsprism("forget", "rain", "--compact", "--warehouse", warehouse)
    assert "No snapshot holds them any more" in result.output, result.output
    assert runs_that_hold(layout, [article]) == []
    assert b"waited since March" not in (warehouse / "newsprism.duckdb").read_bytes()
    with duckdb.connect(str(layout.ledger), read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables() where not internal").fetchall()
        for (table,) in tables:
            held = f"select count(*) from {table} t where contains(t::varchar, $id)"
            assert connection.execute(held, {"id": article}).fetchall() == [(0,)], table
    kept = rows(warehouse, "from quotes order by 1")
    assert {row[0] for row in kept} == {row[0] for row in before if not row[0].startswith(article)}
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        assert not [finding for finding in run_checks(connection) if finding.blocks]
    assert run_stages(news, warehouse=warehouse) is None


def test_forgetting_that_was_killed_is_done_by_the_next_run(two_versions: Path, run_stages, news: Path, monkeypatch):
    import flows.commands.forget

    monkeypatch.setattr(flows.commands.forget, "take_out", lambda _: 1 / 0)
    assert CliRunner().invoke(main, ["forget", "rain", "--warehouse", str(two_versions)]).exit_code == 70
    assert rows(two_versions, "select count(*) from articles where source_id = 'rain'") == [(1,)]
    run_stages(news, warehouse=two_versions)
    assert rows(two_versions, "select count(*) from articles where source_id = 'rain'") == [(0,)]


def test_forget_says_what_it_cannot_do(two_versions: Path) -> None:
    warehouse = two_versions
    result = newsprism("forget", "nothing-of-ours", "--warehouse", warehouse)
    assert (result.exit_code, "no article 'nothing-of-ours'" in result.output) == (8, True)
    result = newsprism("forget", "https://melin-post.example/never", "--warehouse", warehouse)
    assert (result.exit_code, "will be refused" in result.output) == (0, True)
    result = newsprism("forget", "rain", "--dry-run", "--warehouse", warehouse)
    assert (result.exit_code, "Melin Post: Rain in Melin" in result.output) == (0, True)
    with run_lock(Layout(warehouse), run_id="another"):
        result = newsprism("forget", "rain", "--warehouse", warehouse)
        assert (result.exit_code, "another run is under way" in result.output) == (5, True)
        assert newsprism("compact", "--warehouse", warehouse).exit_code == 5
    assert rows(warehouse, "select count(*) from articles where source_id = 'rain'") == [(1,)]
    everything = [row[0] for row in rows(warehouse, "select article_id from articles")]
    result = newsprism("forget", *everything, "--warehouse", warehouse)
    assert (result.exit_code, "all articles of the warehouse" in result.output) == (2, True)


def test_damaged_list_stops_a_run_and_says_what_to_do(two_versions: Path, run_stages, news: Path) -> None:
    newsprism("forget", "rain", "--warehouse", two_versions)
    Layout(two_versions).forgotten.write_bytes(b"\xff\x00junk\n\xfe")
    with pytest.raises(WarehouseError, match=r"forgotten.csv: damaged .* it keeps articles out"):
        run_stages(news, warehouse=two_versions)


@pytest.mark.parametrize("archive", _ARCHIVES, ids=lambda path: path.name.removesuffix(".tar.xz"))
def test_older_warehouse_is_upgraded_without_its_sources(archive: Path, tmp_path: Path, monkeypatch) -> None:
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    warehouse = tmp_path / "w"
    titles = rows(warehouse, "select title from articles order by 1")
    files = {path: path.read_bytes() for path in warehouse.rglob("*") if path.is_file()}
    monkeypatch.setattr(upgrade, "run_flow", lambda settings: run_once(settings, InProcess()))
    result = newsprism("check", "--warehouse", warehouse)
    assert (result.exit_code, "newsprism upgrade" in result.output) == (10, True)
    assert newsprism("status", "--warehouse", warehouse).exit_code == 0
    result = newsprism("upgrade", "--dry-run", "--warehouse", warehouse)
    assert "published by version 0.1.0" in result.output
    assert "new columns" in result.output
    changed = {path for path, content in files.items() if path.read_bytes() != content}
    assert changed == set()
    result = newsprism("upgrade", "--warehouse", warehouse)
    assert result.exit_code == 0, result.output
    assert rows(warehouse, "select title from articles order by 1") == titles
    assert needs_of(Settings(warehouse=str(warehouse))).again == {}
    assert newsprism("check", "--warehouse", warehouse).exit_code == 0
