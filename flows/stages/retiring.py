"""Topics, frames, acts and labels that a list no longer has, and that rows of earlier runs still name.

A changed list tags old articles again, so few such rows are left: those of articles on which a rule failed. They must
neither block a run nor name what nobody can look up, so what they name stays in its table, as retired.
"""

from collections.abc import Mapping
from typing import Any

import polars as pl

from warehouse.contract.tables import TABLE, TABLES
from warehouse.store.assembly import Assembly
from warehouse.store.layout import Layout
from warehouse.store.stored import StoredRows


def with_retired(
    assembly: Assembly, layout: Layout, previous: Mapping[str, Any] | None, static: Mapping[str, pl.DataFrame]
) -> dict[str, pl.DataFrame]:
    """The tables of lists, with what they no longer have where rows name it.

    Args:
        assembly: Old and new rows.
        layout: The warehouse.
        previous: Manifest of the published snapshot; None before the first.
        static: Rows of the tables, by name.
    """
    if previous is None:
        return dict(static)
    return {name: _with_retired(assembly, layout, previous, name, rows) for name, rows in static.items()}


def _with_retired(
    assembly: Assembly, layout: Layout, previous: Mapping[str, Any], name: str, rows: pl.DataFrame
) -> pl.DataFrame:
    (key,) = TABLE[name].key
    published = StoredRows(previous["files"], layout.root).query(f"from stored_{name}", name)
    gone = published.join(rows, on=key, how="anti").with_columns(is_retired=pl.lit(value=True))
    if gone.is_empty():
        return rows
    assembly.keep("listed_before", "select * from given", given=gone.select(id=key))
    named = {
        value
        for table in TABLES
        for column, other, _ in table.references
        if other == name and table.origin == "batch"
        for value in assembly.frame(
            f'select distinct "{column}" as id from source_{table.name} where "{column}" in (from listed_before)'  # noqa: S608 - our own names
        )["id"]
    }
    return pl.concat([rows, gone.filter(pl.col(key).is_in(sorted(named)))], how="diagonal_relaxed")
