"""What each step costs and what a shuffle by blocking keys would move: ``python -m tests.benchmarks.bench_costs N …``.

The tables of docs/scale.md. For each size a corpus is generated and loaded in this process: processor seconds of each
step, bytes on the disk, and for each kind of key that the work across articles hangs together by its rows and bytes,
the largest block and how evenly blocks spread over machines. Of the largest size the candidates for copies, speakers
and stories are then found by a shuffle over a Dask cluster of two workers, and compared with those of one process.
"""

import importlib
import itertools
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import polars as pl

from flows.settings import Settings
from flows.stages.running import run_once
from tests.benchmarks.bench_stages import Timed
from tests.benchmarks.corpus import articles
from warehouse.query import run_query
from warehouse.store.layout import Layout

_MACHINES: Final = 64  # over which blocks are spread, on paper
_SHARDS: Final = 8  # of the shuffle that is tried: four for each of the two workers
_WINDOW: Final = 3  # days in which articles of one story are compared here; the pairs beyond are few
_MOST: Final = 200  # articles of a block that are compared with each other: a word that more share says nothing


class Kind(NamedTuple):
    """A kind of key: its table in the ledger, the columns that move, and the SQL of the key."""

    table: str
    key: str
    columns: str


_KINDS: Final = {
    "copies": Kind("copy_keys", "cast(key as varchar)", "0 as day"),
    "speakers": Kind("facts", "block", "0 as day, name, kind, affiliation, affiliation_class, role, title, country"),
    "stories": Kind("story_keys", "cast(key as varchar)", "day, weight"),
}


def rows_of(warehouse: Path, kind: Kind) -> pl.DataFrame:
    """The keys of all articles: ``article_id``, ``block``, ``day`` and what else the step needs."""
    read = f"select article_id, {kind.key} as block, {kind.columns} from {kind.table}"
    sql = f"{read} where gone is null and {kind.key} <> ''"
    result = run_query(Layout(warehouse).ledger, sql, {})
    return pl.DataFrame(result.rows, schema=list(result.columns), orient="row", infer_schema_length=None).sort(pl.all())


def candidates(files: Sequence[str]) -> pl.DataFrame:
    """Pairs of articles that share a key and lie within the window: what a machine does with the keys that it has."""
    rows = pl.scan_parquet(list(files)).select("article_id", "block", "day").unique()
    rows = rows.filter(pl.len().over("block") <= _MOST)
    pairs = rows.join(rows, on="block", suffix="_other").filter(
        (pl.col("article_id") < pl.col("article_id_other")) & ((pl.col("day") - pl.col("day_other")).abs() <= _WINDOW)
    )
    return pairs.select("article_id", "article_id_other").unique().collect()


def loaded(count: int, folder: Path) -> tuple[dict[str, float], int]:
    """Load a corpus; processor seconds by step, and the articles that there are."""
    source = folder / "news.jsonl"
    with source.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(article) + "\n" for article in itertools.islice(articles(count), count))
    executor = Timed()
    outcome = run_once(Settings(sources=(str(source),), warehouse=str(folder / "w")), executor)
    assert outcome.published is not None
    return dict(executor.seconds), outcome.published.row_counts["articles"]


def keys_table(warehouse: Path, count: int, folder: Path) -> None:
    """What there is of each kind of key."""
    for name, kind in _KINDS.items():
        rows = rows_of(warehouse, kind)
        file = folder / f"{name}.parquet"
        rows.write_parquet(file, compression="zstd")
        blocks = rows["block"].value_counts()["count"]
        spread = rows.group_by(pl.col("block").hash(seed=1) % _MACHINES).len()["len"]
        largest, fullest = max(blocks.to_list()), max(spread.to_list()) * _MACHINES / rows.height
        each = f"{rows.height / count:.1f} rows, {file.stat().st_size / count:.0f} bytes an article"
        print(f"{name}: {each}; largest block {largest:,} rows of {blocks.len():,} blocks;", end=" ")
        print(f"fullest of {_MACHINES} machines {fullest:.2f} of the mean")


def shuffled(warehouse: Path, folder: Path) -> None:
    """Find candidates in one process, and by a shuffle over two workers."""
    engine: Any = importlib.import_module("distributed")  # an optional extra

    cluster = engine.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with cluster, engine.Client(cluster) as client:
        for name, kind in _KINDS.items():
            rows, whole = rows_of(warehouse, kind), folder / f"{name}-whole.parquet"
            rows.write_parquet(whole)
            started = time.perf_counter()
            alone = candidates([str(whole)])
            middle = time.perf_counter()
            shards = []
            for shard, part in rows.group_by(pl.col("block").hash(seed=1) % _SHARDS):
                shards.append(folder / f"{name}-{shard[0]}.parquet")
                part.write_parquet(shards[-1], compression="zstd")
            moved = sum(file.stat().st_size for file in shards)
            found = client.gather(client.map(candidates, [[str(file)] for file in shards], pure=False))
            together = pl.concat(found).unique()
            ended = time.perf_counter()
            same = alone.sort(pl.all()).equals(together.sort(pl.all()))
            print(
                f"{name:9} {alone.height:,} pairs, {'equal' if same else 'NOT EQUAL'}; {moved / 1e6:.1f} MB moved,"
                f" {sum(part.height for part in found) / max(1, together.height):.2f} times each pair sent back;"
                f" {middle - started:.2f} s alone, {ended - middle:.2f} s over two workers"
            )


def main(sizes: Sequence[int]) -> None:
    """Print the figures."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            seconds, count = loaded(size, folder)
            print(f"{count:,} articles: " + ", ".join(f"{step} {took:.2f} s" for step, took in seconds.items()))
            layout = Layout(folder / "w")
            files = layout.snapshot(str(layout.published_run())).rglob("*.parquet")
            disk = {"database": layout.database.stat().st_size, "ledger": layout.ledger.stat().st_size}
            disk["Parquet"] = sum(file.stat().st_size for file in files)
            print(
                f"{count:,} articles: " + ", ".join(f"{what} {of / count / 1000:.1f} KB" for what, of in disk.items())
            )
            keys_table(folder / "w", count, folder)
            if size == sizes[-1]:
                shuffled(folder / "w", folder)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1000, 2000, 4000])
