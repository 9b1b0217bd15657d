"""Where rows lie in a table that was just built: in the order of their articles' places, those of neighbours together.

So the rows of some articles are a range, and are found by halves instead of in a pass over all rows.
"""

import bisect
import sys

import duckdb

from warehouse.contract.schema import Table
from warehouse.store.layout import CATALOG


def lies_in_order(table: Table) -> bool:
    """Whether a build stores a table's rows in the order of the temporary table ``places``."""
    return table.origin == "batch" and table.is_partitioned


def rows_between(connection: duckdb.DuckDBPyConnection, table: Table, low: int, high: int) -> str:
    """The SQL that limits a table to the rows of articles of some places.

    Args:
        connection: A database that was just built and is in its file, with the temporary table ``places``
            (``of_article`` and ``place``).
        table: A table that lies in order.
        low: Of the first place.
        high: Of the last one.
    """
    ((count,),) = connection.execute(f"select count(*) from {CATALOG}.{table.name}").fetchall()

    def place_at(row: int) -> int:
        found = connection.execute(
            f"select place from places where of_article = "
            f"(select {table.article_key} from {CATALOG}.{table.name} where rowid = {row})"
        ).fetchall()
        return int(found[0][0]) if found else sys.maxsize  # those without a place come last

    first = bisect.bisect_left(range(count), low, key=place_at)
    after = bisect.bisect_right(range(count), high, lo=first, key=place_at)
    return f"rowid between {first} and {after - 1}"
