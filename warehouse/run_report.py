"""What a run says of itself and of what comes in: one definition, from the tables, for people and machines.

The same report is logged, printed by ``newsprism status --json``, kept beside the manifest, shown as an artifact, sent
to a webhook and written for Prometheus. Its findings are of a closed list; how serious each is, where it begins, and
what is known and no news, the user says.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple, cast

from warehouse.query import run_query
from warehouse.statements import sql_files
from warehouse.store.checks import Finding
from warehouse.store.layout import Layout

Severity = Literal["ignore", "info", "warning", "error"]
SEVERITIES: Final[tuple[Severity, ...]] = ("ignore", "info", "warning", "error")
REPORT: Final = "report.json"
_FEW: Final = 20  # articles, documents or quotes of which a share is no accident of one source
_MANY: Final = 100  # quotes, of which a share still moves by .1 by chance alone in one comparison of twenty

Bounds = Mapping[str, float]


class Kind(NamedTuple):
    """A kind of finding: how serious it is and where it begins unless the user says otherwise."""

    severity: Severity
    bound: float | None
    about: str


KINDS: Final[dict[str, Kind]] = {
    "run_failed": Kind("error", None, "The run failed, and published nothing."),
    "source_unavailable": Kind("warning", None, "A source or a file could not be read; the next run tries again."),
    "check": Kind("warning", None, "A warn__ check found rows; the check's own name goes before this one."),
    "new_outlet": Kind("info", None, "An outlet of which no run before had an article."),
    "low_volume": Kind("warning", 0.5, "An outlet brought less in a day than this share of its usual day."),
    "high_volume": Kind("warning", 3.0, "An outlet brought more in a day than so many of its usual days."),
    "stale_outlet": Kind("warning", 48.0, "An outlet that brings something on most days is silent for these hours."),
    "rejected_share": Kind("warning", 0.2, "More than this share of a day's new documents was rejected."),
    "undated_share": Kind("warning", 0.2, "More than this share of a day's articles has no date."),
    "unknown_outlet_share": Kind("warning", 0.2, "More than this share of a day's articles is of no known outlet."),
    "unattributed_quote_share": Kind("warning", 0.1, "The share of quotes without a source moved by more than this."),
    "unnamed_source_share": Kind("warning", 0.1, "The share of unnamed sources moved by more than this."),
}
_USUAL_LEAST: Final = 5  # articles of an outlet's usual day; with fewer a day of half of them is no news
_ACTIVE_LEAST: Final = 0.5  # of the days; an outlet that brings something on fewer is not silent when it is silent


@dataclass(frozen=True, slots=True)
class Waiver:
    """What is known and no news: findings of a kind, of one item or of all, up to a day."""

    finding: str
    item: str | None = None
    until: dt.date | None = None

    def covers(self, name: str, item: str | None, *, day: dt.date) -> bool:
        """Whether a finding of this day is known."""
        return self.finding == name and self.item in {None, item} and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Policy:
    """How serious what is.

    Attributes:
        severities: By kind of finding or name of a check.
        bounds: By kind of finding.
        waivers: What is known.
    """

    severities: Mapping[str, Severity] = field(default_factory=dict)
    bounds: Bounds = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()

    def bound(self, kind: str) -> float:
        """Where a kind of finding begins."""
        given = self.bounds.get(kind, KINDS[kind].bound)
        return 0.0 if given is None else given

    def severity(self, kind: str, name: str) -> Severity:
        """How serious a finding of a kind is; its own name goes before its kind."""
        return self.severities.get(name, self.severities.get(kind, KINDS[kind].severity))


class Note(NamedTuple):
    """Something that a report finds; ``item`` is the outlet, source or check that it is about."""

    name: str
    severity: Severity
    item: str | None
    message: str
    value: float | None
    bound: float | None


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What a run knows of itself and no table does.

    Attributes:
        warehouse: The warehouse, as it was named.
        result: What became of the run: see :func:`flows.summary.describe`.
        warned: What ``warn__`` checks found.
        unavailable: Sources and files that could not be read, with what is to be said.
        stages: Seconds and most memory of each stage.
        finished_at: The moment that the report is of.
    """

    warehouse: str
    result: Mapping[str, Any]
    finished_at: dt.datetime
    warned: tuple[Finding, ...] = ()
    unavailable: tuple[tuple[str, str], ...] = ()
    stages: tuple[Mapping[str, Any], ...] = ()


def run_report(layout: Layout, facts: RunFacts, policy: Policy) -> dict[str, Any]:
    """The report of a run that published, or found nothing new.

    Args:
        layout: The warehouse.
        facts: What the run knows.
        policy: How serious what is.

    Returns:
        Plain values, as in ``report.json``: ``level`` is the most serious of ``findings``, or ``ok``.
    """
    moment = facts.finished_at.isoformat()
    outlets = _rows(layout, "outlets", moment=moment)
    shares = _rows(layout, "shares", moment=moment)
    run_id = facts.result["run_id"]
    started = _started(layout, run_id)
    for outlet in outlets:
        latest = outlet["latest_published_at"]
        outlet["hours_since"] = (
            None if latest is None else round((facts.finished_at - latest).total_seconds() / 3600, 1)
        )
    for share in shares:
        share["value"] = _ratio(share["n"], share["total"])
        share["value_before"] = _ratio(share["n_before"], share["total_before"])
    notes = [
        *_of_sources(facts, policy),
        *_of_checks(facts, policy),
        *_of_outlets(outlets, facts, policy, started=started),
        *_of_shares(shares, policy),
    ]
    notes = _sorted(_told(notes, policy, day=facts.finished_at.date()))
    return cast(
        "dict[str, Any]",
        _plain(
            {
                "warehouse": facts.warehouse,
                "status": "published" if run_id else "nothing_new",
                "level": notes[0].severity if notes else "ok",
                "run_id": run_id,
                "published_run_id": facts.result["published_run_id"],
                "finished_at": facts.finished_at,
                "counts": {name: value for name, value in facts.result.items() if isinstance(value, int)},
                "row_counts": facts.result.get("row_counts", {}),
                "skipped_records": facts.result.get("skipped_records", {}),
                "rejects": _rows(layout, "rejects", run_id=run_id) if run_id else [],
                "findings": [note._asdict() for note in notes],
                "outlets": outlets,
                "shares": shares,
                "stages": list(facts.stages),
            }
        ),
    )


def failure_report(facts: RunFacts, message: str, policy: Policy) -> dict[str, Any]:
    """The report of a run that failed.

    Args:
        facts: What the run knows; of its result nothing.
        message: Why it failed, in a line.
        policy: How serious what is.
    """
    notes = _sorted(_told([_note(policy, "run_failed", message)], policy, day=facts.finished_at.date()))
    return cast(
        "dict[str, Any]",
        _plain(
            {
                "warehouse": facts.warehouse,
                "status": "failed",
                "level": notes[0].severity if notes else "ok",
                "run_id": None,
                "finished_at": facts.finished_at,
                "findings": [note._asdict() for note in notes],
                "stages": list(facts.stages),
            }
        ),
    )


def write_report(layout: Layout, report: Mapping[str, Any]) -> None:
    """Keep a report: beside the manifest of what its run published, and as the latest one of the warehouse."""
    text = json.dumps(report, indent=1, ensure_ascii=False)
    places = [layout.state] if layout.state.is_dir() else []
    if report["run_id"]:
        places.append(layout.snapshot(report["run_id"]))
    for place in places:
        draft = place / f"{REPORT}.draft"
        draft.write_text(text, encoding="utf-8")
        draft.replace(place / REPORT)


def latest_report(layout: Layout) -> dict[str, Any] | None:
    """The latest run's report; None where no run has written one."""
    try:
        found: dict[str, Any] = json.loads((layout.state / REPORT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def _of_sources(facts: RunFacts, policy: Policy) -> Iterator[Note]:
    for source, detail in facts.unavailable:
        yield _note(policy, "source_unavailable", f"{source}: {detail}", item=source)


def _of_checks(facts: RunFacts, policy: Policy) -> Iterator[Note]:
    for found in facts.warned:
        severity = policy.severity("check", found.name)
        yield Note(found.name, severity, None, str(found).partition(": ")[2], float(found.row_count), None)


def _of_outlets(
    outlets: Iterable[Mapping[str, Any]], facts: RunFacts, policy: Policy, *, started: dt.datetime | None
) -> Iterator[Note]:
    low, high, hours = (policy.bound(name) for name in ("low_volume", "high_volume", "stale_outlet"))
    for outlet in outlets:
        name, count, usual = outlet["outlet_id"], outlet["article_count"], outlet["usual_count"] or 0
        if started is not None and outlet["first_arrived_at"] == started and outlet["watched_days"] > 0:
            yield _note(policy, "new_outlet", f"{name}: {count:,} articles, and none before", item=name)
        silent = (facts.finished_at - outlet["latest_arrived_at"]).total_seconds() / 3600
        is_regular = outlet["watched_days"] and outlet["active_days"] / outlet["watched_days"] >= _ACTIVE_LEAST
        said = f"{name}: {count:,} articles in a day, usually {usual:,.0f}"
        if is_regular and silent > hours:
            message = f"{name}: nothing new for {silent:,.0f} hours"
            yield _note(policy, "stale_outlet", message, item=name, value=silent)
        elif usual >= _USUAL_LEAST and count < low * usual:
            yield _note(policy, "low_volume", said, item=name, value=count / usual)
        elif usual >= _USUAL_LEAST and count > high * usual:
            yield _note(policy, "high_volume", said, item=name, value=count / usual)


def _of_shares(shares: Iterable[Mapping[str, Any]], policy: Policy) -> Iterator[Note]:
    for share in shares:
        name, now, before = share["share_name"], share["value"], share["value_before"]
        if name.endswith(("quote_share", "source_share")):
            is_told = min(share["total"], share["total_before"]) >= _MANY and abs(now - before) > policy.bound(name)
            message = f"{now:.0%} of {share['total']:,}, {before:.0%} in the two weeks before" if is_told else ""
        else:
            is_told = share["total"] >= _FEW and now > policy.bound(name)
            message = f"{now:.0%} of {share['total']:,}" if is_told else ""
        if is_told:
            yield _note(policy, name, message, value=now)


def _note(policy: Policy, kind: str, message: str, *, item: str | None = None, value: float | None = None) -> Note:
    bound = None if KINDS[kind].bound is None else policy.bound(kind)
    shown = None if value is None else round(value, 3)
    return Note(kind, policy.severity(kind, kind), item, message, shown, bound)


def _told(notes: Iterable[Note], policy: Policy, *, day: dt.date) -> Iterator[Note]:
    for note in notes:
        is_known = any(waiver.covers(note.name, note.item, day=day) for waiver in policy.waivers)
        if note.severity != "ignore" and not is_known:
            yield note


def _sorted(notes: Iterable[Note]) -> list[Note]:
    return sorted(notes, key=lambda note: (-SEVERITIES.index(note.severity), note.name, note.item or ""))


def _started(layout: Layout, run_id: str | None) -> dt.datetime | None:
    if run_id is None:
        return None
    sql = "select started_at from runs where run_id = $run_id"
    return cast("dt.datetime", run_query(layout.database, sql, {"run_id": run_id}).rows[0][0])


def _rows(layout: Layout, name: str, **parameters: str) -> list[dict[str, Any]]:
    sql = dict(sql_files("run_report"))[name]
    found = run_query(layout.database, sql, parameters)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def _ratio(n: int, total: int) -> float | None:
    return round(n / total, 4) if total else None


def _plain(value: Any) -> Any:
    """A value in the types of JSON."""
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value
