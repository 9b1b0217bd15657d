"""Which snapshots stay, and what they take up."""

import os
import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from warehouse.store.layout import MANIFEST, Layout
from warehouse.store.publishing import delete_old_snapshots
from warehouse.store.retention import kept_runs
from warehouse.store.usage import disk_usage


def after(hours: int, *, every: float = 1.0, keep_days: float = 3.0) -> list[float]:
    """Ages in hours of what stays when a run publishes every so many hours, for so many runs."""
    published: list[float] = []
    for number in range(hours):
        now = number * every
        published.append(now)
        kept = kept_runs({str(at): (now - at) * 3_600 for at in published}, keep_days=keep_days)
        published = [at for at in published if str(at) in kept]
    return [now - at for at in published]


def test_hourly_runs_leave_few_snapshots_of_ever_greater_age() -> None:
    ages = after(2_000)
    assert ages[-2:] == [1, 0]
    assert 6 <= len(ages) <= 9
    assert max(ages) > 24
    assert len(after(2_000, keep_days=30)) <= 12
    assert after(10, keep_days=0) == [1, 0]


def test_runs_every_five_minutes_leave_no_more() -> None:
    assert len(after(5_000, every=1 / 12)) <= 11


@given(st.lists(st.floats(0, 1e7), max_size=60), st.floats(0, 100))
def test_the_newest_two_stay_and_what_is_too_old_goes(ages: list[float], keep_days: float) -> None:
    named = {f"run{number:02d}": age for number, age in enumerate(ages)}
    kept = kept_runs(named, keep_days=keep_days)
    newest = sorted(named, key=lambda run: (named[run], run))
    assert set(newest[:2]) <= kept
    assert all(named[run] <= keep_days * 86_400 for run in kept - set(newest[:2]))
    assert kept_runs({run: named[run] for run in kept}, keep_days=keep_days) == kept


def test_usage_counts_what_snapshots_share_once(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    shared = tmp_path / "shared"
    shared.write_bytes(b"x" * 40_000)
    for run in ("r1", "r2", "r3"):
        folder = layout.snapshot(run) / "articles"
        folder.mkdir(parents=True)
        os.link(shared, folder / "part-shared.parquet")
        (folder / f"part-{run}.parquet").write_bytes(run.encode() * 5_000)
        (layout.snapshot(run) / MANIFEST).write_text("{}")
    shared.unlink()
    layout.published.write_text("r3\n")
    layout.database.write_bytes(b"d" * 20_000)
    layout.state.mkdir()
    (layout.state / "lock").write_bytes(b"l" * 8_000)
    parts, snapshots = disk_usage(layout, ["r1", "r2", "r3"])
    assert [one.run_id for one in snapshots] == ["r1", "r2", "r3"]
    assert all(10_000 <= one.own_bytes < 30_000 for one in snapshots)
    assert all(one.bytes - one.own_bytes >= 40_000 for one in snapshots)
    assert 50_000 <= parts["published snapshot"] < 80_000
    assert 20_000 <= parts["older snapshots"] < 60_000
    assert parts["database"] >= 20_000
    assert parts["state"] >= 8_000


def test_old_snapshots_are_deleted_but_never_the_published_one(tmp_path: Path) -> None:
    layout, now = Layout(tmp_path), time.time()
    for days, run in enumerate(("r5", "r4", "r3", "r2", "r1")):
        layout.snapshot(run).mkdir(parents=True)
        (layout.snapshot(run) / MANIFEST).write_text("{}")
        os.utime(layout.snapshot(run) / MANIFEST, (now - days * 86_400, now - days * 86_400))
    (layout.snapshots / "broken").mkdir()
    layout.published.write_text("r1\n")
    assert delete_old_snapshots(layout, keep_days=1.5) == ["broken", "r2", "r3"]
    assert sorted(path.name for path in layout.snapshots.iterdir()) == ["r1", "r4", "r5"]
