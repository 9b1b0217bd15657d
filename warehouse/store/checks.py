"""Checks before a publish: SQL that returns offending rows. ``fail__`` blocks the publish, ``warn__`` is reported.

Besides the files in ``sql/checks``, offsets (:mod:`warehouse.store.spans`), keys, foreign keys and closed lists are
checked for every table from the contract, so that a new table cannot be forgotten. A run that brings a clean database
up to date looks at the rows that it touched; ``newsprism check`` and a database that is built anew look at all.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import duckdb

from warehouse.contract.schema import Table
from warehouse.contract.tables import TABLE, TABLES
from warehouse.statements import description, literal, sql_files, view_files
from warehouse.store.changes import Changes, columns
from warehouse.store.marts import only_rows_of, tables_of
from warehouse.store.spans import SPANS, Span, mismatches

_SHOWN: Final = 3  # offending rows in the message: enough to see the pattern
_SHOWN_LENGTH: Final = 200  # characters of one
_OF_ARTICLES: Final = "-- Looks at one article at a time."  # in the head of a file: the others need all rows


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


class Check(NamedTuple):
    """A check: SQL that returns offending rows.

    Attributes:
        name: ``fail__…`` or ``warn__…``.
        sql: A query; ``{every}`` stands before a table of which all rows are to be looked at, whatever the others are,
            and ``{changed}`` behind one of which changed rows may do.
        reads: Tables that it names.
        is_of_articles: Whether it finds what is wrong with an article among that article's rows alone.
        refers_to: The table whose rows it wants to be there, if it says no more than that.
        condition: What a row of the table that it reads must not be, if it says no more than that.
        key: Columns of that table of which no two rows may have the same values, if it says no more than that.
    """

    name: str
    sql: str
    reads: frozenset[str]
    is_of_articles: bool
    refers_to: str = ""
    condition: str = ""
    key: str = ""


def _table_checks(table: Table) -> Iterator[Check]:
    key = ", ".join(f'"{column}"' for column in table.key)
    name, own = table.name, frozenset({table.name})
    doubled = f"select {key}, count(*) as n from {name} group by {key} having count(*) > 1"
    yield Check(f"fail__{name}_key_unique", doubled, own, table.has_articles, key=key)
    for column, other, other_column in table.references:
        is_within = TABLE[other].has_articles and column == other_column  # evidence is another article's
        among = other if is_within else f"{{every}}{other}"
        yield Check(
            f"fail__{name}_{column}_in_{other}",
            f'select "{column}" from {name}{{changed}} where "{column}" is not null '
            f'and "{column}" not in (select "{other_column}" from {among})',
            own,
            table.has_articles,
            "" if is_within else other,
        )
    for column_ in table.columns:
        if column_.allowed:
            values = ", ".join(literal(value) for value in column_.allowed)
            # rules go and come, and so do lists that have a table: rows of earlier runs keep what they name
            is_listed = any(
                name == column_.name and TABLE[other].origin == "static" for name, other, _ in table.references
            )
            level = "warn" if column_.name == "rule" or is_listed else "fail"
            condition = f'"{column_.name}" not in ({values})'
            yield Check(
                f"{level}__{name}_{column_.name}_allowed",
                f'select "{column_.name}" from {name} where {condition}',
                own,
                table.has_articles,
                condition=condition,
            )


def all_checks() -> Iterator[Check]:
    """Every check but those of offsets."""
    for table in TABLES:
        yield from _table_checks(table)
    views = dict(view_files())
    for name, sql in sql_files("checks"):
        yield Check(name, sql.strip().rstrip(";"), frozenset(tables_of(sql, views)), _OF_ARTICLES in sql)


def run_checks(connection: duckdb.DuckDBPyConnection, *, changes: Changes | None = None) -> list[Finding]:
    """Findings on the connected database; an empty list is a clean bill.

    Args:
        connection: A database in use.
        changes: What was changed of a database that was clean before; without, all rows are looked at. Of what is wrong
            with single articles the changed ones are then looked at alone, of the rest what the changes can have
            touched.
    """
    ((catalog,),) = connection.execute("select current_database()").fetchall()
    checks = list(all_checks())
    if changes is None:
        return [*_findings(connection, checks, catalog), *_of_spans(connection, by_place=True)]
    connection.execute(
        "create or replace temp table articles_to_check as select distinct article_id from changed_articles"
    )
    with only_rows_of(connection, "articles_to_check", changes=changes):
        of_articles = [check for check in checks if check.is_of_articles and check.refers_to not in changes.shrunk]
        findings = [*_findings(connection, of_articles, catalog), *_of_spans(connection, by_place=False)]
    rest = [
        check
        for check in checks
        if check.refers_to in changes.shrunk
        or (not check.is_of_articles and (not check.reads or check.reads & changes.tables))
    ]
    return findings + _findings(connection, rest, catalog, changes=changes)


def _only_changed(check: Check, changes: Changes | None) -> str:
    """The SQL behind a table that leaves those rows which may lead elsewhere than before."""
    if changes is None or not check.refers_to or check.is_of_articles or check.refers_to in changes.shrunk:
        return ""
    (name,) = check.reads
    return f" semi join changed_{name} using ({columns(TABLE[name].key)})"


def _findings(
    connection: duckdb.DuckDBPyConnection,
    checks: Iterable[Check],
    catalog: str,
    *,
    changes: Changes | None = None,
) -> list[Finding]:
    findings = []
    checks = list(checks)
    counts = _counts(connection, [check for check in checks if check.condition or check.key])
    for check in checks:
        sql = check.sql.replace("{every}", f'"{catalog}".').replace("{changed}", _only_changed(check, changes))
        count = counts.get(check.name)
        if count is None:
            ((count,),) = connection.execute(f"select count(*) from ({sql}\n)").fetchall()
        if count:
            rows = connection.execute(f"select * from ({sql}\n) limit {_SHOWN}").fetchall()
            examples = tuple(", ".join(map(str, row))[:_SHOWN_LENGTH] for row in rows)
            findings.append(Finding(check.name, count, examples, description(check.sql)))
    return findings


def _counts(connection: duckdb.DuckDBPyConnection, checks: Iterable[Check]) -> dict[str, int]:
    """Rows that meet a condition or double a key, by check: a table is read once for all that is wanted of it.

    Keys are told apart by their hashes, at half the cost. Where two of those are the same, the check itself has to
    look, and stands not among the counts.
    """
    by_table: dict[str, list[Check]] = {}
    for check in checks:
        (name,) = check.reads
        by_table.setdefault(name, []).append(check)
    counts: dict[str, int] = {}
    for name, of_table in by_table.items():
        wanted = [
            f"count(*) filter (where {check.condition})"
            if check.condition
            else f"count(*) - count(distinct hash({check.key}))"
            for check in of_table
        ]
        (found,) = connection.execute(f"select {', '.join(wanted)} from {name}").fetchall()
        counts |= {
            check.name: count for check, count in zip(of_table, found, strict=True) if check.condition or not count
        }
    return counts


def _of_spans(connection: duckdb.DuckDBPyConnection, *, by_place: bool) -> list[Finding]:
    """What is found where offsets do not reproduce their text; ``by_place`` where rows lie in the database's file."""
    examples: dict[Span, list[str]] = {}
    counts: Counter[Span] = Counter()
    for span, mismatch in mismatches(connection, by_place=by_place):
        counts[span] += 1
        if counts[span] <= _SHOWN:
            examples.setdefault(span, []).append(", ".join(map(str, mismatch))[:_SHOWN_LENGTH])
    return [
        Finding(span.check, counts[span], tuple(examples[span]), f"The offsets of {span.table} reproduce {span.text}")
        for span in SPANS
        if counts[span]
    ]
