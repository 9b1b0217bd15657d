"""Bad input gets a clear line or a row in ``rejects``; the rest is published, and what was published stays."""

import datetime as dt
import errno
import gzip
import io
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.scheduling.progress import Progress
from flows.settings import Settings
from flows.stages.running import run_once
from flows.workers.executors import InProcess
from warehouse.sources import SourceError, SourceFile, outages
from warehouse.store.layout import Layout, WarehouseError
from warehouse.store.publishing import delete_old_snapshots
from warehouse.store.verification import damaged_files, run_of_database

OTHER = "Rain fell on the coast all day, and the harbour master counted nine ships that did not leave."
BODY = 'The ferry sailed on Monday. "We are glad," said Jorun Aske, a spokeswoman. She said that tickets stay valid.'

FRENCH = (
    "Le café du port a rouvert lundi après quatre jours de tempête. « Nous sommes heureux », a déclaré Hélène Brûlé, "
    "la gérante, à la télévision régionale. Elle a ajouté que les dégâts étaient limités et que l'été serait beau."
)


def rejects(warehouse: Path) -> set[tuple[str, str]]:
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        rows = connection.execute("select source_uri, reason from rejects").fetchall()
    return {(Path(uri).name, reason) for uri, reason in rows}


def texts(warehouse: Path) -> list[str]:
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        return [text for (text,) in connection.execute("select text from articles order by text").fetchall()]


def test_bad_files_are_rejected_and_the_rest_is_published(run_stages, tmp_path: Path) -> None:
    folder, warehouse = tmp_path / "in", tmp_path / "w"
    folder.mkdir()
    (folder / "good.txt").write_text(f"Ferry sails again\n\n{BODY}")
    (folder / "image.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(os.urandom(4000).hex().encode())[:-1000])
    lines = [json.dumps({"id": "a", "text": BODY}), "{broken", json.dumps({"id": "a", "text": OTHER})]
    (folder / "rows.jsonl").write_text("\n".join([*lines, json.dumps({"id": "b", "text": ""})]))
    (folder / "loop").symlink_to(folder)
    (folder / "report.pdf").write_bytes(b"%PDF-1.4")
    result = run_stages(folder, warehouse=warehouse)
    assert rejects(warehouse) == {
        ("image.html", "not_text"),
        ("cut.jsonl.gz", "truncated_archive"),
        ("rows.jsonl", "broken_record"),
        ("rows.jsonl", "duplicate_id"),
        ("rows.jsonl", "empty_article"),
        ("report.pdf", "unsupported_type"),
    }
    assert result["articles_kept"] + result["duplicates"] == 2


def archived(body: str, status: str) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n{body}".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {len(answer)}\r\n"
    return f"{head}Content-Type: application/http; msgtype=response\r\n\r\n".encode() + answer + b"\r\n\r\n"


def test_archive_records_that_are_no_pages_are_counted_by_run(run_stages, tmp_path: Path) -> None:
    page = f"<html><head><title>Ferry sails</title></head><body><p>{BODY}</p></body></html>"
    records = (archived(page, "200 OK"), archived("", "404 Not Found"), archived("", "500 Internal Server Error"))
    (tmp_path / "crawl.warc").write_bytes(b"".join(records))
    run_stages(tmp_path / "crawl.warc", warehouse=tmp_path / "w")
    with duckdb.connect(str(tmp_path / "w" / "newsprism.duckdb"), read_only=True) as connection:
        assert connection.execute("select documents_read, records_skipped from runs").fetchall() == [(1, 2)]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-16", f"Ferry “sails” again\n\n{BODY}"),
        ("latin-1", f"Le café rouvre à Melin\n\n{FRENCH}"),
    ],
)
def test_encodings(run_stages, tmp_path: Path, encoding: str, text: str) -> None:
    (tmp_path / "page.txt").write_bytes(text.encode(encoding))
    run_stages(tmp_path / "page.txt", warehouse=tmp_path / "w")
    assert texts(tmp_path / "w") == [text]


def test_odd_names_of_files_and_warehouse(run_stages, tmp_path: Path) -> None:
    folder, warehouse = tmp_path / "in", tmp_path / 'we ird\'s %20 "w" ü'
    folder.mkdir()
    for name in ('it\'s "so".txt', "new\nline.txt", "日本.txt", os.fsdecode(b"bytes\xff.txt")):
        (folder / name).write_text(f"{name.isascii()} {len(name)}\n\n{BODY}")
    result = run_stages(folder, warehouse=warehouse)
    assert result["articles_kept"] + result["duplicates"] == 4


@pytest.mark.slow
def test_run_without_an_article_publishes_nothing(run_stages, news: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{broken\n{"id": "1"}\n[]\n')
    with pytest.raises(SourceError, match=r"no article among 3 documents, so nothing is published; 2 broken_record"):
        run_stages(tmp_path / "bad.jsonl", warehouse=tmp_path / "w")
    assert not (tmp_path / "w" / "newsprism.duckdb").exists()
    run_stages(news, warehouse=tmp_path / "w")
    with pytest.raises(SourceError, match="no article"):  # the wrong folder does not empty a warehouse
        run_stages(tmp_path / "bad.jsonl", warehouse=tmp_path / "w", full_refresh=True)
    assert run_stages(tmp_path / "bad.jsonl", warehouse=tmp_path / "w")["rejected"] == 3
    assert len(texts(tmp_path / "w")) == 4


def test_warehouse_among_its_sources_is_not_read(run_stages, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(f"Ferry sails again\n\n{BODY}")
    assert run_stages(tmp_path, warehouse=tmp_path / "w")["documents_read"] == 1
    assert run_stages(tmp_path, warehouse=tmp_path / "w") is None


def _junk(path: Path) -> None:
    path.write_bytes(b"junk")


def _flip(path: Path) -> None:
    """One bit of a page."""
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 4
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("pattern", "damage", "message"),
    [
        ("state/ledger.duckdb", _junk, "cannot be read .* delete this file"),
        ("snapshots/*/manifest.json", _junk, "damaged"),
        ("snapshots/*/manifest.json", lambda path: path.write_text("{}"), "damaged"),
        ("PUBLISHED", lambda path: path.write_bytes(b"\xff\xfe"), "which is not there"),
        ("PUBLISHED", lambda path: path.write_bytes(b""), "which is not there"),
        ("PUBLISHED", lambda path: path.write_text("../../etc"), "which is not there"),
    ],
)
def test_damaged_warehouse_is_refused_with_advice(
    run_stages, news: Path, tmp_path: Path, pattern: str, damage: Callable[[Path], object], message: str
) -> None:
    warehouse = tmp_path / "w"
    run_stages(news / "feed.jsonl", warehouse=warehouse)
    damage(next(warehouse.glob(pattern)))
    before = (warehouse / "newsprism.duckdb").read_bytes()
    with pytest.raises(WarehouseError, match=message):
        run_stages(news, warehouse=warehouse)
    assert (warehouse / "newsprism.duckdb").read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("damage", [_junk, Path.unlink, _flip])
@pytest.mark.parametrize("pattern", ["snapshots/*/quotes/*/*.parquet", "snapshots/*/articles/*/*.parquet"])
def test_damaged_file_is_made_again_from_the_database(
    run_stages, news: Path, tmp_path: Path, pattern: str, damage: Callable[[Path], object]
) -> None:
    warehouse, whole = tmp_path / "w", tmp_path / "whole"
    for root in (warehouse, whole):
        run_stages(news / "feed.jsonl", warehouse=root)
    damage(min(warehouse.glob(pattern)))
    layout = Layout(warehouse)
    assert len(list(damaged_files(layout, layout.manifest(str(layout.published_run()))))) == 1
    for root in (warehouse, whole):
        run_stages(news, warehouse=root)
    assert texts(warehouse) == texts(whole)
    assert not list(damaged_files(layout, layout.manifest(str(layout.published_run()))))


def test_damage_that_nothing_can_mend_is_named(run_stages, news: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w"
    run_stages(news / "feed.jsonl", warehouse=warehouse)
    (warehouse / "newsprism.duckdb").unlink()
    _junk(next(warehouse.glob("snapshots/*/quotes/*/*.parquet")))
    with pytest.raises(WarehouseError, match=r"4 bytes instead of .*cannot give its rows"):
        run_stages(news, warehouse=warehouse)


def test_deleted_database_is_made_again(run_stages, news: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w"
    run_stages(news, warehouse=warehouse)
    before = texts(warehouse)
    (warehouse / "newsprism.duckdb").unlink()
    assert run_stages(news, warehouse=warehouse) is not None
    assert texts(warehouse) == before


@pytest.mark.slow
def test_parts_that_name_different_runs_come_together_again(run_stages, news: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w"
    layout = Layout(warehouse)
    run_stages(news / "feed.jsonl", warehouse=warehouse)
    older, database = layout.published_run(), layout.database.read_bytes()
    run_stages(news, warehouse=warehouse)
    newer = texts(warehouse)
    layout.database.write_bytes(database)  # as if it had been put back, or a run killed between two replacements
    layout.current.unlink()
    shutil.copytree(layout.snapshot(str(older)), layout.current)
    assert run_of_database(layout) == older
    assert run_stages(news, warehouse=warehouse) is not None
    assert run_of_database(layout) == layout.published_run() == layout.current.resolve().name
    assert texts(warehouse) == newer


@pytest.mark.slow
def test_a_text_of_megabytes_blocks_no_publish(run_stages, news: Path, tmp_path: Path) -> None:
    line = 'The ferry sailed again. "We are glad to be back," said Jorun Aske, a spokeswoman. Mayor Lind waved.\n\n'
    (news / "long.jsonl").write_text(json.dumps({"id": "long", "title": "Ferries", "text": line * 30_000}))
    assert run_stages(news, warehouse=tmp_path / "w")["rejected"] == 0
    assert len(texts(tmp_path / "w")) == 5


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_one_line_on_a_terminal_and_silent_in_short_logs() -> None:
    terminal, log = _Terminal(), io.StringIO()
    for stream in (terminal, log):
        progress = Progress(stream)
        progress("reading", is_stage=True)
        progress.close()
    assert terminal.getvalue().startswith("\r0:00 reading\r")
    assert log.getvalue() == ""


@pytest.mark.parametrize("keep_days", [0.0, 1.0])
def test_retention_by_age_spares_the_published_and_the_one_before(tmp_path: Path, keep_days: float) -> None:
    layout = Layout(tmp_path)
    for age, name in enumerate(["e", "d", "c", "b", "a"]):
        layout.snapshot(name).mkdir(parents=True)
        manifest = layout.snapshot(name) / "manifest.json"
        manifest.write_text("{}")
        seconds = manifest.stat().st_mtime - age * 40_000
        os.utime(manifest, (seconds, seconds))
    layout.published.write_text("a")  # an old one, put back by hand
    deleted = delete_old_snapshots(layout, keep_days=keep_days)
    assert sorted(deleted) == (["b", "c"] if keep_days == 0 else ["b"])
    assert {path.name for path in layout.snapshots.iterdir()} == {"a", "b", "c", "d", "e"} - set(deleted)


def _article(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.jsonl").write_text(json.dumps({"id": name, "text": text}))


@pytest.mark.slow
def test_a_source_that_is_missing_stops_no_other(run_stages, tmp_path: Path) -> None:
    there, gone, warehouse = tmp_path / "there", tmp_path / "gone", tmp_path / "w"
    _article(there, "a", BODY)
    assert run_stages(there, gone, warehouse=warehouse)["articles_kept"] == 1
    assert rejects(warehouse) == {("gone", "source_unavailable")}
    assert run_stages(there, gone, warehouse=warehouse) is None  # an outage is no news
    _article(gone, "b", OTHER)
    assert run_stages(there, gone, warehouse=warehouse)["articles_kept"] == 1
    assert len(texts(warehouse)) == 2
    with pytest.raises(SourceError, match="no such file or folder"):
        run_stages(there, tmp_path / "never", warehouse=warehouse, strict=True)
    with pytest.raises(SourceError, match="no such file or folder"):  # what is there would take the place of all
        run_stages(there, tmp_path / "never", warehouse=warehouse, full_refresh=True)
    with pytest.raises(SourceError, match=r"never: no such file or folder \(and 1 more\)"):
        run_stages(tmp_path / "never", tmp_path / "ever", warehouse=warehouse)


@pytest.mark.slow
def test_a_file_whose_storage_fails_comes_with_the_next_run(
    run_stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, warehouse = tmp_path / "in", tmp_path / "w"
    _article(folder, "a", BODY)
    _article(folder, "b", OTHER)
    opened = SourceFile.open

    def fails(file: SourceFile) -> Any:
        if file.stem == "b":
            raise OSError(errno.EIO, "Input/output error")
        return opened(file)

    monkeypatch.setattr("flows.stages.reading.Patience", lambda: outages.Patience(pauses=()))
    monkeypatch.setattr(SourceFile, "open", fails)
    assert run_stages(folder, warehouse=warehouse)["rejected"] == 1
    assert rejects(warehouse) == {("b.jsonl", "source_unavailable")}
    monkeypatch.setattr(SourceFile, "open", opened)
    assert run_stages(folder, warehouse=warehouse)["articles_kept"] == 1
    assert texts(warehouse) == sorted([BODY, OTHER])


@pytest.mark.slow
def test_file_that_could_not_be_opened_is_opened_when_it_can_be(
    run_stages, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To mend the rights of a file changes neither its time nor its size."""
    warehouse = tmp_path / "w"
    opened = SourceFile.open

    def refuse(file: SourceFile) -> Any:
        if file.uri.endswith("dump.txt"):
            raise PermissionError(13, "Permission denied")
        return opened(file)

    with monkeypatch.context() as without_rights:
        without_rights.setattr(SourceFile, "open", refuse)
        assert run_stages(news, warehouse=warehouse)["rejected"] == 1
        assert run_stages(news, warehouse=warehouse) is None  # and is not told of every hour
    again = run_stages(news, warehouse=warehouse)
    assert (again["files_skipped"], again["articles_kept"] + again["duplicates"]) == (1, 1)
    assert run_stages(news, warehouse=warehouse) is None


@pytest.mark.slow
def test_run_dated_in_the_future_does_not_block_later_ones(run_stages, news: Path, tmp_path: Path) -> None:
    """A clock that was wrong once: the order of runs is a number of its own."""
    warehouse = tmp_path / "w"
    layout, future = Layout(warehouse), dt.datetime(2199, 1, 1, tzinfo=dt.UTC)
    settings = Settings(sources=(str(news / "feed.jsonl"),), warehouse=str(warehouse))
    run_once(settings, InProcess(), run_id="21990101T000000Z-0000", started_at=future)
    for file in layout.snapshot("21990101T000000Z-0000").rglob("*"):
        os.utime(file, times=(future.timestamp(), future.timestamp()))
    assert run_stages(news, warehouse=warehouse)["documents_read"] == 1
    (news / "dump.txt").unlink()
    (news / "rain.txt").write_text(f"Rain on the coast\n\n{OTHER}\n\n{BODY}")
    assert run_stages(news, warehouse=warehouse)["documents_read"] == 1
    published = layout.published_run()
    assert str(published) < "2199"
    assert run_of_database(layout) == published
    assert layout.current.resolve().name == published
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        rows = connection.execute("select run_number, year(started_at) = 2199 from runs order by run_number").fetchall()
    assert rows == [(1, True), (2, False), (3, False)]
    assert len(texts(warehouse)) == 5
    assert run_stages(news, warehouse=warehouse) is None
