"""Earlier versions of articles, as rows: what a run replaced, and what it met and did not keep."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

from flows.workers.chunks import VERSION_MARK
from transforms.ids import text_hash
from transforms.text.changes import change_share
from warehouse.contract.frames import conform
from warehouse.store.assembly import Assembly

_COLUMNS: Final = ("article_id", "source_uri", "title", "text", "content_hash")


def new_versions(assembly: Assembly, earlier: Sequence[Path], *, run_id: str, started_at: dt.datetime) -> pl.DataFrame:
    """Versions that the warehouse does not hold yet.

    Args:
        assembly: Old and new rows.
        earlier: Folders of what became of versions that this run met and did not keep.
        run_id: The run.
        started_at: When it began.

    Returns:
        Rows of ``article_versions``: of each article first the version that was published, then those of this run.
    """
    now = pl.lit(started_at).cast(pl.Datetime("us", "UTC"))
    files = [file for folder in earlier if (file := folder / "articles.parquet").is_file()]
    met = pl.concat([pl.read_parquet(file, columns=list(_COLUMNS)) for file in files]) if files else None
    parts = [_replaced(assembly)]
    if met is not None:
        parts.append(
            met.with_columns(
                pl.col("article_id").str.split(VERSION_MARK).list.first(), seen_at=now, run_id=pl.lit(run_id)
            )
        )
    found = pl.concat(parts, how="diagonal").with_columns(
        text_hash=pl.col("text").map_elements(text_hash, return_dtype=pl.String)
    )
    held = assembly.frame("select article_id, version_index, text_hash from source_article_versions")
    found = found.join(held, on=["article_id", "text_hash"], how="anti", maintain_order="left")
    found = found.unique(["article_id", "text_hash"], keep="last", maintain_order=True)
    if found.is_empty():
        return conform(found.with_columns(version_index=pl.lit(0), change_share=pl.lit(0.0)), "article_versions")
    ids = pl.DataFrame({"article_id": found["article_id"].unique()})
    assembly.connection.register("of_versions", ids.to_arrow())
    current = assembly.frame(
        "select article_id, title as current_title, text as current_text "  # noqa: S608 - our own
        f"from ({assembly.rows_of('articles', 'from of_versions')})"
    )
    assembly.connection.unregister("of_versions")
    counted = held.group_by("article_id").agg(held_count=pl.len())
    rows = found.join(current, on="article_id", how="inner", maintain_order="left").join(
        counted, on="article_id", how="left", maintain_order="left"
    )
    following = {"next_title": "title", "next_text": "text"}
    rows = rows.with_columns(
        pl.coalesce(pl.col(name).shift(-1).over("article_id"), f"current_{name}").alias(column)
        for column, name in following.items()
    ).filter(pl.col("text") != pl.col("next_text"))
    shares = [change_share(*pair) for pair in rows.select("text", "next_text").iter_rows()]
    index = pl.col("held_count").fill_null(0) + pl.int_range(pl.len()).over("article_id")
    return conform(
        rows.with_columns(pl.Series("change_share", shares, pl.Float64), version_index=index), "article_versions"
    )


def _replaced(assembly: Assembly) -> pl.DataFrame:
    """Published articles of which this run made a version with another content."""
    ids = "select article_id from incoming_articles"
    return assembly.frame(
        "select old.article_id, old.source_uri, old.title, old.text, old.content_hash, "  # noqa: S608 - our own
        "runs.started_at as seen_at, old.run_id "
        f"from ({assembly.published_rows_of('articles', ids)}) as old "
        "inner join incoming_articles as new using (article_id) "
        "left join source_runs as runs on runs.run_id = old.run_id "
        "where new.content_hash <> old.content_hash order by old.article_id"
    )
