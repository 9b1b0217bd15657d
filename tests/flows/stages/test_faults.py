"""A document may not stop others: rules that fail on it, or get stuck, cost it alone, and its earlier version stays."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from flows.settings import Settings
from flows.stages.running import run_once
from flows.workers.chunks import Order, process_chunk
from flows.workers.executors import InProcess
from flows.workers.workers import StoppedError
from warehouse.store.layout import WarehouseError

Run = Callable[..., dict[str, Any] | None]


def write_feed(path: Path, hostile: int, ordinary: int, *, day: int = 1) -> None:
    texts = ["A hostile text." for _ in range(hostile)] + ["The quay of Melin opened." for _ in range(ordinary)]
    rows = ({"id": f"n{n}", "text": f"{text} It was day {day}, and {n} came."} for n, text in enumerate(texts))
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def rows(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def _failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that fails on hostile texts."""
    import transforms.documents.articles

    original = transforms.documents.articles.mark_text

    def mark_text(text: str, **options: object):
        if "hostile" in text:
            raise IndexError("invented")
        return original(text, **options)

    monkeypatch.setattr(transforms.documents.articles, "mark_text", mark_text)


@pytest.mark.usefixtures("_failing")
def test_hostile_documents_do_not_block_the_others(run_stages: Run, tmp_path: Path) -> None:
    write_feed(tmp_path / "feed.jsonl", hostile=4, ordinary=20)
    result = run_stages(tmp_path / "feed.jsonl", warehouse=tmp_path / "w")
    assert (result["articles_kept"] + result["duplicates"], result["rejected"]) == (20, 4)
    reasons = rows(tmp_path / "w", "select reason, count(*), min(detail) from rejects group by reason")
    assert [row[:2] for row in reasons] == [("internal_error", 4)]
    assert reasons[0][2].startswith("IndexError: invented")


@pytest.mark.usefixtures("_failing")
def test_rule_that_fails_on_most_documents_publishes_nothing(run_stages: Run, tmp_path: Path) -> None:
    write_feed(tmp_path / "feed.jsonl", hostile=21, ordinary=20)
    with pytest.raises(
        WarehouseError, match=r"a rule failed on 21 of 41 documents, so nothing is published; the first"
    ):
        run_stages(tmp_path / "feed.jsonl", warehouse=tmp_path / "w")
    assert not (tmp_path / "w" / "newsprism.duckdb").exists()


def test_earlier_version_of_a_document_on_which_a_rule_fails_stays(
    run_stages: Run, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    feed, warehouse = tmp_path / "feed.jsonl", tmp_path / "w"
    write_feed(feed, hostile=1, ordinary=2)
    run_stages(feed, warehouse=warehouse)
    request.getfixturevalue("_failing")
    write_feed(feed, hostile=1, ordinary=2, day=2)
    assert run_stages(feed, warehouse=warehouse)["rejected"] == 1
    texts = dict(rows(warehouse, "select source_id, text from articles"))
    assert {name: text.partition("day ")[2][0] for name, text in texts.items()} == {"n0": "1", "n1": "2", "n2": "2"}
    assert run_stages(feed, warehouse=warehouse) is None  # it is not met again before it, or a rule, changes


class _Stuck:
    """A worker, and where it is, that pretends to get stuck on hostile texts."""

    is_alive = True

    def start(self) -> "_Stuck":
        return self

    def work(self, order: Order) -> None:
        if pl.read_parquet(order.chunk)["content"].str.contains("hostile").any():
            raise StoppedError("timed_out", f"more than {order.seconds:.0f} seconds")
        process_chunk(order)

    def stop(self) -> None: ...


def test_what_is_put_off_is_tried_again_in_the_next_run(run_stages: Run, tmp_path: Path) -> None:
    feed, warehouse = tmp_path / "feed.jsonl", tmp_path / "w"
    write_feed(feed, hostile=1, ordinary=2)
    settings = Settings(sources=(str(feed),), warehouse=str(warehouse), stuck_seconds=0.0)
    run_once(settings, InProcess(_Stuck()), run_id="20251231T000000Z-0000")
    ((detail,),) = rows(warehouse, "select detail from rejects where reason = 'timed_out'")
    assert "more than 3 seconds; put off" in detail
    assert run_stages(feed, warehouse=warehouse)["articles_kept"] == 1
    assert rows(warehouse, "select count(*) from articles") == [(3,)]
