"""Articles that were taken out for good: the list in the warehouse that keeps them out.

The list says nothing of what it keeps out. Its names are ids, which are hashes of addresses and of given ids; with the
addresses themselves it would tell what was to be forgotten.
"""

import datetime as dt
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from warehouse.store.database import read_parquet
from warehouse.store.layout import DamagedError, Layout

_LIST: Final = pl.Schema({name: pl.String() for name in ("name_id", "article_id", "forgotten_at")})
_TEXTS: Final = ("articles", "article_versions")  # tables of which one holds any article that a snapshot holds


def forgotten(layout: Layout) -> dict[str, str]:
    """The article of each name under which it may come again.

    Raises:
        WarehouseError: The list is damaged.
    """
    if not layout.forgotten.is_file():
        return {}
    try:
        rows = pl.read_csv(layout.forgotten, schema=_LIST)
    except (OSError, pl.exceptions.PolarsError) as error:
        first = str(error).partition("\n")[0]
        raise DamagedError(
            f"{layout.forgotten}: damaged ({first}); it keeps articles out of the warehouse. "
            f"Restore it from a backup, or mend its columns: {', '.join(_LIST.names())}"
        ) from error
    return dict(rows.select("name_id", "article_id").iter_rows())


def forget(layout: Layout, names: Mapping[str, str], *, at: dt.datetime) -> None:
    """Add to the list; it is on the disk when this returns.

    Args:
        layout: The warehouse.
        names: The article of each name.
        at: Now.
    """
    known = forgotten(layout)
    old = [pl.read_csv(layout.forgotten, schema=_LIST)] if known else []
    said = at.isoformat(timespec="seconds")
    new = [(name, article, said) for name, article in sorted(names.items()) if name not in known]
    draft = layout.state / "forgotten.draft"
    draft.parent.mkdir(parents=True, exist_ok=True)
    with draft.open("wb") as file:
        pl.concat([*old, pl.DataFrame(new, schema=_LIST, orient="row")]).write_csv(file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(layout.forgotten)


def runs_that_hold(layout: Layout, articles: Iterable[str]) -> list[str]:
    """Runs whose snapshots hold one of some articles, or an earlier version of it; the oldest first."""
    wanted = pl.DataFrame({"article_id": pl.Series(list(articles), dtype=pl.String)})
    if wanted.is_empty() or not layout.snapshots.is_dir():
        return []
    seen: dict[tuple[int, int], bool] = {}  # by the file itself: snapshots share files
    found = []
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
        connection.register("wanted", wanted.to_arrow())
        for folder in sorted(path for path in layout.snapshots.iterdir() if path.is_dir()):
            files = [file for table in _TEXTS for file in (folder / table).rglob("*.parquet")]
            for file in files:
                place = (file.stat().st_dev, file.stat().st_ino)
                if place not in seen:
                    seen[place] = _holds(connection, file)
            if any(seen[file.stat().st_dev, file.stat().st_ino] for file in files):
                found.append(folder.name)
    return found


def _holds(connection: duckdb.DuckDBPyConnection, file: Path) -> bool:
    """Whether a file has a row of one of the articles; what cannot be read may have one."""
    try:
        query = f"select count(*) from {read_parquet([file])} semi join wanted using (article_id)"
        ((count,),) = connection.execute(query).fetchall()
    except duckdb.Error:
        return True
    return bool(count)
