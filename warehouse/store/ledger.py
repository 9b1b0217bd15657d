"""The ledger: which documents and files a warehouse already holds, so that a run costs only what is new.

One DuckDB file for all runs. A row says which run wrote it (``born``) and which one put another in its place
(``gone``), by the number of the run in the ledger; the rows of now are those that nothing replaced. A run writes its
rows in one transaction, before it publishes. So the ledger of a published run is what is left when all rows of later
runs (killed in between, or rolled back) are taken out, and no run reads or writes more of it than what it asks for.

- ``documents``: a row an article: where it was read, a hash of what was read, the rules that made the article's rows;
  canonical address, the moments that the document says of itself, a sketch of its text (how versions are told from
  articles); of page dumps what was given beside the text, so that they can be cleaned again without their source;
- ``versions``: versions of articles that later ones replaced;
- ``files``: files that were read, with size, version and the rules that opened them;
- ``failures``: contents on which runs failed, and how often they were tried (:mod:`warehouse.store.failures`);
- ``fingerprints``: what rules were, step by step; an empty hash stands for what made the snapshot as a whole;
- ``lines``: lines of page dumps, ``dumps``: by what others are met that repeat them, and whether they repeat one,
  ``recurring``: lines that are taken for an outlet's furniture;
- ``fragments``: what is learned of outlets' templates, ``samples``: of how many and which articles, ``phrases``: in how
  many articles (and months) of each outlet's sample stands what one of them repeats;
- ``facts``, ``copy_keys``, ``story_keys``: what articles share with those that they are compared with: by it a change
  finds its neighbours (see ``flows/stages/neighbours.py``).
"""

import contextlib
import tempfile
import time
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from warehouse.statements import literal
from warehouse.store.database import at_once, with_room
from warehouse.store.layout import DamagedError, Layout, WarehouseError

DOCUMENTS: Final = pl.Schema(
    {
        "article_id": pl.String(),
        "source_uri": pl.String(),
        "content_hash": pl.String(),
        "rules_hash": pl.String(),
        "address": pl.String(),
        "said_at": pl.String(),
        "sketch": pl.Binary(),
        "given": pl.String(),
    }
)
VERSIONS: Final = pl.Schema({"article_id": pl.String(), "content_hash": pl.String()})
FILES: Final = pl.Schema(
    {
        "source_uri": pl.String(),
        "size": pl.Int64(),
        "version": pl.String(),
        "rules_hash": pl.String(),
        "records": pl.Int64(),
    }
)
FINGERPRINTS: Final = pl.Schema({name: pl.String() for name in ("rules_hash", "name", "fingerprint")})
LINES: Final = pl.Schema({name: pl.String() for name in ("article_id", "outlet_key", "line_hash")})
DUMPS: Final = pl.Schema({"article_id": pl.String(), "key": pl.Int64(), "is_repeat": pl.Boolean()})
RECURRING: Final = pl.Schema({name: pl.String() for name in ("outlet_key", "line_hash")})
FRAGMENTS: Final = pl.Schema(
    {"outlet_id": pl.String(), "kind": pl.String(), "fragment": pl.String(), "article_count": pl.Int64()}
)
FACTS: Final = pl.Schema(
    {
        **dict.fromkeys(("block", "article_id", "name", "kind"), pl.String()),
        **dict.fromkeys(
            ("affiliation", "affiliation_class", "role", "title", "country", "gender", "party"), pl.String()
        ),
        "quote_count": pl.Int64(),
    }
)
COPY_KEYS: Final = pl.Schema({"article_id": pl.String(), "key": pl.Int64()})
STORY_KEYS: Final = pl.Schema({"article_id": pl.String(), "key": pl.Int64(), "weight": pl.Float64(), "day": pl.Int64()})
FAILURES: Final = pl.Schema(
    {
        "content_hash": pl.String(),
        "source_uri": pl.String(),  # file that is to be opened again; null where stored rows are enough
        "reason": pl.String(),
        "tries": pl.Int64(),
        "rules_hash": pl.String(),
    }
)
SAMPLES: Final = pl.Schema({"outlet_id": pl.String(), "sample": pl.String()})
PHRASES: Final = pl.Schema(
    {"outlet_id": pl.String(), "fragment": pl.String(), "article_count": pl.Int64(), "spread": pl.Int64()}
)

_TABLES: Final[Mapping[str, tuple[pl.Schema, tuple[str, ...]]]] = {  # columns, and those by which rows are replaced
    "documents": (DOCUMENTS, ("article_id",)),
    "versions": (VERSIONS, ("article_id", "content_hash")),
    "files": (FILES, ("source_uri",)),
    "failures": (FAILURES, ("content_hash",)),
    "fingerprints": (FINGERPRINTS, ("rules_hash",)),
    "lines": (LINES, ("article_id",)),
    "dumps": (DUMPS, ("article_id",)),
    "recurring": (RECURRING, ("outlet_key",)),
    "fragments": (FRAGMENTS, ("outlet_id",)),
    "samples": (SAMPLES, ("outlet_id",)),
    "phrases": (PHRASES, ("outlet_id", "fragment")),
    "facts": (FACTS, ("article_id",)),
    "copy_keys": (COPY_KEYS, ("article_id",)),
    "story_keys": (STORY_KEYS, ("article_id",)),
}
SCHEMAS: Final = {name: schema for name, (schema, _) in _TABLES.items()}
_TYPES: Final[Mapping[pl.DataType, str]] = {
    pl.String(): "varchar",
    pl.Int64(): "bigint",
    pl.Binary(): "blob",
    pl.Boolean(): "boolean",
    pl.Float64(): "double",
}
_DAMAGED: Final = (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException, duckdb.CatalogException)
_MEMORY: Final = "512MB"  # what needs more goes to disk
_TRIES: Final = 50  # of a tenth of a second each: a run holds the file for itself only while it writes to it


class Ledger:
    """What the published snapshot was made from.

    Args:
        path: The file; None for a ledger without rows.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._open: duckdb.DuckDBPyConnection | None = None

    @classmethod
    def of(cls, layout: Layout, published: str | None, *, may_write: bool = True) -> "Ledger | None":
        """The ledger as the published run left it; None where it is lost, or never knew of that run.

        Rows of runs that were not published are taken out, by a caller that holds the run lock (``may_write``).

        Raises:
            WarehouseError: The file is damaged.
        """
        if published is None or not layout.ledger.is_file():
            return None
        ledger = cls(layout.ledger)
        numbers = ledger._numbers()
        if published not in numbers:
            return None
        if numbers[published] != max(numbers.values()):
            if not may_write:
                return None
            with ledger._writing() as connection:
                with_room(connection, partial(_taken_back, connection, numbers[published]))
        return ledger

    @classmethod
    def begun(cls, layout: Layout, run_id: str, rows: Mapping[str, pl.DataFrame]) -> "Ledger":
        """A new ledger in the place of a lost one, with the rows that are known of a published run."""
        layout.ledger.unlink(missing_ok=True)
        layout.ledger.parent.mkdir(parents=True, exist_ok=True)
        ledger = cls(layout.ledger)
        ledger.write(run_id, rows)
        return ledger

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look up."""
        return self._path is None

    @property
    def has_keys(self) -> bool:
        """Whether articles can be met by what they share with others: not where the ledger was recalled."""
        return self.frame("select 1 from story_keys limit 1").height > 0

    def close(self) -> None:
        """Close the file; the next look opens it again."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def frame(self, sql: str, **frames: pl.DataFrame) -> pl.DataFrame:
        """Result of a query over the tables as they are now.

        Args:
            sql: A query.
            frames: Tables that it names beside them.
        """
        connection = self._reading()
        with self._sound():
            for name, frame in frames.items():
                connection.register(name, frame.to_arrow())
            try:
                return pl.DataFrame(connection.sql(sql).to_arrow_table())
            finally:
                for name in frames:
                    connection.unregister(name)

    def known(self, article_ids: Collection[str], addresses: Collection[str] = ()) -> pl.DataFrame:
        """Documents of some articles, or of some addresses; ``file_version`` says when their file changed."""
        wanted = pl.DataFrame({"key": [*article_ids, *addresses]}, schema={"key": pl.String})
        return self.frame(
            "select d.*, f.version as file_version from documents as d left join files as f using (source_uri) "
            "where d.article_id in (select key from wanted) or d.address in (select key from wanted) "
            "order by d.article_id",
            wanted=wanted,
        )

    def superseded(self, article_ids: Collection[str]) -> set[tuple[str, str]]:
        """Article and content of the versions of some articles that later ones replaced."""
        wanted = pl.DataFrame({"article_id": list(article_ids)}, schema={"article_id": pl.String})
        return set(
            self.frame("select v.* from versions as v semi join wanted using (article_id)", wanted=wanted).rows()
        )

    def files(self, uris: Collection[str]) -> dict[str, tuple[int, str, str]]:
        """Size, version and rules of some files that were read, by URI."""
        wanted = pl.DataFrame({"source_uri": list(uris)}, schema={"source_uri": pl.String})
        found = self.frame(
            "select source_uri, size, version, rules_hash from files semi join wanted using (source_uri)", wanted=wanted
        )
        return {row[0]: row[1:] for row in found.iter_rows()}

    def rules(self) -> dict[str, dict[str, str]]:
        """Fingerprints by name, of each hash of rules."""
        return rules_in(self.frame("from fingerprints"))

    def rules_of_documents(self) -> dict[str, int]:
        """How many articles' rows were made under each hash of rules."""
        return dict(self.frame("select rules_hash, count(*) from documents group by all order by 1").iter_rows())

    def articles_of(self, table: str) -> pl.Series:
        """Articles that have rows in a table."""
        return self.frame(f"select distinct article_id from {table}")["article_id"]

    def write(
        self,
        run_id: str,
        rows: Mapping[str, pl.DataFrame | Path],
        *,
        scopes: Mapping[str, pl.Series] | None = None,
        is_afresh: bool = False,
        kept: Collection[str] = (),
    ) -> None:
        """Put a run's rows in the place of those of the same articles, files, outlets or rules.

        Args:
            run_id: The run, which is published afterwards.
            rows: By table; or a folder of Parquet files of them, whose articles are in the scope.
            scopes: By table, articles or outlets whose rows go even where none come for them.
            is_afresh: Whether nothing of earlier runs counts any more.
            kept: Runs whose snapshots are there; with some, what only earlier ones need is forgotten.
        """
        numbers = self._numbers()
        number = numbers.get(run_id, max(numbers.values(), default=0) + 1)

        def step() -> None:
            with at_once(connection):
                if run_id in numbers:  # a step that is tried again
                    _trim(connection, number - 1)
                for name, (schema, key) in _TABLES.items():
                    if is_afresh:
                        connection.execute(f"update ledger.{name} set gone = {number} where gone is null")
                    scope = (scopes or {}).get(name)
                    if scope is not None:
                        _outdate(connection, name, pl.DataFrame({key[0]: scope.cast(pl.String)}).unique(), number)
                    given = rows.get(name)
                    if isinstance(given, Path):
                        _insert_files(connection, name, given, number)
                    elif given is not None:
                        own = given.select(schema.names()).unique(maintain_order=True)
                        _outdate(connection, name, own.select(key).unique(), number)
                        connection.register("incoming", own.to_arrow())
                        connection.execute(f"insert into ledger.{name} select *, {number}, null from incoming")
                        connection.unregister("incoming")
                connection.execute(f"insert into ledger.runs values ({number}, {literal(run_id)})")
                if oldest := min((numbers[run] for run in kept if run in numbers), default=0):
                    for name in _TABLES:
                        connection.execute(f"delete from ledger.{name} where gone <= {oldest}")

        with self._writing() as connection:
            with_room(connection, step)  # all keys of a large warehouse at once are more than it may take otherwise

    def verify(self) -> None:
        """Read all of it.

        Raises:
            WarehouseError: The file is damaged.
        """
        connection = self._reading()
        with self._sound():
            for name in _there(connection):
                connection.execute(f"select bit_xor(hash(t)) from ledger.{name} t").fetchall()

    def compact(self) -> None:
        """Write the file anew, with the rows that count now and nothing of what was: also on the disk.

        The caller holds the run lock. Earlier runs' snapshots can be published again afterwards, and their sources are
        read once more then.
        """
        if self._path is None:
            return
        self.close()
        draft = self._path.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        with self._sound(), contextlib.closing(_connect(self._path)) as connection:
            _attach(connection, self._path, "(read_only)")
            connection.execute(f"attach {literal(draft)} as anew (storage_version 'v1.2.0')")
            connection.execute("create table anew.runs as from ledger.runs order by number desc limit 1")
            for name in _there(connection):
                connection.execute(f"create table anew.{name} as from ledger.{name} where gone is null")
            connection.execute("detach anew")
        draft.replace(self._path)

    def _numbers(self) -> dict[str, int]:
        if self._path is None or not self._path.is_file():
            return {}
        return dict(self.frame("select run_id, number from ledger.runs order by number").iter_rows())

    def _reading(self) -> duckdb.DuckDBPyConnection:
        if self._open is None:
            self._open = _connect(self._path)
            with self._sound():
                if self._path is None or not self._path.is_file():
                    self._open.execute("attach ':memory:' as ledger")
                    _create(self._open)
                else:
                    _attach(self._open, self._path, "(read_only)")
                there = _there(self._open)
                for name, (schema, _) in _TABLES.items():
                    rows = f"select {', '.join(schema.names())} from ledger.{name} where gone is null"
                    if name not in there:
                        nulls = [f"cast(null as {_TYPES[kind]}) as {column}" for column, kind in schema.items()]
                        rows = f"select {', '.join(nulls)} where false"
                    self._open.execute(f"create view {name} as {rows}")
        return self._open

    @contextlib.contextmanager
    def _writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection in which the file can be changed."""
        if self._path is None:
            raise ValueError("a ledger without a file cannot be written")
        self.close()
        with self._sound(), contextlib.closing(_connect(self._path)) as connection:
            _attach(connection, self._path, "")
            _create(connection)
            yield connection
            connection.execute("detach ledger")  # writes what the log holds into the file

    @contextlib.contextmanager
    def _sound(self) -> Iterator[None]:
        """Say what to do with a damaged file.

        Raises:
            WarehouseError: It is damaged, or the machine has not the memory for it.
        """
        try:
            yield
        except duckdb.Error as e:
            if isinstance(e, duckdb.OutOfMemoryException):
                raise WarehouseError(
                    f"{self._path}: half of the machine's memory is not enough for it; the published state is as it was"
                ) from e
            if not isinstance(e, _DAMAGED) and "Corrupt" not in str(e):  # a block whose checksum is another
                raise
            first = str(e).partition("\n")[0]
            raise DamagedError(
                f"{self._path}: cannot be read ({first}); delete this file, and the next run reads its sources again"
            ) from e


def _insert_files(connection: duckdb.DuckDBPyConnection, name: str, folder: Path, number: int) -> None:
    files = sorted(folder.glob("*.parquet"))
    if files:
        columns = ", ".join(SCHEMAS[name].names())
        listed = ", ".join(map(literal, files))
        connection.execute(f"insert into ledger.{name} select {columns}, {number}, null from read_parquet([{listed}])")


def rules_in(fingerprints: pl.DataFrame) -> dict[str, dict[str, str]]:
    """Fingerprints by name, of each hash of rules."""
    found: dict[str, dict[str, str]] = {}
    for rules_hash, name, fingerprint in fingerprints.iter_rows():
        found.setdefault(rules_hash, {})[name] = fingerprint
    return found


def _connect(path: Path | None) -> duckdb.DuckDBPyConnection:
    """A connection that spills beside the ledger: by itself DuckDB would spill into the working directory."""
    spill = Path(tempfile.gettempdir()) if path is None else path.parent
    return duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "memory_limit": _MEMORY,
            "temp_directory": str(spill / "ledger.spill"),
        }
    )


def _attach(connection: duckdb.DuckDBPyConnection, path: Path, options: str) -> None:
    for _ in range(_TRIES):
        try:
            connection.execute(f"attach {literal(path)} as ledger {options}")
        except duckdb.IOException as error:
            if "lock" not in str(error):
                raise
            time.sleep(0.1)
        else:
            return
    connection.execute(f"attach {literal(path)} as ledger {options}")


def _there(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The tables that the attached file has: that of an older version lacks some until a run writes to it."""
    found = connection.execute("select table_name from duckdb_tables() where database_name = 'ledger'").fetchall()
    return [name for name in _TABLES if (name,) in found]


def _create(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("create table if not exists ledger.runs (number bigint not null, run_id varchar not null)")
    for name, (schema, _) in _TABLES.items():
        columns = ", ".join(f"{column} {_TYPES[kind]}" for column, kind in schema.items())
        connection.execute(f"create table if not exists ledger.{name} ({columns}, born bigint not null, gone bigint)")


def _outdate(connection: duckdb.DuckDBPyConnection, name: str, keys: pl.DataFrame, number: int) -> None:
    """Let the rows with some keys be of the past."""
    connection.register("outdated", keys.to_arrow())
    same = " and ".join(f"{name}.{column} = outdated.{column}" for column in keys.columns)
    connection.execute(f"update ledger.{name} set gone = {number} from outdated where {name}.gone is null and {same}")
    connection.unregister("outdated")


def _trim(connection: duckdb.DuckDBPyConnection, number: int) -> None:
    """Take out what runs after some run wrote."""
    connection.execute(f"delete from ledger.runs where number > {number}")
    for name in _TABLES:
        connection.execute(f"delete from ledger.{name} where born > {number}")
        connection.execute(f"update ledger.{name} set gone = null where gone > {number}")


def _taken_back(connection: duckdb.DuckDBPyConnection, number: int) -> None:
    """Bring the ledger back to a run, at once."""
    with at_once(connection):
        _trim(connection, number)
