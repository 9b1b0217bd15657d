"""A run costs what is new; what it does not touch stays the same file."""

import dataclasses
import hashlib
import json
import os
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows.rules import Rules
from flows.settings import Settings
from warehouse.contract.tables import TABLE, TABLES
from warehouse.store import periods
from warehouse.store.layout import Layout

NAMING_THEIR_RUN = frozenset({"runs", "rejects", "articles", "story_articles", "story_changes"})


def files_of(warehouse: Path) -> dict[str, str]:
    """Content of the published Parquet files, the run's own tables aside."""
    layout = Layout(warehouse)
    snapshot = layout.snapshot(str(layout.published_run()))
    return {
        str(path.relative_to(snapshot)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(snapshot.rglob("*.parquet"))
        if path.relative_to(snapshot).parts[0] not in NAMING_THEIR_RUN
    }


def query(warehouse: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_second_run_over_unchanged_inputs_publishes_nothing(run_stages, news: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w"
    first = run_stages(news, warehouse=warehouse)
    assert (first["documents_read"], first["articles_kept"], first["duplicates"]) == (4, 3, 1)
    before = (warehouse / "PUBLISHED").read_text()
    assert run_stages(news, warehouse=warehouse) is None
    assert (warehouse / "PUBLISHED").read_text() == before


def test_one_more_article_costs_that_article(
    run_stages, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(periods, "ARTICLES", 1)  # each day has files of its own
    warehouse = tmp_path / "w"
    run_stages(news, warehouse=warehouse)
    before = files_of(warehouse)
    more = {"id": "new", "outlet": "Melin Post", "published_at": "2026-05-01", "text": "Rain fell on Melin all day."}
    (news / "more.jsonl").write_text(json.dumps(more))
    second = run_stages(news, warehouse=warehouse)
    assert (second["documents_read"], second["articles_kept"], second["files_skipped"]) == (1, 1, 2)
    assert query(warehouse, "select count(*) from articles") == [(5,)]
    after = files_of(warehouse)
    batch = {table.name for table in TABLES if table.origin == "batch"}
    january = {name for name in before if "period=2026-01" in name and name.partition("/")[0] in batch}
    assert january
    assert january <= set(after)  # same name: the name carries the hash
    layout = Layout(warehouse)
    snapshot = layout.snapshot(str(layout.published_run()))
    assert all((snapshot / name).stat().st_nlink == 2 for name in january)
    assert not any("period=2026-Q2" in name for name in before)
    assert any("period=2026-Q2" in name for name in after)


def test_changed_document_replaces_its_rows(run_stages, news: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w"
    run_stages(news, warehouse=warehouse)
    text = (news / "feed.jsonl").read_text().replace("The quay needs repair", "The quay needs paint")
    (news / "feed.jsonl").write_text(text)
    second = run_stages(news, warehouse=warehouse)
    assert (second["documents_read"], second["documents_unchanged"], second["articles_kept"]) == (3, 2, 1)
    rows = query(
        warehouse,
        "select quotes.text from quotes join articles using (article_id) "
        "where source_id = 'ferry-2' and kind = 'direct'",
    )
    assert [text for (text,) in rows] == ["The quay needs paint,"]


@pytest.mark.slow
def test_incremental_equals_whole(run_stages, news: Path, tmp_path: Path) -> None:
    whole, grown = tmp_path / "whole", tmp_path / "grown"
    dump = (news / "dump.txt").read_text()
    (news / "dump.txt").unlink()
    run_stages(news, warehouse=grown)
    (news / "dump.txt").write_text(dump)
    run_stages(news, warehouse=grown)
    run_stages(news, warehouse=whole)
    assert files_of(grown) == files_of(whole)


@pytest.mark.slow
def test_batch_size_does_not_matter(run_stages, news: Path, tmp_path: Path) -> None:
    one, many = tmp_path / "one", tmp_path / "many"
    run_stages(news, warehouse=one)
    run_stages(news, warehouse=many, chunk_documents=1)
    assert files_of(one) == files_of(many)


@pytest.mark.slow
def test_full_refresh_forgets_what_the_sources_do_not_hold(run_stages, news: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w"
    run_stages(news, warehouse=warehouse)
    result = run_stages(news / "dump.txt", warehouse=warehouse, full_refresh=True)
    assert result["articles_kept"] == 1
    assert query(warehouse, "select count(*) from articles") == [(1,)]
    assert query(warehouse, "select count(*) from runs") == [(2,)]


@pytest.mark.slow
def test_an_id_of_two_texts_is_rejected_once_and_updated_across_runs(run_stages, tmp_path: Path) -> None:
    warehouse = tmp_path / "w"
    record = {"id": "1", "text": "The bridge at Melin is closed for repairs until Friday."}
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    (tmp_path / "b.jsonl").write_text(
        json.dumps({**record, "text": "Traffic in Osterhaven flows, open again at last."})
    )
    both = run_stages(tmp_path / "a.jsonl", tmp_path / "b.jsonl", warehouse=warehouse)
    assert (both["documents_read"], both["articles_kept"], both["rejected"], both["superseded"]) == (2, 1, 1, 0)
    ((reason, uri),) = query(warehouse, "select reason, source_uri from rejects")
    assert (reason, Path(uri).name) == ("duplicate_id", "a.jsonl")
    one_by_one = tmp_path / "one-by-one"
    run_stages(tmp_path / "a.jsonl", warehouse=one_by_one)
    later = run_stages(tmp_path / "a.jsonl", tmp_path / "b.jsonl", warehouse=one_by_one)
    assert (later["files_skipped"], later["articles_kept"], later["rejected"]) == (1, 1, 0)
    for grown in (warehouse, one_by_one):
        assert "open again" in query(grown, "select text from articles")[0][0]
        ((version,),) = query(grown, "select text from article_versions")
        assert "closed for repairs" in version
        assert run_stages(tmp_path / "a.jsonl", tmp_path / "b.jsonl", warehouse=grown) is None
    assert run_stages(tmp_path / "a.jsonl", warehouse=warehouse) is None  # it is the older of the two


@pytest.mark.slow
def test_a_later_file_of_an_id_is_an_update_whatever_its_name(run_stages, tmp_path: Path) -> None:
    record = {"id": "1", "text": "The bridge at Melin is closed for repairs until Friday."}
    (tmp_path / "b.jsonl").write_text(json.dumps(record))
    run_stages(tmp_path / "b.jsonl", warehouse=tmp_path / "w")
    later = tmp_path / "a.jsonl"
    later.write_text(json.dumps({**record, "text": "Traffic in Osterhaven flows, open again at last."}))
    os.utime(later, (later.stat().st_mtime + 60,) * 2)
    assert run_stages(later, warehouse=tmp_path / "w")["articles_kept"] == 1
    assert "open again" in query(tmp_path / "w", "select text from articles")[0][0]
    assert run_stages(later, tmp_path / "b.jsonl", warehouse=tmp_path / "w") is None


def test_a_manifest_that_names_a_missing_file_says_so_once(run_stages, news: Path, tmp_path: Path) -> None:
    (news / "manifest.csv").write_text("file,outlet\ndump.txt,Melin Post\ngone.txt,Melin Post\n../out.txt,Melin Post\n")
    assert run_stages(news, warehouse=tmp_path / "w")["rejected"] == 2
    assert run_stages(news, warehouse=tmp_path / "w") is None


@pytest.mark.parametrize("reader", ["duckdb", "polars"])
def test_published_files_read_alike(run_stages, news: Path, tmp_path: Path, reader: str) -> None:
    warehouse = tmp_path / "w"
    run_stages(news, warehouse=warehouse)
    pattern = warehouse / "current" / "sentences" / "**" / "*.parquet"
    if reader == "duckdb":
        count = duckdb.sql(
            f"select count(*), count(distinct month) from read_parquet('{pattern}', hive_partitioning = true)"
        ).fetchall()[0]
    else:
        frame = pl.read_parquet(pattern, hive_partitioning=True)
        count = (frame.height, frame["month"].n_unique())
    assert count == (query(warehouse, "select count(*) from sentences")[0][0], 4)


def test_another_set_of_columns_makes_what_was_processed_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Rules.of(Settings())
    credits_ = TABLE["credits"]
    fewer = dataclasses.replace(credits_, columns=credits_.columns[:-1])
    monkeypatch.setitem(TABLE, "credits", fewer)
    assert Rules.of(Settings()).stale(before.annotators) == {"credits"}
