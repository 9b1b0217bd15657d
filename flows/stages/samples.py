"""Sentences of the articles that stand for their outlets, some outlets at a time.

They lie in files by outlet for as long as they are asked: of hundreds of outlets nobody holds them all.
"""

import contextlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import polars as pl

from flows.stages.context import RunContext
from flows.stages.stored import read_batches, stored_by_periods
from transforms.annotations.unseen import text_as_seen
from warehouse.frame_file import write_frame

_AT_ONCE: Final = 3_000  # articles of a part: cut into words their sentences take some 150 MB
_COLUMNS: Final = ("article_id", "role", "text")


class Sample:
    """Articles with their sentences, in parts of whole outlets.

    Args:
        articles: ``article_id``, ``outlet_id`` and more, in the order of the outlets.
        folder: Where the sentences lie.
    """

    def __init__(self, articles: pl.DataFrame, folder: Path) -> None:
        sizes = articles.group_by("outlet_id", maintain_order=True).len("size")
        # an outlet is of the part in which it begins, so that none is cut
        begins = pl.col("size").cum_sum() - pl.col("size")
        part = sizes.select("outlet_id", part=(begins // _AT_ONCE).rle_id())
        self._articles = articles.join(part, on="outlet_id", how="left", maintain_order="left")
        self._folder = folder

    def parts(self) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
        """Articles of some outlets, and their sentences as they are seen."""
        for (part,), articles in self._articles.partition_by("part", maintain_order=True, as_dict=True).items():
            files = sorted((self._folder / str(part)).glob("*.parquet"))
            sentences = [pl.read_parquet(file) for file in files]
            yield articles.drop("part"), pl.concat(sentences) if sentences else _no_sentences()

    def lay_out(self, context: RunContext, batches: Sequence[Path]) -> None:
        """Write the sentences, of this run's articles and of earlier ones."""
        made = [pl.Series("article_id", [], pl.String)]
        for number, batch in enumerate(batches):
            made.append(read_batches([batch], "articles", ("article_id",))["article_id"])
            wanted = self._articles.filter(pl.col("article_id").is_in(made[-1].implode()))["article_id"]
            if wanted.len():
                self._write(read_batches([batch], "sentences", _COLUMNS, articles=wanted), f"made-{number:06}")
        earlier = self._articles.filter(~pl.col("article_id").is_in(pl.concat(made).implode())).select("article_id")
        sql = "select article_id, role, text from stored_sentences semi join earlier using (article_id)"
        for number, stored in enumerate(stored_by_periods(context, "sentences", earlier["article_id"])):
            self._write(stored.query(sql, "sentences", earlier=earlier), f"stored-{number:06}")

    def _write(self, sentences: pl.DataFrame, name: str) -> None:
        seen = sentences.with_columns(text_as_seen(sentences["text"]))
        placed = seen.join(self._articles.select("article_id", "part"), on="article_id", maintain_order="left")
        for (part,), rows in placed.partition_by("part", include_key=False, as_dict=True).items():
            folder = self._folder / str(part)
            folder.mkdir(parents=True, exist_ok=True)
            write_frame(rows, folder / f"{name}.parquet")


def _no_sentences() -> pl.DataFrame:
    return pl.DataFrame(schema=dict.fromkeys(_COLUMNS, pl.String))


@contextlib.contextmanager
def laid_out(context: RunContext, articles: pl.DataFrame, batches: Sequence[Path], *, name: str) -> Iterator[Sample]:
    """A sample whose sentences lie in files, which go in the end.

    Args:
        context: The run.
        articles: ``article_id``, ``outlet_id`` and more, in the order of the outlets.
        batches: Folders of the annotate stage.
        name: Of the folder.
    """
    folder = context.work / name
    sample = Sample(articles, folder)
    sample.lay_out(context, batches)
    try:
        yield sample
    finally:
        shutil.rmtree(folder, ignore_errors=True)
