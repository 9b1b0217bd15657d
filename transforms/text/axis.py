"""The texts of several articles laid on one axis, so that the offsets of all of them are compared at once.

Every article has a stretch of the axis of its own. What stands in no text (a title beside it) has no place on the axis:
it must be `NOWHERE`, before every article, and never a place that happens to be another article's.
"""

from typing import Final

import numpy as np
import polars as pl

from transforms.text.columns import Numbers

NOWHERE: Final = -1
_STRETCH: Final = 1 << 32  # more code points than an article has


class Axis:
    """The axis of some articles, one behind the other in the order in which they are first given.

    Args:
        article_ids: One or more for each article.
    """

    def __init__(self, article_ids: pl.Series) -> None:
        ids = article_ids.alias("article_id").to_frame()
        self._numbers: Final = ids.unique(maintain_order=True).with_row_index("number")

    def places(self, rows: pl.DataFrame, column: str) -> Numbers:
        """Where offsets stand on the axis.

        Args:
            rows: ``article_id``, and offsets.
            column: The column of offsets: code points within the articles' texts, null where there is no place in them.

        Returns:
            A place a row, `NOWHERE` where there is none, or where the article is none of the axis's.

        Raises:
            ValueError: An offset reaches into the stretch of the next article.
        """
        owners = rows.select("article_id").join(self._numbers, on="article_id", how="left", maintain_order="left")
        articles, offsets = (
            values.cast(pl.Int64).fill_null(NOWHERE).to_numpy() for values in (owners["number"], rows[column])
        )
        if offsets.size and int(offsets.max()) >= _STRETCH:
            raise ValueError(f"an offset of {int(offsets.max())} code points; an article has fewer than {_STRETCH}")
        return np.where((articles < 0) | (offsets < 0), NOWHERE, articles * _STRETCH + offsets)


def moved(places: Numbers, by: Numbers) -> Numbers:
    """Places so many code points further on in their texts; what is nowhere stays nowhere."""
    return np.where(places < 0, NOWHERE, places + by)


def within(places: Numbers, starts: Numbers, ends: Numbers) -> Numbers:
    """Of spans in the order of the axis, without overlap, the one that covers each place; -1 where none does."""
    if not starts.size:
        return np.full(places.size, -1, dtype=np.int64)
    spans = np.searchsorted(starts, places, side="right") - 1
    return np.where((spans >= 0) & (places < ends[spans]), spans, -1)
