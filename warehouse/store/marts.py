"""Tables that are made from others by one ``select`` each, ``sql/marts/<name>.sql``.

A mart's row depends on the rows of one article or of one story alone (its ``scope``; a calendar's few rows depend on
all). So a run that changed some of them makes those rows again and no others: the ``select`` is run where the names of
the tables stand for the rows of those articles (temporary tables of the same names, which DuckDB finds first, also from
within views).
"""

import contextlib
import graphlib
import itertools
import re
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

import duckdb

from warehouse.contract.schema import Scope, Table
from warehouse.contract.tables import TABLE, TABLES
from warehouse.statements import mart_sql, view_files
from warehouse.store.changes import FEW, Changes, columns, columns_of, rows_where
from warehouse.store.database import with_room
from warehouse.store.layout import CATALOG
from warehouse.store.places import lies_in_order, rows_between

_UNREAD: Final = {"articles": "text"}  # columns that no mart reads, by table: it is half of what there is to read
# articles of which marts are made at a time, by scope: of stories, whose rows are joined, and of single articles, whose
# rows are counted; some hundred MB
_AT_ONCE: Final[Mapping[Scope, int]] = {"story_id": 20_000, "article_id": 50_000}
_WORD: Final = re.compile(r"\w+")


def marts() -> list[tuple[Table, str]]:
    """Every mart with its ``select``, each after those that it reads; those of one scope together as far as can be."""
    made = {table.name: mart_sql(table.name) for table in TABLES if table.origin == "mart"}
    views = dict(view_files()) if made else {}
    used = {name: (tables_of(sql, views) & made.keys()) - {name} for name, sql in made.items()}
    sorter = graphlib.TopologicalSorter(used)
    sorter.prepare()
    order: list[Table] = []
    ready: list[Table] = []
    while sorter.is_active():
        ready += [TABLE[name] for name in sorter.get_ready()]
        scope = order[-1].scope if order else "story_id"
        one = min(ready, key=lambda table: (table.scope != scope, table.name))
        ready.remove(one)
        order.append(one)
        sorter.done(one.name)
    return [(table, made[table.name]) for table in order]


def tables_of(sql: str, views: dict[str, str]) -> set[str]:
    """Tables that a query names, by itself or through views."""
    found: set[str] = set()
    met: set[str] = set()
    pending = [sql]
    while pending:
        code = "\n".join(line for line in pending.pop().splitlines() if line[:2] != "--")
        words = set(_WORD.findall(code)) - met
        met |= words
        found |= words & TABLE.keys()
        pending += [views[name] for name in words & views.keys()]
    return found


def fill_mart(connection: duckdb.DuckDBPyConnection, table: Table, sql: str) -> None:
    """Make all rows of a mart whose table is empty, in the order of their periods (table ``periods``) and keys."""
    names, rows, order = columns(table.column_names), f"(\n{sql}\n) m", columns_of("m", table.key)
    if table.is_partitioned:
        rows, order = f"{rows} left join periods on of_article = m.article_id", f"period, {order}"
    chosen = columns_of("m", table.column_names)
    connection.execute(f"insert into {CATALOG}.{table.name} ({names}) select {chosen} from {rows} order by {order}")


def fill_marts(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all rows of all marts, whose tables are empty.

    What marts join and count is more than a run may hold, and DuckDB does not put all of that on disk: so they are made
    some articles or stories at a time. Rows of stories lie in the order of the stories' first days.

    Args:
        connection: The database, in its file, with the temporary tables ``periods`` and ``places`` (``of_article`` and
            ``place``, by which its tables are ordered).
    """
    for scope, of_scope in itertools.groupby(marts(), key=lambda one: one[0].scope):
        every = list(of_scope)
        parts = _cut(connection, scope) if scope in _AT_ONCE else 1
        for part in range(parts):
            if parts > 1:
                _fill_part(connection, every, scope, part)
            else:
                for table, sql in every:
                    with_room(connection, partial(fill_mart, connection, table, sql))


def _cut(connection: duckdb.DuckDBPyConnection, scope: Scope) -> int:
    """Put articles, or stories, into parts of some thousand articles, ``parts``; the result says how many these are."""
    of_scope = f"select story_id, min(place) as place, count(*) as size from {CATALOG}.articles "
    of_scope += "join places on of_article = article_id where story_id is not null group by story_id"
    if scope == "article_id":
        of_scope = "select of_article as article_id, place, 1 as size from places"
    connection.execute(
        f"create or replace temp table parts as select {scope}, "
        f"((sum(size) over (order by place, {scope}) - size) // {_AT_ONCE[scope]})::integer as part from ({of_scope})"
    )
    ((last,),) = connection.execute("select coalesce(max(part), 0) from parts").fetchall()
    return int(last) + 1


def _fill_part(connection: duckdb.DuckDBPyConnection, every: list[tuple[Table, str]], scope: Scope, part: int) -> None:
    """Rows of marts of one part of the articles or stories."""
    views = dict(view_files())
    of_part = f"select {scope} from parts where part = {part}"
    connection.execute(
        f"create or replace temp table articles_again as select article_id from {CATALOG}.articles "
        f"where {scope} in ({of_part})"
    )
    ((low, high),) = connection.execute(
        "select min(place), max(place) from places where of_article in (select article_id from articles_again)"
    ).fetchall()
    rows = _Rows(connection, "articles_again", without=_UNREAD, places=(low, high), are_all=scope == "article_id")
    for table, sql in every:
        with_room(connection, partial(rows.stand_for, tables_of(sql, views)))
        own = f"select * from (\n{sql}\n) where {scope} in ({of_part})"
        with_room(connection, partial(fill_mart, connection, table, own))
    rows.let_go()


def renew_marts(connection: duckdb.DuckDBPyConnection, changes: Changes) -> None:
    """Make those rows of the marts again that depend on what was changed.

    Args:
        connection: The database, in a transaction; the temporary table ``stories_before`` says which ``article_id`` was
            in which ``story_id``.
        changes: What was changed, and gets what is changed here.
    """
    views = dict(view_files())
    every = [(table, sql, frozenset(tables_of(sql, views))) for table, sql in marts()]
    for scope, of_scope in itertools.groupby(every, key=lambda one: one[0].scope):
        _renew(connection, changes, scope, list(of_scope))


def _renew(
    connection: duckdb.DuckDBPyConnection,
    changes: Changes,
    scope: Scope,
    every: list[tuple[Table, str, frozenset[str]]],
) -> None:
    """Rows of marts of one scope; what one of them changes belongs to articles that are looked at anyway."""
    read_by_any = frozenset[str]().union(*(read for *_, read in every))
    leads = {name: _articles_that_lead_to(TABLE[name]) for name in sorted(read_by_any & changes.tables)}
    whole = {name for name, lead in leads.items() if lead is None}  # they belong to no article
    again = _find_again(connection, scope, [lead for lead in leads.values() if lead is not None])
    rows = _Rows(connection, "articles_again", without=_UNREAD, changes=changes)
    for table, sql, read in every:
        chosen = f"select {columns(table.column_names)} from (\n{sql}\n)"
        if read & whole or (scope == "all" and read & changes.tables):
            rows.let_go()
            connection.execute(f"create temp table fresh as {chosen}")
            changes.replace_rows(table, "fresh")
            whole.add(table.name)
        elif read & changes.tables:
            rows.stand_for(read)
            connection.execute(f"create temp table fresh as {chosen} where {scope} in (from {again})")
            of_again = f"{scope} in (from {again})"
            changes.replace_rows(table, "fresh", scope=of_again, is_all_in_scope=True, are_few=rows.are_few)
        connection.execute("drop table if exists fresh")
    rows.let_go()


def _find_again(connection: duckdb.DuckDBPyConnection, scope: Scope, leads: list[str]) -> str:
    """Find the articles to look at, ``articles_again``; the result names the table of what is to be made again."""
    led = " union ".join(leads) or f"select article_id from {CATALOG}.articles where false"
    connection.execute(f"create or replace temp table articles_again as {led}")
    if scope != "story_id":
        return "articles_again"
    connection.execute(
        "create or replace temp table stories_again as "
        "select story_id from stories_before where article_id in (from articles_again) union "
        f"select story_id from {CATALOG}.articles where article_id in (from articles_again)"
    )
    connection.execute(
        "create or replace temp table articles_again as "
        f"select article_id from {CATALOG}.articles where story_id in (from stories_again)"
    )
    return "stories_again"


def _articles_that_lead_to(table: Table) -> str | None:
    """The SQL of articles whose marts depend on what was changed of a table; None where that is none in particular."""
    if table.is_partitioned:
        return f"select article_id from changed_articles where of_table = '{table.name}'"
    leading = [
        f"select {other.article_key} as article_id from {CATALOG}.{other.name} "
        f'where "{column}" in (select "{key}" from changed_{table.name})'
        for other in TABLES
        if other.is_partitioned
        for column, name, key in other.references
        if name == table.name and key in table.key
    ]
    return " union ".join(leading) or None


@contextlib.contextmanager
def only_rows_of(
    connection: duckdb.DuckDBPyConnection,
    articles: str,
    tables: Collection[str] = TABLE.keys(),
    *,
    changes: Changes | None = None,
) -> Iterator[None]:
    """Let the names of the tables that hold rows of articles stand for the rows of some.

    Args:
        connection: A database in use.
        articles: A temporary table with their ``article_id``.
        tables: Which tables; all by default.
        changes: What was changed of the database.
    """
    rows = _Rows(connection, articles, changes=changes)
    try:
        rows.stand_for(tables)
        yield
    finally:
        rows.let_go()


class _Rows:
    """Rows of some articles under the names of their tables.

    Args:
        connection: A database in use.
        articles: A temporary table with their ``article_id``.
        without: Columns, by table, that nobody reads: they are null.
        changes: What was changed of the database; without, many rows are wanted, or it is not known where they lie.
        places: The first and the last of the articles' places, where the database was just built.
        are_all: Whether these are all articles between the two: then their rows are read where they lie.

    Attributes:
        are_few: Whether the articles are so small a part of all that their rows are read by their place.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        articles: str,
        *,
        without: Mapping[str, str] = MappingProxyType({}),
        changes: Changes | None = None,
        places: tuple[int, int] | None = None,
        are_all: bool = False,
    ) -> None:
        self._connection, self._articles, self._without, self._changes = connection, articles, without, changes
        self._places, self._are_all = places, are_all
        self._there: dict[str, str] = {}
        self.are_few = False
        if changes is not None:
            counted = f"select (select count(*) from {articles}), (select count(*) from {CATALOG}.articles)"
            ((own, every),) = connection.execute(counted).fetchall()
            self.are_few = own <= every * FEW

    def stand_for(self, tables: Collection[str]) -> None:
        """Let the names of these tables stand for the rows, too, where they hold rows of articles."""
        for table in TABLES:
            if table.has_articles and table.name in tables and table.name not in self._there:
                own = f"{table.article_key} in (select article_id from {self._articles})"
                unread, kind = self._without.get(table.name), "table"
                if self._places and lies_in_order(table):
                    between = rows_between(self._connection, table, *self._places)
                    own, kind = (between, "view") if self._are_all else (f"{between} and {own}", kind)
                if self._changes is None:
                    rows = rows_where(f"{CATALOG}.{table.name}", own, without=unread)
                else:
                    rows = self._changes.rows_where(table, own, without=unread, are_few=self.are_few)
                self._connection.execute(f"create temp {kind} {table.name} as {rows}")
                self._there[table.name] = kind

    def let_go(self) -> None:
        """Let all names stand for the tables again."""
        for name, kind in sorted(self._there.items()):
            self._connection.execute(f"drop {kind} temp.{name}")
        self._there.clear()
