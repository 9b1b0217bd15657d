"""What a run says at its end: what was published, what was rejected and why, and three queries to try."""

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from flows.stages.running import Outcome
from warehouse.query import run_query
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
    }
    published = outcome.published
    if published is None:
        return values
    return values | {
        "run_id": published.run_id,
        **published.counts,
        "row_counts": published.row_counts,
        "warnings": list(published.warnings),
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


def closing_lines(result: Mapping[str, Any], layout: Layout, *, seconds: float) -> list[str]:
    """Lines for the end of ``newsprism run``."""
    if result["run_id"] is None:
        return [
            f"Nothing new: {_totals(result)}.",
            f"{layout.root} stays as run {result['published_run_id']} published it.",
        ]
    rows = result["row_counts"]
    lines = [f"Published {layout.root} in {seconds:.0f} s: {_totals(result)}."]
    lines += [f"  {name:<16}{rows[name]:>12,}" for name in _MAIN_TABLES]
    lines += [f"Warning: {warning}" for warning in result["warnings"]]
    if result["rejected"]:
        lines += ["Rejected:", *_reject_lines(layout, result["run_id"])]
    option = "" if layout.root == Path("newsprism-warehouse") else f" --warehouse {shlex.quote(str(layout.root))}"
    lines.append("Try:")
    lines += [f"  newsprism query {name}{option}".ljust(60) + f"  # {about}" for name, about in TRY]
    return lines


def _reject_lines(layout: Layout, run_id: str) -> list[str]:
    sql = (
        "select reason, count(*), any_value(source_uri order by source_uri), any_value(detail order by source_uri) "
        "from rejects where run_id = $run_id group by reason order by count(*) desc, reason"
    )
    found = run_query(layout.database, sql, {"run_id": run_id}).rows
    return [
        f"  {count:>6,} {reason}; e.g. {uri}{f': {detail}' if detail else ''}" for reason, count, uri, detail in found
    ]


def as_markdown(result: Mapping[str, Any], warehouse: str) -> str:
    """The summary as a Prefect artifact."""
    rows = "\n".join(f"| {name} | {count:,} |" for name, count in sorted(result["row_counts"].items()))
    return f"**{warehouse}**: {_totals(result)}.\n\n| table | rows |\n|---|---|\n{rows}\n"
