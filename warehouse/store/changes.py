"""What a run changed of a database that it brings up to date: which articles' rows of which table, and which rows.

Kept in temporary tables beside the database: ``changed_articles`` (``of_table``, ``article_id``) for tables whose rows
belong to articles, ``changed_<table>`` (its key) for the others.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import duckdb

from warehouse.contract.schema import Table
from warehouse.store.handed import Cells
from warehouse.store.layout import CATALOG

FEW: Final = 0.25  # of the articles: as many cost the same read by their place and in a pass over all columns


class Changes:
    """Brings tables up to date and keeps what was changed.

    Args:
        connection: The database, in a transaction.

    Attributes:
        tables: Names of the tables that are not as they were.
        shrunk: Those of them that lost rows: what refers to them may lead nowhere.
        unsettled: Those that were changed since the database was opened, see :meth:`rows_where`.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self.tables: set[str] = set()
        self.shrunk: set[str] = set()
        self.unsettled: set[str] = set()
        connection.execute("create or replace temp table changed_articles (of_table varchar, article_id varchar)")

    def _run(self, sql: str) -> int:
        """Carry out a statement that changes rows.

        Returns:
            How many.
        """
        ((count,),) = self._connection.execute(sql).fetchall()
        return int(count)

    def _note(self, table: Table, rows: str) -> None:
        """Note that rows are changed; ``rows`` is SQL with the table's key, and its article where it has one."""
        if table.is_partitioned:
            sql = f"insert into changed_articles select distinct '{table.name}', {table.article_key} from ({rows})"
        else:
            key = columns(table.key)
            none = f"select {key} from {_name(table)} where false"
            self._connection.execute(f"create temp table if not exists changed_{table.name} as {none}")
            sql = f"insert into changed_{table.name} select distinct {key} from ({rows})"
        if self._run(sql):
            self._changed(table)

    def _changed(self, table: Table) -> None:
        self.tables.add(table.name)
        self.unsettled.add(table.name)

    def rows_where(self, table: Table, condition: str, *, without: str | None = None, are_few: bool = True) -> str:
        """The SQL of a table's rows under a condition, read by their place where that is safe and costs less.

        Args:
            table: The table.
            condition: SQL over it.
            without: A column of texts that is not wanted, and null then.
            are_few: Whether the rows are a small part of the table.
        """
        by_place = are_few and table.name not in self.unsettled
        return rows_where(_name(table), condition, without=without, by_place=by_place)

    def replace_articles(self, table: Table, *, old: str, new: str, made: str) -> None:
        """Put rows of articles in the place of their old ones.

        Args:
            table: The table.
            old: SQL that gives the ids of articles whose rows go.
            new: SQL of the new rows.
            made: SQL that gives the ids of articles that have some.
        """
        execute = self._connection.execute
        of_old = f"from {_name(table)} where {table.article_key} in ({old})"
        execute(f"create temp table rows_to_go as select {table.article_key} as article_id, rowid as place {of_old}")
        ids = f"select article_id from rows_to_go union {made}"
        if self._run(f"insert into changed_articles select '{table.name}', article_id from ({ids})"):
            self._changed(table)
        if self._run(f"delete from {_name(table)} where rowid in (select place from rows_to_go)"):
            self.shrunk.add(table.name)
        execute("drop table rows_to_go")
        self._run(f"insert into {_name(table)} by name {new}")

    def add(self, table: Table, rows: str) -> None:
        """Add rows to a table."""
        self._note(table, rows)
        self._run(f"insert into {_name(table)} by name select * from ({rows}) order by {columns(table.key)}")

    def drop(self, table: Table, condition: str) -> None:
        """Take rows out; ``condition`` is SQL over the table."""
        self._note(table, f"from {_name(table)} where {condition}")
        if self._run(f"delete from {_name(table)} where {condition}"):
            self.shrunk.add(table.name)

    def replace_rows(
        self,
        table: Table,
        rows: str,
        *,
        scope: str = "true",
        is_all_in_scope: bool = False,
        are_few: bool = False,
    ) -> None:
        """Put rows in the place of old ones; those that are the same as before are not written.

        Args:
            table: The table.
            rows: Relation with the new rows, all columns of the table in order.
            scope: Condition (SQL over the table) of the old rows that go; those with the key of a new one go, too.
            is_all_in_scope: Whether no other old row can have the key of a new one, so that none is looked for.
            are_few: Whether the old rows that go are a small part of the table.
        """
        key = columns(table.key)
        execute = self._connection.execute
        going = scope if is_all_in_scope else f"({scope}) or ({key}) in (select ({key}) from {rows})"
        execute(f"create temp table rows_of_old as {self.rows_where(table, going, are_few=are_few)}")
        execute(f"create temp table rows_to_go as from rows_of_old except from {rows}")
        execute(f"create temp table rows_to_come as from {rows} except from rows_of_old")
        self._note(table, "from rows_to_go union all from rows_to_come")
        if self._run(f"delete from {_name(table)} where ({key}) in (select ({key}) from rows_to_go)"):
            self.shrunk.add(table.name)
        self._run(f"insert into {_name(table)} by name select * from rows_to_come order by {key}")
        for name in ("rows_of_old", "rows_to_go", "rows_to_come"):
            execute(f"drop table {name}")

    def decide(self, table: Table, decided: Cells, relation: str) -> None:
        """Bring columns of a table up to what was decided across articles; cells that are the same are not written.

        Args:
            table: The table.
            decided: What was decided.
            relation: Its rows, by name in SQL.
        """
        key, *names = decided.rows.columns
        unlike = " or ".join(f't."{name}" is distinct from o."{name}"' for name in names)
        met = f't."{key}" = o."{key}" and ({unlike})'
        self._note(table, f"select t.* from {_name(table)} t join {relation} o on {met}")
        values = ", ".join(f'"{name}" = o."{name}"' for name in names)
        self._run(f"update {_name(table)} t set {values} from {relation} o where {met}")
        if decided.is_whole:
            is_set = " or ".join(f"{column} is not null" for column in _quoted(names))
            beyond = f'("{key}" is null or "{key}" not in (select "{key}" from {relation})) and ({is_set})'
            self._note(table, f"from {_name(table)} where {beyond}")
            nulls = ", ".join(f"{column} = null" for column in _quoted(names))
            self._run(f"update {_name(table)} set {nulls} where {beyond}")


def rows_where(relation: str, condition: str, *, without: str | None = None, by_place: bool = False) -> str:
    """The SQL of a table's rows under a condition.

    Args:
        relation: The table.
        condition: SQL over it.
        without: A column of texts that is not wanted, and null then.
        by_place: Whether rows are found by the columns that the condition names, and then read by their place: in one
            step DuckDB would read all columns of all rows, texts and terms, at five times the cost where few are
            wanted, and more where many are. Only of a table that no statement has changed since the
            database was opened: of rows that are not in the file yet DuckDB 2.0 reads texts by their place from
            memory that is not theirs, and crashes or gives other texts.
    """
    chosen = "*" if without is None else f"* replace (null::varchar as {without})"
    found = f"rowid in (select rowid from {relation} where {condition})" if by_place else condition
    return f"select {chosen} from {relation} where {found}"


def columns(names: Sequence[str]) -> str:
    """Names of columns in SQL."""
    return ", ".join(_quoted(names))


def columns_of(relation: str, names: Sequence[str]) -> str:
    """Names of a relation's columns in SQL."""
    return ", ".join(f"{relation}.{column}" for column in _quoted(names))


def _quoted(names: Iterable[str]) -> list[str]:
    return [f'"{name}"' for name in names]


def _name(table: Table) -> str:
    """A table of the database, whatever temporary table has its name."""
    return f"{CATALOG}.{table.name}"
