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


def on_axis(articles: Numbers | pl.Series, offsets: Numbers | pl.Series) -> Numbers:
    """Places on the axis.

    Args:
        articles: Numbers of the articles, from 0 up; null or -1 where it is none of them.
        offsets: Code points within their texts; null or -1 where there is no place in the text.

    Returns:
        A place for each offset, `NOWHERE` where there is none.

    Raises:
        ValueError: An offset reaches into the stretch of the next article.
    """
    owners, given = _numbers(articles), _numbers(offsets)
    if given.size and int(given.max()) >= _STRETCH:
        raise ValueError(f"an offset of {int(given.max())} code points; an article has fewer than {_STRETCH}")
    return np.where((owners < 0) | (given < 0), NOWHERE, owners * _STRETCH + given)


def moved(places: Numbers, by: Numbers) -> Numbers:
    """Places so many code points further on in their texts; what is nowhere stays nowhere."""
    return np.where(places < 0, NOWHERE, places + by)


def _numbers(values: Numbers | pl.Series) -> Numbers:
    return values.cast(pl.Int64).fill_null(NOWHERE).to_numpy() if isinstance(values, pl.Series) else values
