"""What a run says at its end: what was published, what was rejected and why, and three queries to try."""

import hashlib
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from flows.stages.running import Outcome
from warehouse.store.layout import Layout

_MAIN_TABLES: Final = (
    "articles", "outlets", "sentences", "quotes", "speakers", "label_mentions", "sentence_frames", "article_topics",
)  # fmt: skip
TRY: Final = (
    ("who-gets-quoted", "who gets the floor, by outlet"),
    ("headlines", "what each headline does: closed, open or neither"),
    ("labels-by-voice", "which words each outlet uses for the same people, and in whose voice"),
)


def describe(outcome: Outcome) -> dict[str, Any]:
    """What became of a run, as plain values for Prefect and the command line."""
    values: dict[str, Any] = {
        "run_id": None,
        "published_run_id": outcome.published_run_id,
        "documents_read": outcome.documents_read,
        "documents_unchanged": outcome.documents_unchanged,
        "files_read": outcome.files_read,
        "files_skipped": outcome.files_skipped,
        "skipped_records": dict(outcome.skipped_records),
        "sources_unavailable": len(outcome.unavailable),
    }
    published = outcome.published
    if published is None:
        return values
    return values | {
        "run_id": published.run_id,
        **published.counts,
        "row_counts": published.row_counts,
        "warnings": [str(finding) for finding in published.findings],
        "deleted_snapshots": list(published.deleted_snapshots),
    }


def _totals(result: Mapping[str, Any]) -> str:
    parts = [f"{result['documents_read']:,} documents read"]
    if result.get("files_skipped"):
        parts.append(f"{result['files_skipped']:,} unchanged files not opened")
    if result.get("documents_unchanged"):
        parts.append(f"{result['documents_unchanged']:,} unchanged")
    if result.get("articles_renewed"):
        parts.append(f"{result['articles_renewed']:,} articles annotated again")
    if "articles_kept" in result:
        parts += [
            f"{result['articles_kept']:,} kept",
            f"{result['duplicates']:,} copies",
            f"{result['rejected']:,} rejected",
        ]
    if result.get("superseded"):
        parts.append(f"{result['superseded']:,} earlier versions")
    for reason, count in sorted(result.get("skipped_records", {}).items()):
        parts.append(f"{count:,} archive records skipped ({reason})")
    return ", ".join(parts)


def one_line(result: Mapping[str, Any]) -> str:
    """What became of a run, in a line."""
    if result["run_id"] is None:
        return f"nothing new: {_totals(result)}; run {result['published_run_id']} stays published"
    return f"published {result['run_id']}: {_totals(result)}"


def closing_lines(result: Mapping[str, Any], layout: Layout, *, seconds: float) -> list[str]:
    """Lines for the end of ``newsprism run``."""
    report = result["report"]
    warnings = [f"Warning: {one['name']}: {one['message']}" for one in report.get("findings", ()) if _is_serious(one)]
    if result["run_id"] is None:
        return [
            f"Nothing new: {_totals(result)}.",
            f"{layout.name} stays as run {result['published_run_id']} published it.",
            *warnings,
        ]
    rows = result["row_counts"]
    lines = [f"Published {layout.name} in {seconds:.0f} s: {_totals(result)}."]
    lines += [f"  {name:<16}{rows[name]:>12,}" for name in _MAIN_TABLES]
    lines += warnings
    if report.get("rejects"):
        lines += ["Rejected:", *map(_reject_line, report["rejects"])]
    option = "" if layout.root == Path("newsprism-warehouse") else f" --warehouse {shlex.quote(layout.name)}"
    lines.append("Try:")
    lines += [f"  newsprism query {name}{option}".ljust(60) + f"  # {about}" for name, about in TRY]
    return lines


def _is_serious(finding: Mapping[str, Any]) -> bool:
    return finding["severity"] in {"warning", "error"}


def _reject_line(reject: Mapping[str, Any]) -> str:
    detail = f": {reject['detail']}" if reject["detail"] else ""
    return f"  {reject['document_count']:>6,} {reject['reason']}; e.g. {reject['example']}{detail}"


def report_lines(report: Mapping[str, Any]) -> Iterator[str]:
    """A report for people: how the latest run ended, what it found, and what it took."""
    yield f"Latest run: {report['status'].replace('_', ' ')}, {report['finished_at'][:19]} UTC, level {report['level']}"
    yield from (f"  {one['severity']}: {one['name']}: {one['message']}" for one in report["findings"])
    took = ", ".join(f"{one['name']} {one['seconds']:.1f}" for one in report["stages"])
    if took:
        most = max(one["most_memory_mb"] for one in report["stages"])
        yield f"  seconds: {took}; {most:,} MB at most"


def artifact_key(warehouse: str) -> str:
    """Key of the artifacts of a warehouse: one a warehouse, whatever runs publish it."""
    place = warehouse if "://" in warehouse else str(Path(warehouse).absolute())
    name = re.sub(r"[^a-z0-9]+", "-", Path(place).name.lower()).strip("-")
    return f"newsprism-{name}-{hashlib.sha256(place.encode()).hexdigest()[:6]}"


def as_markdown(report: Mapping[str, Any]) -> str:
    """A report as a Prefect artifact."""
    parts = [f"**{report['warehouse']}**: {report['status'].replace('_', ' ')}, level **{report['level']}**."]
    parts.append(_table("finding", "", [(one["name"], one["message"]) for one in report["findings"]]))
    parts.append(_table("rejected", "", [(one["reason"], one["document_count"]) for one in report["rejects"]]))
    counts = [(name, value) for name, value in report["counts"].items() if value]
    parts.append(_table("count", "", counts))
    volumes = [(one["outlet_id"], one["article_count"], _shown(one["usual_count"]), _shown(one["hours_since"]))
               for one in report["outlets"] if one["article_count"]]  # fmt: skip
    parts.append(_table("outlet", "in a day | usually | hours since the latest", volumes))
    shares = [(one["share_name"], _shown(one["value"]), _shown(one["value_before"])) for one in report["shares"]]
    parts.append(_table("share", "now | two weeks before", shares))
    stages = [(one["name"], one["seconds"], one["most_memory_mb"]) for one in report["stages"]]
    parts.append(_table("stage", "seconds | MB at most", stages))
    parts.append(_table("table", "rows", sorted(report["row_counts"].items())))
    return "\n\n".join(filter(None, parts)) + "\n"


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:,.3g}"


def _table(first: str, others: str, rows: Sequence[Sequence[Any]]) -> str:
    """A table in Markdown; nothing where it would be empty."""
    if not rows:
        return ""
    columns = others.count("|") + 2
    cells = [" | ".join(str(cell).replace("|", "\\|") for cell in row) for row in rows]
    return "\n".join([f"| {first} | {others} |", "|---" * columns + "|", *(f"| {row} |" for row in cells)])
