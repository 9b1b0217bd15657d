"""``newsprism query``: a named analysis, a file of SQL, or SQL itself, read-only."""

import contextlib
import os
import shutil
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final, TextIO

import click

from flows import options
from flows.commands.formats import as_table, write_json
from flows.commands.forms import Form, of_rows
from flows.exits import nowhere
from warehouse.csv_text import BOM, write_csv
from warehouse.query import Answer, ParameterError, QueryError, Result, nearest, open_query
from warehouse.remote.places import opened
from warehouse.statements import analysis, description, example, sql_files
from warehouse.store.layout import Layout

_PLAIN: Final = Form()
_SHOWN: Final = 100  # rows of a table for people who do not say how many
_OUTLETS: Final = "newsprism outlets lists the ids of outlets"
_LISTED: Final = {  # where the values of parameters are found
    **dict.fromkeys(("outlet", "first", "second", "other"), _OUTLETS),
    "name": "newsprism query quoted-sources lists who speaks",
    "story": "newsprism query stories lists the ids of stories",
    "words": "newsprism query variants lists the sentences that several outlets quote",
}


@click.command("query")
@click.argument("query", metavar="NAME|FILE|SQL", required=False)
@options.warehouse
@click.option("--param", "params", multiple=True, metavar="K=V", help="Value for $K in the query.")
@of_rows
def command(query: str | None, *, warehouse: str, params: tuple[str, ...], form: Form) -> None:
    """Run a named analysis, a file of SQL, or SQL itself, read-only and sandboxed; without one, list the analyses."""
    if query is None:
        list_analyses()
        return
    run_named(query, layout=opened(warehouse), params=params, form=form)


def list_analyses() -> None:
    """Print the named analyses with the questions they answer."""
    with open_ended(sys.stdout) as stream:
        for name, sql in sql_files("analyses"):
            stream.write(f"{name:<24}{description(sql)}\n")


def run_named(query: str, *, layout: Layout, params: tuple[str, ...] = (), form: Form = _PLAIN) -> None:
    """Run a query and print or write its rows.

    Args:
        query: Name of an analysis, path of a file of SQL, ``-`` for the standard input, or SQL.
        layout: The warehouse.
        params: ``name=value`` for each ``$name`` of the query.
        form: In what form the rows are wanted.

    Raises:
        click.UsageError: No such analysis or file; a parameter is missing, unknown or malformed; no file for parquet.
        QueryError: The SQL is wrong, or the sandbox refuses it.
    """
    form.check()
    out = form.out
    if out is not None and out.resolve().is_relative_to(layout.root.resolve()):
        raise click.UsageError(f"--out {out} lies in the warehouse, which runs alone may write to")
    sql, parameters = _sql_of(query), _parameters(params)
    try:
        database, bounds = layout.require_published(), form.bounds
        with open_query(database, sql, parameters, include_copies=form.include_copies, bounds=bounds) as answer:
            if out is None:
                width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
                with open_ended(sys.stdout) as stream:
                    _write(answer, stream, form, width=width, asked=params)
            elif form.format == "parquet":
                answer.write_parquet(out)
            else:
                with _whole(out) as stream:
                    _write(answer, stream, form, width=None, asked=params)
    except ParameterError as error:
        raise click.UsageError("; ".join([str(error), *_help(sql, parameters)])) from error


def _help(sql: str, parameters: Collection[str]) -> Iterator[str]:
    """What to type instead of a query that lacks a parameter, or has one too many, and where its values are found."""
    shown = example(sql)
    if shown:
        yield f"for example {shown}"
    yield from dict.fromkeys(_LISTED[name] for name in _LISTED if f"{name}=" in shown and name not in parameters)


def _write(answer: Answer, stream: TextIO, form: Form, *, width: int | None, asked: Sequence[str]) -> None:
    if form.format == "csv":
        stream.write(BOM if form.bom else "")
        write_csv(stream, answer.columns, answer.batches(), is_exact=form.exact)
    elif form.format == "json":
        write_json(stream, answer.columns, answer.batches())
    else:
        shown = form.rows or _SHOWN
        rows = answer.rows(shown + 1)
        table = as_table(Result(answer.columns, rows[:shown]), width)
        if len(rows) > shown:
            count = f"(the first {shown:,} rows; --rows N shows more, --format csv gives all)\n"
            table = table.rpartition("(")[0] + count
        stream.write(table)
        if not rows and asked:
            names = [name for name in _LISTED if any(param.startswith(f"{name}=") for param in asked)]
            hints = dict.fromkeys(_LISTED[name] for name in names or ["outlet"])
            click.echo("; ".join([f"Nothing for {', '.join(asked)}", *hints]) + ".", err=True)


def _sql_of(query: str) -> str:
    named = analysis(query)
    if named is not None:
        return named
    if query == "-":
        return sys.stdin.read()
    if any(sign in query for sign in " \n\t(;"):
        return query
    path = Path(query)
    if path.is_file():
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise QueryError(f"{query}: no text in UTF-8 (byte {error.start})") from error
    names = [name for name, _ in sql_files("analyses")]
    if path.suffix == ".sql" or os.sep in query:
        raise click.UsageError(f"{query}: no such file; named analyses: {', '.join(names)}")
    raise click.UsageError(f'{query}: no such analysis; {nearest(query, names)} For a table: "from {query}"')


def _parameters(params: tuple[str, ...]) -> dict[str, str]:
    parameters: dict[str, str] = {}
    for param in params:
        name, equals, value = param.partition("=")
        name = name.strip().removeprefix("$")
        if not equals or not name:
            raise click.UsageError(f"--param wants K=V, not {param!r}")
        if name in parameters:
            raise click.UsageError(f"--param {name} is given twice")
        parameters[name] = value
    return parameters


@contextlib.contextmanager
def open_ended(stream: TextIO) -> Iterator[TextIO]:
    """Write to a reader who may have seen enough, as in ``| head``: that is no failure."""
    try:
        yield stream
        stream.flush()
    except BrokenPipeError:
        nowhere()
        raise SystemExit(0) from None


@contextlib.contextmanager
def _whole(path: Path) -> Iterator[TextIO]:
    """A file that is there whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        with draft.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        os.replace(draft, path)  # noqa: PTH105  whole or not at all
    finally:
        draft.unlink(missing_ok=True)
