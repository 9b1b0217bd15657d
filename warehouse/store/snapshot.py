"""A snapshot: immutable Parquet files of an assembled state, with a manifest; unchanged files are hard links.

Rows of articles lie in one file a period (:mod:`warehouse.store.periods`), of other tables in one. A run that knows
what it changed writes the files that hold it and links the others, unread; else all are written, and those that come
out the same are linked. A file's name carries the hash of its bytes.
"""

import functools
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from warehouse.contract.schema import Table
from warehouse.contract.tables import TABLES
from warehouse.store.changes import Changes
from warehouse.store.layout import MANIFEST, Layout, manifest_text
from warehouse.store.partitions import Months, Written, write_files
from warehouse.store.verification import stamp
from warehouse.store.views import relations_hash

Entry = dict[str, Any]


def write_snapshot(  # noqa: PLR0913 - what is written, where, and beside what, by name
    connection: duckdb.DuckDBPyConnection,
    layout: Layout,
    folder: Path,
    *,
    final: Path,
    run: Mapping[str, Any],
    previous: Mapping[str, Any] | None,
    changes: Changes | None = None,
    touched: int = 0,
) -> dict[str, Any]:
    """Write all tables of the connected database below a folder, and the manifest.

    Args:
        connection: The assembled database, in use, with the temporary table ``periods``.
        layout: The warehouse.
        folder: New folder to write.
        final: The folder's place once it is published; the manifest's paths are below it.
        run: What the manifest says of the run (inputs, versions, settings).
        previous: Manifest of the published snapshot, whose unchanged files are linked.
        changes: What is not as in that snapshot; None where that is not known, and rows are stored in their order.
        touched: Articles' worth of rows that these are.

    Returns:
        The manifest.
    """
    folder.mkdir(parents=True)
    old: dict[str, list[Entry]] = {table.name: [] for table in TABLES}
    for entry in (previous or {}).get("files", ()):
        old.get(entry["table"], []).append(entry)
    periods_before = {entry["period"] for entry in old["articles"]}
    snapshot = _Snapshot(connection, layout, folder, final, periods_before)
    files: list[Entry] = []
    for table in TABLES:
        if changes is None:
            files += snapshot.written(table, old[table.name])
        else:
            files += snapshot.brought_up_to_date(table, old[table.name], changes)
    since_build = 0 if previous is None or changes is None else previous.get("articles_since_build", 0) + touched
    manifest = {
        **run,
        "articles_since_build": since_build,
        "duckdb_version": duckdb.__version__,
        "relations_hash": relations_hash(),
        "row_counts": {t.name: sum(f["rows"] for f in files if f["table"] == t.name) for t in TABLES},
        "files": files,
    }
    (folder / MANIFEST).write_text(manifest_text(manifest), encoding="utf-8")
    return manifest


class _Snapshot:
    """Files of a snapshot under way."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, layout: Layout, folder: Path, final: Path, before: Collection[str]
    ) -> None:
        self._connection, self._layout, self._folder = connection, layout, folder
        self._below = final.relative_to(layout.root).as_posix()
        self._periods_before = frozenset(before)
        self._months = Months(connection)
        self._periods = self._months.periods

    def written(self, table: Table, old: list[Entry]) -> Iterator[Entry]:
        """All files of a table; one that has become the same as an old one takes up no more place on the disk."""
        # rows of each run follow those of the runs before, and rows of stories those of stories that began before
        in_order = table.origin != "run" and table.scope != "story_id"
        same = {entry["path"].rpartition("/")[2]: self._layout.root / entry["path"] for entry in old}
        for file in write_files(self._connection, table, self._folder / table.name, self._months, in_order=in_order):
            before = same.get(file.path.name)
            if before is not None and before.is_file():
                draft = file.path.with_name("link.draft")
                _link(before, draft)
                draft.replace(file.path)
            yield self._entry(table, file)

    def brought_up_to_date(self, table: Table, old: list[Entry], changes: Changes) -> Iterator[Entry]:
        """The old files that nothing has changed, as links, and new ones of the periods in which something has."""
        if not table.is_partitioned:
            if table.name in changes.tables or not old:
                for file in write_files(self._connection, table, self._folder / table.name, self._months):
                    yield self._entry(table, file)
            else:
                yield from map(self._linked, old)
            return
        again = (self._touched[table.name] & self._periods) | (self._periods - self._periods_before)
        files = [
            self._linked(entry)
            for entry in old
            if entry["rows"] and entry["period"] in self._periods and entry["period"] not in again
        ]
        if again:
            folder = self._folder / table.name
            new = write_files(self._connection, table, folder, self._months, periods=again, is_settled=True)
            files += [self._entry(table, file) for file in new]
        if not files:  # an empty table has a file of its columns
            empty = [entry for entry in old if not entry["rows"]]
            files = [self._linked(entry) for entry in empty] or list(self.written(table, []))
        yield from sorted(files, key=lambda entry: str(entry["period"]))

    @functools.cached_property
    def _touched(self) -> Mapping[str, set[str]]:
        """Periods of which a table's file is not what it was, by table."""
        found: dict[str, set[str]] = {table.name: set() for table in TABLES}
        moved = self._connection.execute("select period from moved_periods").fetchall()
        for periods in found.values():
            periods.update(period for (period,) in moved)
        changed = self._connection.execute(
            "select distinct of_table, period from changed_articles join periods on of_article = article_id"
        ).fetchall()
        for name, period in changed:
            found[name].add(period)
        return found

    def _entry(self, table: Table, file: Written) -> Entry:
        return {
            "table": table.name,
            "period": file.period,
            "rows": file.rows,
            "sha256": file.sha256,
            "bytes": file.path.stat().st_size,
            "stamp": stamp(file.path),
            "path": self._published(file.path),
        }

    def _linked(self, entry: Entry) -> Entry:
        """The entry of an old file, which gets a link in this snapshot."""
        # texts and not paths: there are thousands, and of a run of few articles paths would be a tenth
        below = entry["table"] + (f"/period={entry['period']}" if entry["period"] else "")
        place = f"{self._folder}/{below}"
        name = entry["path"].rpartition("/")[2]
        os.makedirs(place, exist_ok=True)  # noqa: PTH103
        _link(f"{self._layout.root}/{entry['path']}", f"{place}/{name}")
        return {**entry, "stamp": stamp(f"{place}/{name}"), "path": f"{self._below}/{below}/{name}"}

    def _published(self, path: Path) -> str:
        """Where a file of the folder lies once it is published, below the warehouse."""
        return f"{self._below}/{path.relative_to(self._folder).as_posix()}"


def _link(source: str | Path, target: str | Path) -> None:
    """Let a new name lead to a file that is there."""
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)
