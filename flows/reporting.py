"""What becomes of a run's report: kept, logged, sent to a webhook, written for Prometheus, as ``[report]`` says.

What cannot be sent is said in the log; it fails no run.
"""

import datetime as dt
import logging
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import urlsplit

import click
import httpx
from prometheus_client import CollectorRegistry, Gauge, write_to_textfile

from flows.configuration import report_of
from flows.stages.running import Outcome
from flows.summary import describe
from warehouse.remote.holding import put_report
from warehouse.run_report import (
    KINDS,
    SEVERITIES,
    Policy,
    RunFacts,
    Severity,
    Waiver,
    failure_report,
    run_report,
    write_report,
)
from warehouse.store.layout import Layout, WarehouseError

WEBHOOK: Final = "NEWSPRISM_WEBHOOK"  # in the environment, for an address that is a secret
_KEYS: Final = ("webhook", "textfile", "fail_on", "severity", "bounds", "waive")
_TRIES: Final = (1.0, 5.0)  # seconds between posts: a receiver that restarts is back, and a run is no queue
_TIMEOUT: Final = 10.0  # seconds
_LEVELS: Final = {"ok": 0, "ignore": 0, "info": 1, "warning": 2, "error": 3}
_LOG_LEVELS: Final = {"info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


class FindingsError(WarehouseError):
    """The run published, and its report found what the user wants to be a failure."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """What the user says of reports.

    Attributes:
        policy: How serious what is.
        webhook: Where reports are posted, as JSON.
        textfile: File for the textfile collector of Prometheus' node exporter.
        fail_on: A run with a finding as serious as this one ends as failed, although it has published; None for never.
    """

    policy: Policy = field(default_factory=Policy)
    webhook: str | None = None
    textfile: str | None = None
    fail_on: Severity | None = None

    @classmethod
    def configured(cls, warehouse: str) -> "Reporting":
        """From what ``newsprism.toml`` says of reports of a warehouse, and the environment.

        Raises:
            click.UsageError: The table sets what there is not.
        """
        given = report_of(warehouse)
        _among("report", given, _KEYS)
        severities = dict(given.get("severity", {}))
        for name, severity in severities.items():
            if not name.startswith("warn__"):
                _among("report.severity", [name], KINDS)
            _among(f"report.severity.{name}", [severity], SEVERITIES)
        bounds = dict(given.get("bounds", {}))
        _among("report.bounds", bounds, [name for name, kind in KINDS.items() if kind.bound is not None])
        for name, bound in bounds.items():
            if isinstance(bound, bool) or not isinstance(bound, int | float):
                raise click.UsageError(f"report.bounds.{name}: {bound!r} is no number")
        fail_on = given.get("fail_on")
        if fail_on is not None:
            _among("report.fail_on", [fail_on], SEVERITIES[1:])
        waivers = tuple(_waiver(one) for one in given.get("waive", ()))
        return cls(
            Policy(cast("dict[str, Severity]", severities), bounds, waivers),
            os.environ.get(WEBHOOK) or given.get("webhook"),
            given.get("textfile"),
            cast("Severity | None", fail_on),
        )


def _among(where: str, names: Any, known: Any) -> None:
    for name in names:
        if name not in known:
            raise click.UsageError(f"{where}: there is no {name!r}; there are {', '.join(known)}")


def _waiver(given: Mapping[str, Any]) -> Waiver:
    _among("report.waive", given, ("finding", "item", "until", "because"))
    until = given.get("until")
    if not isinstance(given.get("finding"), str) or not (until is None or type(until) is dt.date):
        raise click.UsageError("report.waive: needs a finding; until is a day, as 2026-12-31")
    return Waiver(given["finding"], given.get("item"), until)


def report_on(
    reporting: Reporting, layout: Layout, outcome: Outcome | Exception, stages: list[dict[str, Any]], logger: Any
) -> dict[str, Any]:
    """Make the report of a run, keep it, and tell it.

    Args:
        reporting: What the user says of reports.
        layout: The warehouse.
        outcome: What became of the run.
        stages: What its stages took.
        logger: The log of the run.

    Returns:
        The report.
    """
    now = dt.datetime.now(dt.UTC)
    name = layout.name
    if isinstance(outcome, Exception):
        message = str(outcome).partition("\n")[0]
        facts = RunFacts(name, {}, now, stages=tuple(stages))
        report = failure_report(facts, f"{outcome.__class__.__name__}: {message}", reporting.policy)
    else:
        warned = outcome.published.findings if outcome.published else ()
        facts = RunFacts(name, describe(outcome), now, warned, outcome.unavailable, tuple(stages))
        report = run_report(layout, facts, reporting.policy)
    try:
        write_report(layout, report)
        put_report(layout, report["run_id"])
        if reporting.textfile:
            write_metrics(report, Path(reporting.textfile).expanduser())
    except OSError as error:
        logger.warning("the report could not be written: %s", error)
    for note in report["findings"]:
        logger.log(_LOG_LEVELS[note["severity"]], "%s: %s", note["name"], note["message"])
    if reporting.webhook:
        post(report, reporting.webhook, logger)
    return report


def fail_on_findings(reporting: Reporting, report: Mapping[str, Any]) -> None:
    """End a run whose report is as serious as the user wants no run to be.

    Raises:
        FindingsError: It is.
    """
    if reporting.fail_on is None or _LEVELS[report["level"]] < _LEVELS[reporting.fail_on]:
        return
    serious = [one for one in report["findings"] if _LEVELS[one["severity"]] >= _LEVELS[reporting.fail_on]]
    first = f"{serious[0]['name']}: {serious[0]['message']}"
    more = f" (and {len(serious) - 1} more)" if len(serious) > 1 else ""
    raise FindingsError(f"{report['warehouse']}: published, with a finding of {report['level']}: {first}{more}")


def post(report: Mapping[str, Any], address: str, logger: Any) -> bool:
    """Post a report; whether somebody took it. The log names the host alone: an address may be a secret."""
    host = urlsplit(address).hostname
    said = ""
    for pause in (*_TRIES, None):
        try:
            answer = httpx.post(address, json=report, timeout=_TIMEOUT)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            said = error.__class__.__name__
        else:
            if answer.is_success:
                return True
            said = f"answer {answer.status_code}"
        if pause is not None:
            time.sleep(pause)
    logger.warning("the report could not be sent to %s: %s", host, said)
    return False


def write_metrics(report: Mapping[str, Any], path: Path) -> None:
    """Write a report's figures for Prometheus, the file at once."""
    registry = CollectorRegistry()

    def gauge(name: str, about: str, values: Mapping[str, Any], label: str = "") -> None:
        labels = ["warehouse", label] if label else ["warehouse"]
        made = Gauge(f"newsprism_{name}", about, labels, registry=registry)
        for key, value in values.items():
            if value is not None:
                made.labels(report["warehouse"], *([key] if label else [])).set(value)

    finished = dt.datetime.fromisoformat(report["finished_at"]).timestamp()
    gauge("run_finished_timestamp_seconds", "When the latest run ended, well or not.", {"": finished})
    gauge("run_succeeded", "Whether it ended well.", {"": int(report["status"] != "failed")})
    gauge("run_level", "Its most serious finding: 0 none, 1 info, 2 warning, 3 error.", {"": _LEVELS[report["level"]]})
    severities = [one["severity"] for one in report["findings"]]
    gauge("findings", "Findings of the latest run.", {name: severities.count(name) for name in _LOG_LEVELS}, "severity")
    stages = report["stages"]
    gauge("stage_seconds", "Time of a stage.", {one["name"]: one["seconds"] for one in stages}, "stage")
    memory = {one["name"]: one["most_memory_mb"] * 1e6 for one in stages}
    gauge("stage_memory_bytes", "Most memory of a run's processes in a stage.", memory, "stage")
    gauge("documents", "Documents of the latest run, by what became of them.", report.get("counts", {}), "kind")
    rejects = {one["reason"]: one["document_count"] for one in report.get("rejects", ())}
    gauge("rejected_documents", "Documents that the latest run rejected.", rejects, "reason")
    outlets = report.get("outlets", ())
    articles = {one["outlet_id"]: one["article_count"] for one in outlets}
    gauge("outlet_articles", "Articles of an outlet in the last 24 hours.", articles, "outlet")
    ages = {one["outlet_id"]: one["hours_since"] for one in outlets}
    gauge("outlet_age_hours", "Hours since the latest article of an outlet was published.", ages, "outlet")
    shares = {one["share_name"]: one["value"] for one in report.get("shares", ())}
    gauge("share", "Shares of the last 24 hours.", shares, "share")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_to_textfile(str(path), registry)
