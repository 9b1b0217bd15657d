"""DuckDB's tables and comments, and the data dictionary, from the schema."""

import polars as pl

from warehouse.contract.frames import conform
from warehouse.contract.schema import Table
from warehouse.contract.tables import TABLES
from warehouse.statements import literal


def create_table(table: Table) -> str:
    """``create table`` of one table; required columns are ``not null``."""
    columns = ",\n    ".join(
        f'"{column.name}" {column.type}{" not null" if column.is_required else ""}' for column in table.columns
    )
    return f'create table "{table.name}" (\n    {columns}\n);'


def comments(table: Table) -> list[str]:
    """Comment statements: the grain for the table, and for each column its description, unit and closed list."""
    statements = [f'comment on table "{table.name}" is {literal(f"{table.grain}. {table.description}")};']
    for column in table.columns:
        unit = f" [{column.unit}]" if column.unit else ""
        statements.append(f'comment on column "{table.name}"."{column.name}" is {literal(column.description + unit)};')
    return statements


def view_comment(name: str, sql: str) -> str:
    """Comment statement of a view: the question, the grain and the rules of its first lines."""
    lines = [line.removeprefix("--").strip() for line in sql.splitlines() if line.startswith("--")]
    text = " ".join(lines).partition(" Reads: ")[0]
    return f'comment on view "{name}" is {literal(text)};'


def data_dictionary() -> pl.DataFrame:
    """The ``data_dictionary`` table: one row per column of every table."""
    rows = [
        (t.name, i, c.name, c.type, c.description, c.unit, "; ".join(c.allowed) or None, c.example)
        for t in TABLES
        for i, c in enumerate(t.columns)
    ]
    names = ("table_name", "column_index", "column_name", "type", "description", "unit", "allowed_values", "example")
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
    ]
    for table in TABLES:
        lines += [f"## {table.name}", "", f"{table.grain[0].upper()}{table.grain[1:]}. {table.description}", ""]
        lines += [f"Key: {', '.join(f'`{name}`' for name in table.key)}.", ""]
        lines += ["| column | type | what it holds | allowed values |", "|---|---|---|---|"]
        for column in table.columns:
            unit = f" Unit: {column.unit}." if column.unit else ""
            example = f" Example: `{column.example}`." if column.example else ""
            null = "" if column.is_required else " May be null."
            what = f"{column.description}{unit}{example}{null}"
            lines.append(f"| `{column.name}` | {column.type} | {what} | {', '.join(column.allowed)} |")
        lines.append("")
    return "\n".join(lines)
