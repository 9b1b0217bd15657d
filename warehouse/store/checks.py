"""Checks before a publish: SQL that returns offending rows. ``fail__`` blocks the publish, ``warn__`` is reported.

Besides the files in ``sql/checks``, offsets (:mod:`warehouse.store.spans`), keys, foreign keys and closed lists are
checked for every table from the contract, so that a new table cannot be forgotten.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import duckdb

from warehouse.contract.schema import Table
from warehouse.contract.tables import TABLE, TABLES
from warehouse.statements import description, literal, sql_files
from warehouse.store.spans import SPANS, Span, mismatches

_SHOWN: Final = 3  # offending rows in the message: enough to see the pattern


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that found rows."""

    name: str
    row_count: int
    examples: tuple[str, ...]
    about: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the publish stops."""
        return self.name.startswith("fail__")

    def __str__(self) -> str:
        """One line: the check, how many rows, what it is about, an example."""
        rows = "1 row" if self.row_count == 1 else f"{self.row_count:,} rows"
        example = f"e.g. {self.examples[0]}" if self.examples else ""
        return "; ".join(filter(None, (f"{self.name}: {rows}", self.about.rstrip("."), example)))


def _table_checks(table: Table) -> Iterator[tuple[str, str]]:
    key = ", ".join(f'"{column}"' for column in table.key)
    name = table.name
    yield f"fail__{name}_key_unique", f"select {key}, count(*) as n from {name} group by {key} having count(*) > 1"
    for column, other, other_column in table.references:
        yield (
            f"fail__{name}_{column}_in_{other}",
            (
                f'select "{column}" from {name} where "{column}" is not null '
                f'and "{column}" not in (select "{other_column}" from {other})'
            ),
        )
    for column_ in table.columns:
        if column_.allowed:
            values = ", ".join(literal(value) for value in column_.allowed)
            # rules go and come, and so do lists that have a table: rows of earlier runs keep what they name
            is_listed = any(
                name == column_.name and TABLE[other].origin == "static" for name, other, _ in table.references
            )
            level = "warn" if column_.name == "rule" or is_listed else "fail"
            yield (
                f"{level}__{name}_{column_.name}_allowed",
                f'select "{column_.name}" from {name} where "{column_.name}" not in ({values})',
            )


def all_checks() -> Iterator[tuple[str, str]]:
    """Name and SQL of every check."""
    for table in TABLES:
        yield from _table_checks(table)
    yield from sql_files("checks")


def run_checks(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Findings of all checks on the connected database; an empty list is a clean bill."""
    findings = []
    for name, sql in all_checks():
        statement = sql.strip().rstrip(";")
        (count,) = connection.execute(f"select count(*) from ({statement}\n)").fetchone() or (0,)
        if count:
            rows = connection.execute(f"select * from ({statement}\n) limit {_SHOWN}").fetchall()
            examples = tuple(", ".join(map(str, row))[:200] for row in rows)
            findings.append(Finding(name, count, examples, description(sql)))
    findings += [finding for span in SPANS if (finding := _span_finding(connection, span)) is not None]
    return findings


def _span_finding(connection: duckdb.DuckDBPyConnection, span: Span) -> Finding | None:
    """What is found where offsets do not reproduce their text."""
    examples: list[str] = []
    count = 0
    for count, mismatch in enumerate(mismatches(connection, span), start=1):
        if count <= _SHOWN:
            examples.append(", ".join(map(str, mismatch))[:200])
    if not count:
        return None
    return Finding(span.check, count, tuple(examples), f"The offsets of {span.table} reproduce {span.text}")
