"""Where reports go, what the file says of them, and when a finding is a failure."""

import http.server
import json
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from flows import reporting
from flows.configuration import template
from flows.reporting import FindingsError, Reporting, fail_on_findings, post, write_metrics
from flows.summary import artifact_key, as_markdown
from warehouse.run_report import KINDS, Waiver

LOG = logging.getLogger("test")
REPORT: dict[str, Any] = {
    "warehouse": "w",
    "status": "published",
    "level": "warning",
    "run_id": "r",
    "published_run_id": "r",
    "finished_at": "2026-05-10T09:00:00+00:00",
    "counts": {"documents_read": 3},
    "row_counts": {"articles": 3},
    "rejects": [{"reason": "not_text", "document_count": 1, "example": "a", "detail": None}],
    "findings": [{"name": "low_volume", "severity": "warning", "item": "ledger", "message": "ledger: 1 | usually 9"}],
    "outlets": [{"outlet_id": "ledger", "article_count": 1, "usual_count": 9.0, "hours_since": None}],
    "shares": [{"share_name": "undated_share", "value": 0.5, "value_before": None}],
    "stages": [{"name": "read", "seconds": 1.5, "most_memory_mb": 100}],
}


class Receiver(http.server.BaseHTTPRequestHandler):
    """Takes every second post."""

    posts: list[Any]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.posts.append(json.loads(body))
        self.send_response(200 if len(self.posts) % 2 == 0 else 503)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[Any]]]:
    monkeypatch.setattr(Receiver, "posts", [], raising=False)
    monkeypatch.setattr(reporting.time, "sleep", lambda _: None)
    with http.server.HTTPServer(("127.0.0.1", 0), Receiver) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/secret", Receiver.posts
        server.shutdown()
        thread.join()


def test_a_report_is_posted_again_where_nobody_took_it(receiver: tuple[str, list[Any]]) -> None:
    address, posts = receiver
    assert post(REPORT, address, LOG)
    assert posts == [REPORT, REPORT]


def test_what_cannot_be_sent_is_said_without_the_address(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(reporting.time, "sleep", lambda _: None)
    assert not post(REPORT, "http://127.0.0.1:9/secret", LOG)
    assert "could not be sent to 127.0.0.1: ConnectError" in caplog.text
    assert "secret" not in caplog.text


def test_figures_for_prometheus_can_be_read_by_it(tmp_path: Path) -> None:
    from prometheus_client.parser import text_string_to_metric_families

    file = tmp_path / "collector" / "newsprism.prom"
    write_metrics(REPORT, file)
    found = {
        (sample.name, *(value for key, value in sorted(sample.labels.items()) if key != "warehouse")): sample.value
        for family in text_string_to_metric_families(file.read_text())
        for sample in family.samples
    }
    assert found["newsprism_run_level",] == 2
    assert found["newsprism_findings", "warning"] == 1
    assert found["newsprism_outlet_articles", "ledger"] == 1
    assert found["newsprism_stage_memory_bytes", "read"] == 100e6
    assert found["newsprism_rejected_documents", "not_text"] == 1
    assert ("newsprism_outlet_age_hours", "ledger") not in found
    failed = {"status": "failed", "level": "error", "findings": [], "stages": []}
    write_metrics({"warehouse": "w", "finished_at": REPORT["finished_at"], **failed}, file)
    assert 'newsprism_run_succeeded{warehouse="w"} 0.0' in file.read_text()


def _configure(folder: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    (folder / "newsprism.toml").write_text(content, encoding="utf-8")
    monkeypatch.chdir(folder)


def test_the_file_says_where_reports_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of_reports = template().partition("# [report]\n")[2].splitlines()
    uncommented = [line.removeprefix("# ") for line in of_reports]
    lines = [line for line in uncommented if " = " in line or line.startswith("[")]
    _configure(tmp_path, monkeypatch, "\n".join(["[report]", *lines]))
    monkeypatch.setenv("NEWSPRISM_WEBHOOK", "https://chat.example/hook")
    found = Reporting.configured("w")
    assert found.webhook == "https://chat.example/hook"
    assert found.policy.severities == {
        **{name: kind.severity for name, kind in KINDS.items()},
        "warn__undated_articles": "ignore",
    }
    assert found.policy.bounds == {name: kind.bound for name, kind in KINDS.items() if kind.bound is not None}
    (waiver,) = found.policy.waivers
    assert isinstance(waiver, Waiver)
    assert (waiver.finding, waiver.item) == ("stale_outlet", "melin-post")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("report = 3", r"report is a table: \[report\]"),
        ("[report]\nwebhok = 'x'", "report: there is no 'webhok'"),
        ("[report.severity]\nlow_volumes = 'info'", "there is no 'low_volumes'"),
        ("[report.severity]\nlow_volume = 'bad'", "there is no 'bad'; there are ignore, info"),
        ("[report.bounds]\nnew_outlet = 1", "report.bounds: there is no 'new_outlet'"),
        ("[report.bounds]\nlow_volume = 'x'", "'x' is no number"),
        ("[report]\nfail_on = 'ignore'", "report.fail_on: there is no 'ignore'"),
        ("[[report.waive]]\nitem = 'x'", "needs a finding"),
    ],
)
def test_a_mistake_in_the_table_is_one_of_usage(
    content: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _configure(tmp_path, monkeypatch, content)
    with pytest.raises(click.UsageError, match=message):
        Reporting.configured("w")


def test_a_finding_is_a_failure_where_the_user_says_so() -> None:
    fail_on_findings(Reporting(), REPORT)
    fail_on_findings(Reporting(fail_on="error"), REPORT)
    with pytest.raises(FindingsError, match=r"w: published, with a finding of warning: low_volume: ledger: 1"):
        fail_on_findings(Reporting(fail_on="warning"), REPORT)


def test_a_warehouse_has_one_artifact_which_shows_the_report() -> None:
    assert artifact_key("press") == artifact_key(str(Path("press").absolute())) != artifact_key("/other/press")
    assert artifact_key("s3://bucket/Press News").startswith("newsprism-press-news-")
    shown = as_markdown(REPORT)
    assert "| low_volume | ledger: 1 \\| usually 9 |" in shown
    assert "| ledger | 1 | 9 | – |" in shown
    assert "| undated_share | 0.5 | – |" in shown
