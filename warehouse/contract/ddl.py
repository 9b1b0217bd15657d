"""DuckDB's tables and comments, and the data dictionary, from what is declared of tables and views."""

from collections.abc import Iterable, Iterator

import polars as pl

from warehouse.contract.frames import conform
from warehouse.contract.schema import Column, Table
from warehouse.contract.tables import TABLES
from warehouse.contract.views import VIEWS
from warehouse.statements import comment_text, literal, view_files


def create_table(table: Table) -> str:
    """``create table`` of one table; required columns are ``not null``."""
    columns = ",\n    ".join(
        f'"{column.name}" {column.type}{" not null" if column.is_required else ""}' for column in table.columns
    )
    return f'create table "{table.name}" (\n    {columns}\n);'


def comments(table: Table) -> list[str]:
    """Comment statements: the grain for the table, and for each column its description and unit."""
    about = literal(f"{table.grain}. {table.description}")
    return [f'comment on table "{table.name}" is {about};', *column_comments(table.name, table.columns)]


def column_comments(relation: str, columns: Iterable[Column]) -> Iterator[str]:
    """Comment statements of the columns of a table or view: description and unit."""
    for column in columns:
        unit = f" [{column.unit}]" if column.unit else ""
        yield f'comment on column "{relation}"."{column.name}" is {literal(column.description + unit)};'


def view_comment(name: str, sql: str) -> str:
    """Comment statement of a view: the question, the grain and the rules of its first lines."""
    return f'comment on view "{name}" is {literal(comment_text(sql))};'


def data_dictionary() -> pl.DataFrame:
    """The ``data_dictionary`` table: one row per column of every table and view."""
    relations = [("table", table.name, table.columns) for table in TABLES]
    relations += [("view", view.name, view.columns) for view in VIEWS]
    rows = [
        (name, kind, i, c.name, c.type, c.description, c.unit, "; ".join(c.allowed) or None, c.example)
        for kind, name, columns in relations
        for i, c in enumerate(columns)
    ]
    names = (
        *("table_name", "relation_kind", "column_index", "column_name"),
        *("type", "description", "unit", "allowed_values", "example"),
    )
    frame = pl.DataFrame(dict(zip(names, zip(*rows, strict=True), strict=True)))
    return conform(frame, "data_dictionary")


def dictionary_page() -> str:
    """The page ``docs/data-dictionary.md``."""
    lines = [
        "# Data dictionary",
        "",
        "Generated from `warehouse/contract/` by `newsprism dictionary --write`; do not edit by hand.",
        "Offsets (`char_start`, `char_end`) are code points into `articles.text`:",
        "`substring(text, char_start + 1, char_end - char_start)` gives the stretch.",
        "",
        "# Tables",
        "",
    ]
    for table in TABLES:
        about = f"{table.grain[0].upper()}{table.grain[1:]}. {table.description}"
        lines += _section(table.name, about, table.key, table.columns)
    lines += ["# Views", "", "Made from the tables when they are read; `docs/queries.md` has an example of each.", ""]
    questions = {name: comment_text(sql) for name, sql in view_files()}
    for view in VIEWS:
        lines += _section(view.name, questions[view.name], view.key, view.columns)
    return "\n".join(lines)


def _section(name: str, about: str, key: tuple[str, ...], columns: tuple[Column, ...]) -> Iterator[str]:
    yield from (f"## {name}", "", about, "", f"Key: {', '.join(f'`{column}`' for column in key)}.", "")
    yield from ("| column | type | what it holds | allowed values |", "|---|---|---|---|")
    for column in columns:
        unit = f" Unit: {column.unit}." if column.unit else ""
        example = f" Example: `{column.example}`." if column.example else ""
        null = "" if column.is_required else " May be null."
        what = f"{column.description}{unit}{example}{null}"
        yield f"| `{column.name}` | {column.type} | {what} | {', '.join(column.allowed)} |"
    yield ""
