"""A snapshot: immutable Parquet files of an assembled state, with a manifest; unchanged files are hard links.

A month's file is written again only if its rows changed: their count and the exclusive or of their hashes are compared
with the published snapshot's. A file's name carries the hash of its bytes.
"""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import duckdb

from warehouse.contract.schema import Table
from warehouse.contract.tables import TABLES
from warehouse.store.layout import MANIFEST, Layout
from warehouse.store.partitions import Part, write_parts

_UNDATED: Final = "unknown"
_JOIN_MONTH: Final = "join months on months.of_article = {key}"


def write_snapshot(
    connection: duckdb.DuckDBPyConnection,
    layout: Layout,
    folder: Path,
    *,
    final: Path,
    run: Mapping[str, Any],
    previous: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """Write all tables of the connected database below a folder, and the manifest.

    Args:
        connection: The assembled database, in use.
        layout: The warehouse.
        folder: New folder to write.
        final: The folder's place once it is published; the manifest's paths are below it.
        run: What the manifest says of the run (inputs, versions, settings).
        previous: Manifest of the published snapshot, whose unchanged files are linked.

    Returns:
        The manifest.
    """
    folder.mkdir(parents=True)
    same_engine = previous is not None and previous.get("duckdb_version") == duckdb.__version__
    known = {(f["table"], f["month"]): f for f in (previous or {}).get("files", ())} if same_engine else {}
    connection.execute(
        "create or replace temp table months as select article_id as of_article, "
        f"coalesce(strftime(published_date, '%Y-%m'), '{_UNDATED}') as month from articles"
    )
    files = []
    for table in TABLES:
        new: list[tuple[dict[str, Any], Part]] = []
        for month, rows, checksum, first, last in _parts(connection, table):
            old = known.get((table.name, month))
            entry = {"table": table.name, "month": month, "rows": rows, "checksum": checksum}
            place = folder / table.name / (f"month={month}" if month else "")
            place.mkdir(parents=True, exist_ok=True)
            if old is not None and rows and (old["rows"], old["checksum"]) == (rows, checksum):
                source = layout.root / old["path"]
                _link(source, place / source.name)
                entry |= {name: old[name] for name in ("sha256", "bytes")}
                entry["path"] = _published(place / source.name, folder, final, layout)
            else:
                new.append((entry, Part(first, last, place)))
            files.append(entry)
        written = write_parts(connection, table, [part for _, part in new])
        for (entry, _), (path, sha256) in zip(new, written, strict=True):
            entry |= {"sha256": sha256, "bytes": path.stat().st_size, "path": _published(path, folder, final, layout)}
    connection.execute("drop table months")
    manifest = {
        **run,
        "duckdb_version": duckdb.__version__,
        "row_counts": {t.name: sum(f["rows"] for f in files if f["table"] == t.name) for t in TABLES},
        "files": files,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True), encoding="utf-8")
    return manifest


def _parts(connection: duckdb.DuckDBPyConnection, table: Table) -> list[tuple[str | None, int, str, int, int]]:
    """Month, row count, checksum, first and last row number of each file-to-be; no month where not partitioned."""
    counted = "count(*), coalesce(bit_xor(hash(t)), 0)::varchar, coalesce(min(t.rowid), 0), coalesce(max(t.rowid), -1)"
    if not table.is_partitioned:
        return connection.execute(f"select null, {counted} from {table.name} t").fetchall()
    sql = f"select month, {counted} from {table.name} t {_JOIN_MONTH.format(key=table.article_key)} group by month"
    parts = connection.execute(f"{sql} order by month").fetchall()
    return parts or [(_UNDATED, 0, "0", 0, -1)]  # an empty table still has a file, so that readers find its columns


def _published(path: Path, folder: Path, final: Path, layout: Layout) -> str:
    """Where a file of the folder lies once it is published, below the warehouse."""
    return (final.relative_to(layout.root) / path.relative_to(folder)).as_posix()


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)
