"""Which days a file and a record are of, and runs over a range: nothing is read twice, nothing is lost between two."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.commands.backfill import fill
from flows.settings import Settings
from flows.stages.ranges import Days, days_between, days_of, steps
from flows.stages.running import NoneOfTheseDaysError
from warehouse.sources import SourceError
from warehouse.store.lock import LockedError

pytestmark = pytest.mark.slow

Run = Callable[..., dict[str, Any] | None]
BODY = 'The quay of Melin is shut again, the port said on the radio. "It leaks," said Una Storm, who looks after it.'


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("path", "first", "last"),
    [
        ("s3://press/date=2026-05-01/part-0.parquet", "2026-05-01", "2026-05-01"),
        ("news/2026/05/01/a.html", "2026-05-01", "2026-05-01"),
        ("news/year=2026/month=02/feed.jsonl", "2026-02-01", "2026-02-28"),
        ("news/2024/02/feed.jsonl", "2024-02-01", "2024-02-29"),
        ("CC-NEWS-20260501093015-00123.warc.gz", "2026-05-01", "2026-05-01"),
        ("dumps/20260501.jsonl", "2026-05-01", "2026-05-01"),
        ("dumps/year=2025/all.csv", "2025-01-01", "2025-12-31"),
        ("archive-2019/date=2026-05-01/a.txt", "2026-05-01", "2026-05-01"),
    ],
)
def test_path_names_days(path: str, first: str, last: str) -> None:
    assert days_of(path) == (day(first), day(last))


@pytest.mark.parametrize("path", ["news/melin/a.html", "news/2026-13-01/a", "id-120260501.txt"])
def test_path_names_none(path: str) -> None:
    assert days_of(path) is None


def test_parts_of_a_range() -> None:
    parts = steps(Days(day("2026-01-01"), day("2026-01-10")), length=4)
    assert [(str(part.first), str(part.last)) for part in parts] == [
        ("2026-01-01", "2026-01-04"),
        ("2026-01-05", "2026-01-08"),
        ("2026-01-09", "2026-01-10"),
    ]


@pytest.mark.parametrize(("first", "last"), [("May", None), ("2026-05-02", "2026-05-01")])
def test_no_range(first: str, last: str | None) -> None:
    with pytest.raises(SourceError, match="--from"):
        days_between(first, last)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A file of a day, whose one article says the day before; a file of several days; one that says none."""
    folder = tmp_path / "archive"

    def write(name: str, *records: tuple[str, str | None]) -> None:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        rows = [{"id": one, "published_at": said, "text": f"{BODY} Number {one}."} for one, said in records]
        file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    write("date=2026-05-03/crawl.jsonl", ("crawled", "2026-05-02"))
    write("feed.jsonl", ("first", "2026-05-01"), ("second", "2026-05-02T08:00:00Z"), ("third", "2026-05-03"))
    write("more.jsonl", ("dateless", None))
    return folder


def ids(warehouse: Path) -> list[str]:
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        return [row[0] for row in connection.execute("select source_id from articles order by 1").fetchall()]


def test_ranges_one_after_the_other_read_all_that_says_a_day(run_stages: Run, archive: Path, tmp_path: Path) -> None:
    target = {"warehouse": tmp_path / "w"}
    with pytest.raises(NoneOfTheseDaysError, match="no document of the days from 2025-01-01"):
        run_stages(archive, **target, first_day="2025-01-01", last_day="2025-12-31")
    run_stages(archive, **target, last_day="2026-05-01")
    assert ids(tmp_path / "w") == ["first"]
    second = run_stages(archive, **target, first_day="2026-05-02", last_day="2026-05-02")
    assert second is not None
    assert second["skipped_records"] == {"other_days": 2, "no_day": 1}
    assert ids(tmp_path / "w") == ["first", "second"]
    run_stages(archive, **target, first_day="2026-05-03")
    assert ids(tmp_path / "w") == ["crawled", "first", "second", "third"]
    run_stages(archive, **target)  # the hourly run, which takes what is left
    assert ids(tmp_path / "w") == ["crawled", "dateless", "first", "second", "third"]
    assert run_stages(archive, **target, first_day="2026-05-01") is None


def test_back_fill_waits_for_the_run_under_way(
    run_stages: Run, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    refusals = [LockedError("a run is under way")]

    def call_flow(settings: Settings) -> dict[str, Any]:
        if refusals:
            raise refusals.pop()
        days = {"first_day": settings.first_day, "last_day": settings.last_day}
        return run_stages(archive, warehouse=tmp_path / "w", **days) or {"run_id": None}

    monkeypatch.setattr("flows.commands.backfill.call_flow", call_flow)
    parts = steps(Days(day("2026-04-30"), day("2026-05-03")), length=1)
    lines = list(fill(Settings(), parts))
    assert [line.partition("): ")[2] for line in lines] == [
        "no document",
        "1 articles, 0 rejected",
        "1 articles, 0 rejected",
        "2 articles, 0 rejected",
    ]
    assert slept == [20.0, 5.0, 5.0, 5.0]
    assert ids(tmp_path / "w") == ["crawled", "first", "second", "third"]
