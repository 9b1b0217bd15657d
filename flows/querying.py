"""The commands that read a warehouse: query, status."""

import csv
import io
import json
import os
import sys
from pathlib import Path
from typing import Final

import click
import polars as pl
from rich.console import Console
from rich.table import Table

from warehouse.layout import Layout
from warehouse.lock import holder
from warehouse.query import QueryError, Result, run_query
from warehouse.statements import analysis, description, sql_files

_WIDE: Final = 120  # characters, where the output is no terminal whose width could be asked


def list_analyses() -> None:
    """Print the named analyses with the questions they answer."""
    for name, sql in sql_files("analyses"):
        click.echo(f"{name:<24}{description(sql)}")


def _sql_of(query: str) -> str:
    named = analysis(query)
    if named is not None:
        return named
    path = Path(query)
    if query.endswith(".sql"):
        if not path.is_file():
            raise QueryError(f"{query}: no such file; named analyses: {', '.join(n for n, _ in sql_files('analyses'))}")
        return path.read_text(encoding="utf-8")
    if " " not in query.strip():
        raise QueryError(f"{query}: no such analysis; there are {', '.join(n for n, _ in sql_files('analyses'))}")
    return query


def _parameters(params: tuple[str, ...]) -> dict[str, str]:
    pairs = [param.partition("=") for param in params]
    wrong = next((name for name, equals, _ in pairs if not equals or not name), None)
    if wrong is not None:
        raise click.UsageError(f"--param wants K=V, not {wrong!r}")
    return {name: value for name, _, value in pairs}


def run_named(query: str, *, layout: Layout, params: tuple[str, ...], format_: str, out: Path | None) -> None:
    """Run a query and print or write its rows."""
    if format_ == "parquet" and out is None:
        raise click.UsageError("--format parquet needs --out FILE")
    result = run_query(layout.require_published(), _sql_of(query), _parameters(params))
    if format_ == "parquet" and out is not None:
        draft = out.with_name(out.name + ".draft")
        pl.DataFrame(result.rows, schema=result.columns, orient="row", infer_schema_length=None).write_parquet(draft)
        os.replace(draft, out)  # noqa: PTH105  whole or not at all
        return
    text = {"table": as_table, "csv": _as_csv, "json": _as_json}[format_](result)
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8")


def _as_csv(result: Result) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows(result.rows)
    return stream.getvalue()


def _as_json(result: Result) -> str:
    rows = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n"


def _shown(value: object) -> str:
    if value is None:
        return ""
    return f"{value + 0.0:.3g}" if isinstance(value, float) else str(value)  # + 0.0: no "-0"


def as_table(result: Result) -> str:
    """Rows as text in columns, as wide as the terminal, or 120 characters where there is none."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for index, name in enumerate(result.columns):
        is_number = all(isinstance(row[index], int | float) or row[index] is None for row in result.rows)
        table.add_column(name, justify="right" if is_number and result.rows else "left", overflow="fold")
    for row in result.rows:
        table.add_row(*map(_shown, row))
    stream = io.StringIO()
    width = None if sys.stdout.isatty() else _WIDE
    console = Console(file=stream, width=width, force_terminal=False, highlight=False, markup=False)
    console.print(table)
    lines = [line.rstrip() for line in stream.getvalue().splitlines()]
    lines.append(f"({len(result.rows):,} rows)")
    return "\n".join(lines) + "\n"


def print_status(layout: Layout) -> None:
    """Print what is published and whether a run is under way."""
    layout.require_published()
    sql = (
        "select run_id, finished_at, documents_read, articles_kept, duplicates, rejected, articles_total "
        "from runs order by run_id desc limit 5"
    )
    runs = run_query(layout.database, sql, {})
    latest = dict(zip(runs.columns, runs.rows[0], strict=True))
    click.echo(f"{layout.root}: run {latest['run_id']}, {latest['articles_total']:,} articles")
    busy = holder(layout)
    click.echo(f"Under way: {busy}" if busy else "No run is under way.")
    click.echo("Latest runs:")
    click.echo(as_table(runs), nl=False)
    stale = run_query(
        layout.database,
        "select count(*) from articles join runs using (run_id) "
        "where rules_hash <> (select rules_hash from runs order by run_id desc limit 1)",
        {},
    ).rows[0][0]
    if stale:
        click.echo(f"{stale:,} articles were processed under older rules; run again over their sources to renew them.")
