"""A database that is brought up to date, and one that is built anew at every run, hold the same; so do their files."""

import datetime as dt
import itertools
import json
import random
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.settings import Settings
from flows.stages import naming, publishing, tracing
from flows.stages.running import run_once
from flows.workers.executors import InProcess
from tests.benchmarks.corpus import articles
from warehouse.store import marts, periods, updating
from warehouse.store.changes import Changes
from warehouse.store.layout import Layout
from warehouse.store.marts import renew_marts
from warehouse.store.periods import create_periods
from warehouse.store.verification import damaged_files

_TIMES = {"runs"}  # says when it finished


def run(source: Path, warehouse: Path, run_id: str) -> None:
    settings = Settings(sources=(str(source),), warehouse=str(warehouse))
    run_once(settings, InProcess(), run_id=run_id, started_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


def state(warehouse: Path) -> tuple[dict[tuple[str, str | None], Any], dict[str, Any], dict[str, Any]]:
    """Hashes of the files by table and period; rows of the database by table; the manifest."""
    layout = Layout(warehouse)
    manifest = layout.manifest(str(layout.published_run()))
    assert not list(damaged_files(layout, manifest))
    files = {(f["table"], f["period"]): (f["rows"], f["sha256"]) for f in manifest["files"]}
    assert len(files) == len(manifest["files"])
    with duckdb.connect(str(layout.database), read_only=True) as connection:
        names = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        rows = {name: connection.execute(f"from {name} order by all").fetchall() for name in names}
    counts = {name: len(of_table) for name, of_table in rows.items()}
    assert counts == manifest["row_counts"]
    return (
        {key: value for key, value in files.items() if key[0] not in _TIMES},
        {name: of_table for name, of_table in rows.items() if name not in _TIMES},
        manifest,
    )


def changed(record: dict[str, str], chance: random.Random) -> dict[str, str]:
    """The same page again, with another text, and sometimes of another day."""
    again = {**record, "text": record["text"] + "\n\nIt rained on Melin at night."}
    return again | ({"published_at": "2029-03-0" + chance.choice("123")} if chance.random() < 0.5 else {})


class TooMuchAtFirst:
    """Brings the marts up to date, and says that memory was not enough: every other time."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, connection: duckdb.DuckDBPyConnection, changes: Changes) -> None:
        renew_marts(connection, changes)
        self.times += 1
        if self.times % 2:
            raise duckdb.OutOfMemoryException("no more")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_update_publishes_what_a_build_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(periods, "ARTICLES", 6)  # several periods, cut by day and by hash
    tried = TooMuchAtFirst()
    if seed == 2:
        monkeypatch.setattr(marts, "_AT_ONCE", {"story_id": 4, "article_id": 7})  # several parts of either
    if seed == 3:
        monkeypatch.setattr(updating, "renew_marts", tried)
    chance = random.Random(seed)
    records = [dict(record) for record in articles(30, seed=seed, per_day=9)]
    chance.shuffle(records)
    cuts = [0, 18, *sorted(chance.sample(range(19, 29), 1)), 30]
    parts = [records[start:end] for start, end in itertools.pairwise(cuts)]
    parts[1] += [changed(record, chance) for record in chance.sample(parts[0], 3)]
    parts[2] += [changed(record, chance) for record in chance.sample(parts[1], 2)]
    for name in ("updated", "built"):
        if name == "built":
            monkeypatch.setattr(publishing, "can_be_updated", lambda *_, **__: False)
            if seed == 2:  # a whole corpus is resolved some articles at a time
                for module, size in ((naming, "_SLICE"), (naming, "_AT_ONCE"), (tracing, "_AT_ONCE")):
                    monkeypatch.setattr(module, size, 5)
        feed = tmp_path / f"feed-{name}"
        feed.mkdir()
        for number, part in enumerate(parts):
            (tmp_path / "feed").unlink(missing_ok=True)
            (tmp_path / "feed").symlink_to(feed)
            (feed / f"{number}.jsonl").write_text("\n".join(map(json.dumps, part)))
            run(tmp_path / "feed", tmp_path / name, f"r{number}")
    updated, built = state(tmp_path / "updated"), state(tmp_path / "built")
    assert updated[2]["articles_since_build"] > 0 == built[2]["articles_since_build"]
    assert updated[0].keys() == built[0].keys()
    assert [key for key in updated[0] if updated[0][key] != built[0][key]] == []
    assert [name for name in built[1] if updated[1][name] != built[1][name]] == []
    assert len({period for _, period in built[0]}) > 4
    assert len(built[1]["story_articles"]) > 4  # more than one part has
    assert tried.times == (2 * (len(parts) - 1) if seed == 3 else 0)


@pytest.mark.slow
def test_an_update_leaves_what_it_does_not_touch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periods, "ARTICLES", 6)
    records = [dict(record) for record in articles(20, per_day=6)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)))
    run(tmp_path / "a.jsonl", tmp_path / "w", "r0")
    before = state(tmp_path / "w")[0]
    text = "Rain fell on Melin all day."
    (tmp_path / "b.jsonl").write_text(json.dumps({"id": "new", "published_at": "2040-01-01", "text": text}))
    run(tmp_path / "b.jsonl", tmp_path / "w", "r1")
    files, _, manifest = state(tmp_path / "w")
    assert manifest["articles_since_build"] == 1
    new = {key for key in files if files[key] != before.get(key)}
    assert {table for table, period in new if period == "2040s"} >= {"articles", "blocks", "sentences"}
    assert {table for table, period in new if period not in {None, "2040s"}} <= {"story_links"}
    linked = [entry for entry in manifest["files"] if (entry["table"], entry["period"]) not in new | {("runs", None)}]
    assert all((tmp_path / "w" / entry["path"]).stat().st_nlink == 2 for entry in linked)
    with duckdb.connect(str(tmp_path / "w" / "newsprism.duckdb"), read_only=True) as connection:
        create_periods(connection, "articles")
        cut = dict(connection.execute("select period, count(*) from periods group by period").fetchall())
    assert {period: count for (table, period), (count, _) in files.items() if table == "articles"} == cut
