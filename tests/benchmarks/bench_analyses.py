"""How long every analysis takes over warehouses: ``python -m tests.benchmarks.bench_analyses WAREHOUSE …``.

Required parameters are the commonest there are (the largest outlet, the most quoted speaker); optional ones are left
out. The last columns say what the time would be with 40,000 and 300,000 articles, on the line through the smallest and
the greatest warehouse; of one alone, on the line through nothing, which is an upper bound: planning does not grow. The
time is that of the processor, over all threads, so that other work on the machine counts little.
"""

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import duckdb

from warehouse.query import open_sandboxed
from warehouse.statements import optional_parameters, sql_files
from warehouse.store.layout import Layout

_SIZES: Final = (40_000, 300_000)  # articles, for which the issue gives limits
_LIMITS: Final = (1.0, 3.0)  # seconds
_MOST: Final = "group by 1 order by count(*) desc, 1 limit 1"
_CHOSEN: Final = {
    "outlet": f"select outlet_id from articles where outlet_id <> 'unknown' {_MOST}",
    "other": f"select outlet_id from articles where outlet_id <> 'unknown' {_MOST} offset 1",
    "story": "select story_id from stories order by article_count desc, story_id limit 1",
    "name": f"select speaker_name from quotes where speaker_kind = 'person' {_MOST}",
    "term": f"select term from article_terms where term_kind = 'word' {_MOST} offset 20",
    "concept": f"select concept from labels inner join label_mentions using (label_id) {_MOST}",
    "target": f"select target_text from sentence_acts where target_text is not null {_MOST}",
    "measure": "select 'frame'",
    "item": "select 'economic'",
}
_SAME: Final = {"first": "outlet", "second": "other", "words": "term"}


def chosen(connection: duckdb.DuckDBPyConnection, name: str) -> str | None:
    """A value for a parameter; None where the warehouse holds none."""
    rows = connection.execute(_CHOSEN[_SAME.get(name, name)]).fetchall()
    return str(rows[0][0]) if rows else None


def timed(warehouse: Path) -> Iterator[tuple[str, float, float, int]]:
    """Name, seconds of the processor and of the clock, and rows of each analysis."""
    connection = open_sandboxed(Layout(warehouse).require_published())
    for name, sql in sql_files("analyses"):
        optional = optional_parameters(sql)
        names = set(re.findall(r"\$(\w+)", sql))
        given = {one: None if one in optional else chosen(connection, one) for one in names}
        began, clock = time.process_time(), time.perf_counter()
        rows = connection.execute(sql, given or None).fetchall()
        yield name, time.process_time() - began, time.perf_counter() - clock, len(rows)
    connection.close()


def main(warehouses: list[Path]) -> None:
    """Print a table."""
    found: dict[str, list[tuple[float, float, int]]] = {}
    counts = []
    for warehouse in warehouses:
        with duckdb.connect(str(Layout(warehouse).require_published()), read_only=True) as connection:
            ((count,),) = connection.execute("select count(*) from articles").fetchall()
        counts.append(count)
        for name, processor, clock, rows in timed(warehouse):
            found.setdefault(name, []).append((processor, clock, rows))
    place, least = counts.index(max(counts)), counts.index(min(counts))
    print(f"articles: {', '.join(f'{count:,}' for count in counts)}; seconds of the processor (of the clock)")
    for name, times in sorted(found.items(), key=lambda item: -item[1][place][0]):
        shown = "  ".join(f"{processor:7.3f} ({clock:6.3f})" for processor, clock, _ in times)
        apart = counts[place] - counts[least]
        slope = (times[place][0] - times[least][0]) / apart if apart else times[place][0] / counts[place]
        grown = [times[place][0] + max(slope, 0.0) * (size - counts[place]) for size in _SIZES]
        marks = ["!" if one > limit else " " for one, limit in zip(grown, _LIMITS, strict=True)]
        print(f"{name:24}{shown}  {times[place][2]:7,} rows  {grown[0]:7.2f}{marks[0]} {grown[1]:7.2f}{marks[1]}")


if __name__ == "__main__":
    main([Path(one) for one in sys.argv[1:]])
