"""A document may not stop others: rules that fail on it, or get stuck, cost it alone, and its earlier version stays."""

import json
import sys
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
from flows.workers.workers import ChildProcesses, StoppedError, stop_workers
from warehouse.store.layout import WarehouseError

pytestmark = pytest.mark.slow

Run = Callable[..., dict[str, Any] | None]


def write_feed(path: Path, hostile: int, ordinary: int, *, day: int = 1) -> None:
    texts = ["A hostile text." for _ in range(hostile)] + ["The quay of Melin opened." for _ in range(ordinary)]
    rows = ({"id": f"n{n}", "text": f"{text} It was day {day}, and {n} came."} for n, text in enumerate(texts))
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def rows(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


_KILLED = """
import os, signal
from flows.workers import child

child.attempt = lambda order: os.kill(os.getpid(), signal.SIGKILL)
child.main()
"""


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
        WarehouseError, match=r"21 of 41 documents could not be processed, so nothing is published; the first"
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

    def __init__(self, reason: str = "timed_out") -> None:
        self._reason = reason

    def start(self) -> "_Stuck":
        return self

    def work(self, order: Order) -> None:
        if pl.read_parquet(order.chunk)["content"].str.contains("hostile").any():
            raise StoppedError(self._reason, f"more than {order.seconds:.0f} seconds")
        process_chunk(order)

    def stop(self) -> None: ...


def run_stuck(settings: Settings, number: int, reason: str = "timed_out") -> dict[str, int] | None:
    """A run whose workers get stuck on hostile texts; its counts, or None where there was nothing new."""
    outcome = run_once(settings, InProcess(_Stuck(reason)), run_id=f"20251231T000000Z-{number:04d}")
    return outcome.published and outcome.published.counts


@pytest.mark.parametrize("reason", ["timed_out", "worker_ended"])
def test_what_may_be_the_machines_fault_is_tried_in_some_runs_and_not_for_ever(
    run_stages: Run, tmp_path: Path, reason: str
) -> None:
    feed = tmp_path / "feed.jsonl"
    write_feed(feed, hostile=1, ordinary=2)
    settings = Settings(sources=(str(feed),), warehouse=str(tmp_path / "w"))
    assert [run_stuck(settings, number, reason)["rejected"] for number in range(3)] == [1, 1, 1]
    details = [detail for (detail,) in rows(tmp_path / "w", "select detail from rejects order by run_id")]
    assert ["try 1 of 3, the next run" in details[0], "try 2 of 3" in details[1]] == [True, True]
    assert "tried by 3 runs, and again under other rules or with --full-refresh" in details[2]
    assert run_stuck(settings, 4, reason) is None
    assert run_stages(feed, warehouse=tmp_path / "w") is None
    labels = tmp_path / "labels.csv"  # other rules
    labels.write_text("label_id,concept,term,forms,register,source\nx.quay,x,quay,quay; quays,neutral,invented\n")
    result = run_stages(feed, warehouse=tmp_path / "w", labels=str(labels))
    assert (result["articles_kept"], result["rejected"]) == (1, 0)
    assert rows(tmp_path / "w", "select count(*) from articles") == [(3,)]


def test_what_was_given_up_is_tried_again_when_it_changes_and_by_a_full_refresh(
    run_stages: Run, tmp_path: Path
) -> None:
    feed, warehouse = tmp_path / "feed.jsonl", tmp_path / "w"
    write_feed(feed, hostile=1, ordinary=2)
    settings = Settings(sources=(str(feed),), warehouse=str(warehouse))
    assert run_stuck(settings, 0, "internal_error")["rejected"] == 1
    assert run_stuck(settings, 1) is None
    assert run_stages(feed, warehouse=warehouse, full_refresh=True)["articles_kept"] == 3
    write_feed(feed, hostile=1, ordinary=2, day=2)
    assert run_stuck(settings, 2, "internal_error")["rejected"] == 1
    write_feed(feed, hostile=1, ordinary=2, day=3)
    assert run_stages(feed, warehouse=warehouse)["rejected"] == 0


def test_given_up_documents_do_not_stop_later_runs(run_stages: Run, tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    write_feed(feed, hostile=25, ordinary=60)
    settings = Settings(sources=(str(feed),), warehouse=str(tmp_path / "w"), stuck_seconds=9e9)
    assert [run_stuck(settings, number)["rejected"] for number in range(3)] == [25, 25, 25]
    assert run_stuck(settings, 3) is None


def test_killed_worker_takes_no_article_away(tmp_path: Path) -> None:
    """A kill from outside, such as for want of memory, while a worker has an updated page and nothing else."""
    feed, warehouse, script = tmp_path / "feed.jsonl", tmp_path / "w", tmp_path / "killed.py"
    script.write_text(_KILLED, encoding="utf-8")
    write_feed(feed, hostile=1, ordinary=19)
    settings = Settings(sources=(str(feed),), warehouse=str(warehouse))
    try:
        run_once(settings, InProcess(ChildProcesses()), run_id="20251231T000000Z-0000")
        lines = feed.read_text(encoding="utf-8").splitlines()
        feed.write_text("\n".join([lines[0].replace("day 1", "day 2"), *lines[1:]]), encoding="utf-8")
        killed = InProcess(ChildProcesses((sys.executable, str(script))))
        assert run_once(settings, killed, run_id="20251231T000000Z-0001").published.counts["rejected"] == 1
        days = "select split_part(text, 'day ', 2)[1] as day, count(*) from articles group by day order by day"
        assert rows(warehouse, days) == [("1", 20)]
        ((reason, detail),) = rows(warehouse, "select reason, detail from rejects")
        assert (reason, detail.partition(";")[0]) == (
            "worker_ended",
            "the process that worked on it ended with signal SIGKILL",
        )
        run_once(settings, InProcess(ChildProcesses()), run_id="20251231T000000Z-0002")
        assert rows(warehouse, days) == [("1", 19), ("2", 1)]
    finally:
        stop_workers()


def test_what_is_put_off_is_tried_again_in_the_next_run(run_stages: Run, tmp_path: Path) -> None:
    feed, warehouse = tmp_path / "feed.jsonl", tmp_path / "w"
    write_feed(feed, hostile=1, ordinary=2)
    settings = Settings(sources=(str(feed),), warehouse=str(warehouse), stuck_seconds=0.0)
    run_once(settings, InProcess(_Stuck()), run_id="20251231T000000Z-0000")
    ((detail,),) = rows(warehouse, "select detail from rejects where reason = 'timed_out'")
    assert "more than 3 seconds; put off" in detail
    assert run_stages(feed, warehouse=warehouse)["articles_kept"] == 1
    assert rows(warehouse, "select count(*) from articles") == [(3,)]
