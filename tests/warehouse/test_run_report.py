"""What a report finds, how serious it is, and what is waived."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from warehouse import run_report
from warehouse.run_report import KINDS, Policy, RunFacts, Waiver, failure_report, latest_report, write_report
from warehouse.store.checks import Finding
from warehouse.store.layout import Layout

NOW = dt.datetime(2026, 5, 10, 9, tzinfo=dt.UTC)
STARTED = NOW - dt.timedelta(minutes=5)


def outlet(**changed: Any) -> dict[str, Any]:
    """A regular outlet that brings what it usually does."""
    return {
        "outlet_id": "ledger",
        "outlet_name": "The Ledger",
        "article_count": 20,
        "usual_count": 20.0,
        "watched_days": 14,
        "active_days": 14,
        "latest_published_at": NOW - dt.timedelta(hours=3),
        "latest_arrived_at": STARTED,
        "first_arrived_at": NOW - dt.timedelta(days=100),
        **changed,
    }


def share(name: str, n: int, total: int, n_before: int = 0, total_before: int = 0) -> dict[str, Any]:
    return {"share_name": name, "n": n, "total": total, "n_before": n_before, "total_before": total_before}


def report_of(
    monkeypatch: pytest.MonkeyPatch, outlets: Any = (), shares: Any = (), policy: Policy | None = None, **facts: Any
) -> dict[str, Any]:
    """The report over these rows."""
    rows = {"outlets": list(outlets), "shares": list(shares), "rejects": []}
    monkeypatch.setattr(run_report, "_rows", lambda _, name, **__: rows[name])
    monkeypatch.setattr(run_report, "_started", lambda *_: STARTED)
    known = RunFacts("w", {"run_id": "r", "published_run_id": "r", "documents_read": 3}, NOW, **facts)
    return run_report.run_report(Layout(Path("w")), known, policy or Policy())


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, None),
        ({"article_count": 9}, "low_volume"),
        ({"article_count": 2, "usual_count": 4.0}, None),  # too few to tell
        ({"article_count": 61}, "high_volume"),
        ({"article_count": 0, "latest_arrived_at": NOW - dt.timedelta(hours=49)}, "stale_outlet"),
        ({"article_count": 0, "active_days": 2, "usual_count": 0.0, "latest_arrived_at": NOW - dt.timedelta(9)}, None),
        ({"first_arrived_at": STARTED, "usual_count": 0.0, "active_days": 0}, "new_outlet"),
        ({"first_arrived_at": STARTED, "watched_days": 0, "active_days": 0, "usual_count": None}, None),  # a first run
    ],
)
def test_an_outlet_is_held_against_its_own_history(
    changed: dict[str, Any], found: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = report_of(monkeypatch, [outlet(**changed)])
    assert [one["name"] for one in report["findings"]] == ([found] if found else [])
    assert report["level"] == (KINDS[found].severity if found else "ok")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (share("undated_share", 5, 20), "25% of 20"),
        (share("undated_share", 5, 19), None),  # too few to tell
        (share("undated_share", 4, 20), None),
        (share("rejected_share", 30, 100), "30% of 100"),
        (share("unnamed_source_share", 30, 100, 15, 100), "30% of 100, 15% in the two weeks before"),
        (share("unnamed_source_share", 5, 100, 16, 100), "5% of 100, 16% in the two weeks before"),
        (share("unnamed_source_share", 30, 100, 15, 99), None),
        (share("unattributed_quote_share", 20, 100, 15, 100), None),
        (share("unattributed_quote_share", 0, 0), None),
    ],
)
def test_a_share_is_held_against_its_bound_or_what_it_was(
    row: dict[str, Any], message: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = report_of(monkeypatch, shares=[row])
    assert [one["message"] for one in report["findings"]] == ([message] if message else [])


def test_the_user_says_how_serious_what_is_and_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    warned = (Finding("warn__undated_articles", 3, ("a1",)), Finding("warn__unknown_outlets", 1, ("a2",)))
    policy = Policy(
        {"source_unavailable": "error", "warn__undated_articles": "ignore"},
        {"low_volume": 0.2},
        (Waiver("warn__unknown_outlets", until=NOW.date()), Waiver("new_outlet", "post", NOW.date() - dt.timedelta(1))),
    )
    new = outlet(outlet_id="post", first_arrived_at=STARTED, article_count=5)
    gone = (("s3://bucket/news", "does not answer"),)
    report = report_of(monkeypatch, [new], policy=policy, warned=warned, unavailable=gone)
    assert [(one["severity"], one["name"], one["item"]) for one in report["findings"]] == [
        ("error", "source_unavailable", "s3://bucket/news"),
        ("info", "new_outlet", "post"),
    ]
    assert report["level"] == "error"
    later = Waiver("warn__unknown_outlets", until=NOW.date() - dt.timedelta(1))
    report = report_of(monkeypatch, policy=Policy(waivers=(later,)), warned=warned[1:])
    assert [one["message"] for one in report["findings"]] == ["1 row; e.g. a2"]


def test_a_report_lies_beside_the_manifest_and_the_latest_is_known(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    layout = Layout(tmp_path)
    assert latest_report(layout) is None
    layout.state.mkdir()
    layout.snapshot("r").mkdir(parents=True)
    report = report_of(monkeypatch, [outlet()])
    write_report(layout, report)
    assert (layout.snapshot("r") / "report.json").is_file()
    assert latest_report(layout) == report
    failed = failure_report(RunFacts("w", {}, NOW), "WarehouseError: no room", Policy())
    write_report(layout, failed)
    assert latest_report(layout) == failed
    assert (failed["status"], failed["level"]) == ("failed", "error")


def test_the_page_lists_the_findings() -> None:
    page = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    for name, kind in KINDS.items():
        bound = "" if kind.bound is None else f"{kind.bound:g}"
        assert f"| `{name}` | {kind.severity} | {bound} | {kind.about} |" in page
