"""A warehouse on an object store: runs of two machines at once, kills and outages lose nothing."""

import json
import logging
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

from flows.cli import main
from flows.reporting import Reporting, report_on
from flows.settings import Settings
from flows.stages.running import run_once
from flows.workers.executors import InProcess
from warehouse.query import run_query
from warehouse.reader import open_snapshot
from warehouse.remote import lease
from warehouse.remote.holding import held
from warehouse.remote.lease import Lease
from warehouse.remote.objects import ChangedError, Objects
from warehouse.remote.places import holder_of_store, layout_of, opened
from warehouse.store.layout import Layout, WarehouseError
from warehouse.store.lock import LockedError

pytestmark = pytest.mark.slow

Run = Callable[..., dict[str, Any] | None]
LATE = {"id": "late", "outlet": "Coast Radio", "title": "Quay", "text": 'The quay is shut. "It leaks," said Una Storm.'}


def titles(warehouse: str) -> list[str]:
    return [
        row[0] for row in run_query(opened(warehouse).database, "select source_id from articles order by 1", {}).rows
    ]


def files_of(layout: Layout) -> dict[str, bytes]:
    folder = layout.snapshot(str(layout.published_run()))
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*.parquet")}


@pytest.fixture
def other_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on, this process is a machine that has seen nothing yet."""

    def move() -> None:
        monkeypatch.setenv("NEWSPRISM_CACHE", str(tmp_path / f"machine-{os.urandom(4).hex()}"))

    return move


@pytest.fixture
def late(news: Path) -> Path:
    """News that come later."""
    file = news.parent / "late" / "late.jsonl"
    file.parent.mkdir()
    file.write_text(json.dumps(LATE), encoding="utf-8")
    return file


ALL = ["dump", "ferry-1", "ferry-2", "ferry-3"]


def test_what_one_machine_publishes_another_reads_and_goes_on_with(
    s3_warehouse: str, run_stages: Run, news: Path, late: Path, tmp_path: Path, other_machine: Callable[[], None]
) -> None:
    assert run_stages(news, warehouse=s3_warehouse) is not None
    here = files_of(layout_of(s3_warehouse))
    other_machine()
    assert titles(s3_warehouse) == ALL
    assert layout_of(s3_warehouse).database.is_file() is False  # who reads has a copy apart from that of runs
    assert run_stages(news, warehouse=s3_warehouse) is None  # nothing new for a machine that has seen nothing yet
    assert files_of(layout_of(s3_warehouse)) == here
    second = run_stages(late, warehouse=s3_warehouse)
    assert second is not None
    assert titles(s3_warehouse) == [*ALL, "late"]
    objects = Objects(s3_warehouse)
    manifest = json.loads(objects.read(f"snapshots/{second['run_id']}/manifest.json").content)  # type: ignore[union-attr]
    stored = objects.sizes("data")
    assert {entry["path"]: entry["bytes"] for entry in manifest["files"]}.items() <= stored.items()
    snapshot = open_snapshot(s3_warehouse)
    assert snapshot.scan("articles").collect().height == 5
    checked = CliRunner().invoke(main, ["check", "--warehouse", s3_warehouse])
    assert checked.output.endswith(f"{s3_warehouse}: all blocking checks pass\n"), checked.output
    status = CliRunner().invoke(main, ["status", "--warehouse", s3_warehouse])
    assert f"{s3_warehouse}: run {second['run_id']}, 5 articles\nNo run is under way." in status.output
    shutil.rmtree(os.environ["NEWSPRISM_CACHE"])  # a cache is only a cache
    assert titles(s3_warehouse) == [*ALL, "late"]
    run_stages(news, warehouse=tmp_path / "folder")
    assert len(here) > 30
    assert {k: v for k, v in files_of(Layout(tmp_path / "folder")).items() if k.startswith("quotes")} == {
        k: v for k, v in here.items() if k.startswith("quotes")
    }


def test_the_report_and_the_marts_lie_in_the_store(
    s3_warehouse: str, news: Path, tmp_path: Path, other_machine: Callable[[], None]
) -> None:
    settings = Settings(sources=(str(news),), warehouse=s3_warehouse)
    layout = settings.layout
    outcome = run_once(settings, InProcess())
    report = report_on(Reporting(), layout, outcome, [], logging.getLogger("test"))
    objects = Objects(s3_warehouse)
    own = f"snapshots/{outcome.published_run_id}"
    assert json.loads(objects.read(f"{own}/report.json").content) == report  # type: ignore[union-attr]
    other_machine()
    state = CliRunner().invoke(main, ["status", "--json", "--warehouse", s3_warehouse])
    assert json.loads(state.output)["report"] == report
    report_on(Reporting(), layout, WarehouseError("no luck"), [], logging.getLogger("test"))
    other_machine()
    assert "Latest run: failed" in CliRunner().invoke(main, ["status", "--warehouse", s3_warehouse]).output
    objects.fetch({f"{own}/marts.duckdb": tmp_path / "marts.duckdb"})
    with duckdb.connect(str(tmp_path / "marts.duckdb"), read_only=True) as marts:
        tables = {name for (name,) in marts.execute("select table_name from duckdb_tables()").fetchall()}
        counted = marts.execute("select sum(article_count) from mart_articles").fetchall()
    assert tables == {f"mart_{of}" for of in ("articles", "labels", "observations", "quotes", "sentences", "stories")}
    assert counted == [(len(ALL),)]


def test_second_run_is_refused_and_a_dead_one_is_not_waited_for(
    s3_warehouse: str, run_stages: Run, news: Path, other_machine: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with held(s3_warehouse, run_id="first"):
        assert "run first, process" in str(holder_of_store(s3_warehouse))
        other_machine()
        with pytest.raises(LockedError, match=r"another run is under way \(run first"):
            run_stages(news, warehouse=s3_warehouse)
    assert holder_of_store(s3_warehouse) is None
    dead = Lease(Objects(s3_warehouse), "dead").__enter__()
    with pytest.raises(LockedError):
        run_stages(news, warehouse=s3_warehouse)
    monkeypatch.setattr(lease, "_DEAD", 0.0)
    assert run_stages(news, warehouse=s3_warehouse) is not None
    dead._is_over.set()


def test_run_that_was_asleep_publishes_nothing_over_the_one_that_took_its_place(
    s3_warehouse: str, run_stages: Run, news: Path, late: Path, other_machine: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    run_stages(news, warehouse=s3_warehouse)
    first = os.environ["NEWSPRISM_CACHE"]
    publish = "warehouse.remote.mirror.Mirror.point"
    from warehouse.remote.mirror import Mirror

    point = Mirror.point

    def overtaken(mirror: Mirror, run_id: str) -> None:
        monkeypatch.setattr(publish, point)
        monkeypatch.setattr(lease, "_DEAD", 0.0)  # it counts as dead
        other_machine()
        assert run_stages(late, warehouse=s3_warehouse) is not None
        point(mirror, run_id)

    monkeypatch.setattr(publish, overtaken)
    more = late.with_name("more.jsonl")
    more.write_text(json.dumps({**LATE, "id": "more"}), encoding="utf-8")
    with pytest.raises(ChangedError, match="another run has published meanwhile"):
        run_stages(more, warehouse=s3_warehouse)
    assert titles(s3_warehouse) == [*ALL, "late"]
    monkeypatch.setenv("NEWSPRISM_CACHE", first)  # the sleeper's machine comes again
    run_stages(more, warehouse=s3_warehouse)
    assert titles(s3_warehouse) == [*ALL, "late", "more"]


@pytest.mark.parametrize("failing", range(1, 7))
def test_outage_at_any_write_of_a_publish_loses_nothing(
    s3_warehouse: str, run_stages: Run, news: Path, late: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    run_stages(news, warehouse=s3_warehouse)
    writes = 0

    def fails(step: Callable[..., Any]) -> Callable[..., Any]:
        def write(self: Objects, *arguments: Any, **named: Any) -> Any:
            nonlocal writes
            if not str(arguments[0]).startswith("state/"):  # the note of the run
                writes += 1
                if writes == failing:
                    raise OSError(5, "the line is down", s3_warehouse)
            return step(self, *arguments, **named)

        return write

    with monkeypatch.context() as outage:
        outage.setattr(Objects, "put", fails(Objects.put))
        outage.setattr(Objects, "put_parts", fails(Objects.put_parts))
        outage.setattr(Objects, "write", fails(Objects.write))
        with pytest.raises(OSError, match="the line is down"):
            run_stages(late, warehouse=s3_warehouse)
    assert writes >= failing
    assert titles(s3_warehouse) == ALL
    assert run_stages(late, warehouse=s3_warehouse) is not None
    assert titles(s3_warehouse) == [*ALL, "late"]


_KILLED = """
import os, signal, sys
from flows.settings import Settings
from flows.stages.running import run_once
from flows.workers.executors import InProcess
from warehouse.remote.mirror import Mirror
from warehouse.remote.objects import Objects
source, warehouse, where = sys.argv[1:4]
def die(*arguments, **named):
    os.kill(os.getpid(), signal.SIGKILL)
owner = {"publish": Mirror, "point": Mirror, "settle": Mirror}[where]
setattr(owner, where, die)
run_once(Settings(sources=(source,), warehouse=warehouse), InProcess())
"""


@pytest.mark.parametrize("where", ["publish", "point", "settle"])
def test_killed_run_loses_nothing_on_its_machine_or_another(
    s3_warehouse: str, run_stages: Run, news: Path, late: Path, other_machine: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch, where: str,
) -> None:  # fmt: skip
    run_stages(news, warehouse=s3_warehouse)
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(late), s3_warehouse, where], check=False)
    assert killed.returncode == -signal.SIGKILL
    is_published = where == "settle"
    assert titles(s3_warehouse) == ([*ALL, "late"] if is_published else ALL)
    monkeypatch.setattr(lease, "_DEAD", 0.0)
    if where == "point":
        other_machine()
    again = run_stages(late, warehouse=s3_warehouse)
    assert (again is None) == is_published
    assert titles(s3_warehouse) == [*ALL, "late"]


def test_rollback_forget_and_compact(s3_warehouse: str, run_stages: Run, news: Path, late: Path) -> None:
    first, second = (run_stages(source, warehouse=s3_warehouse) for source in (news, late))
    assert first is not None
    assert second is not None

    def call(*arguments: str) -> str:
        result = CliRunner().invoke(main, [*arguments, "--warehouse", s3_warehouse])
        assert result.exit_code == 0, result.output
        return result.output

    call("rollback", first["run_id"])
    assert titles(s3_warehouse) == ALL
    assert run_stages(late, warehouse=s3_warehouse) is not None
    assert titles(s3_warehouse) == [*ALL, "late"]
    call("forget", "late", "--compact")
    assert titles(s3_warehouse) == ALL
    objects = Objects(s3_warehouse)
    assert len({name.split("/")[1] for name in objects.sizes("snapshots")}) == 1
    assert b"Una Storm" not in b"".join(
        objects.read(name).content  # type: ignore[union-attr]
        for name in [*objects.sizes("snapshots"), *objects.sizes("data")]
    )


@pytest.mark.parametrize(
    ("warehouse", "message"),
    [
        ("gs://bucket/press", "a warehouse lies in a folder, or on s3://bucket/folder"),
        ("https://press.example/w", "a warehouse lies in a folder, or on s3://bucket/folder"),
        ("s3://", "names no bucket"),
    ],
)
def test_other_addresses_are_refused_in_one_line(warehouse: str, message: str, run_stages: Run, news: Path) -> None:
    pytest.importorskip("s3fs")
    with pytest.raises(WarehouseError, match=message):
        run_stages(news, warehouse=warehouse)


def test_bucket_that_is_not_there(s3_warehouse: str, run_stages: Run, news: Path) -> None:
    with pytest.raises(OSError, match="bucket does not exist"):
        run_stages(news, warehouse="s3://no-such-bucket-anywhere/press")


def test_store_that_heeds_no_conditions_is_refused(
    s3_warehouse: str, run_stages: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(self: Objects, name: str, content: bytes, *, instead_of: str | None) -> str:
        self._files.pipe_file(self._path(name), content)
        return "tag"

    monkeypatch.setattr(Objects, "write", write)
    with pytest.raises(WarehouseError, match="heeds no conditions"):
        run_stages(news, warehouse=s3_warehouse)
