"""Pairs of articles that may tell one event, each with the probability that it does: the one likeness of articles.

Only pairs that share weighty words of title and lead are looked at: within ``NEAR`` days any of them; where a date is
missing more of them; further apart, up to ``REACH`` days, more, and some of the weightiest. So the words that many
articles of a year have lead to those of the same days alone. What a pair gets depends on its two articles alone, so
that it holds whatever else the warehouse has.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

from transforms.corpus.stories.vectors import (
    SIMILARITIES,
    Keys,
    Numbers,
    Vectors,
    by_kind,
    key_terms,
    keys_of,
    pair_products,
    products,
    story_vectors,
)
from transforms.resources import read_toml

LINK_COLUMNS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "article_id": pl.String,
    "other_article_id": pl.String,
    "probability": pl.Float64,
    "lead_similarity": pl.Float64,
    "full_similarity": pl.Float64,
    "title_similarity": pl.Float64,
    "name_similarity": pl.Float64,
    "number_similarity": pl.Float64,
    "quote_similarity": pl.Float64,
    "figure_similarity": pl.Float64,
    "days": pl.Int32,
}

LEAST_PROBABILITY: Final = 0.05  # pairs below are no links: they count 0 where stories are grouped
REACH: Final = 400  # days: what is further apart tells an affair, not an event
NEAR: Final = 7  # days: within them any shared key terms will do
LEAST_SHARED: Final = 0.06  # product of the key terms of a pair that is looked at; further apart, of its rare terms
LEAST_UNDATED: Final = 0.1  # where a date is missing: such articles are near to all that a warehouse has
LEAST_FAR: Final = 0.12  # and of its key terms there: no links of the gold are lost
_ROWS: Final = 512  # rows multiplied at a time
_WITH: Final = 20_000  # by so many others at a time: what they give fits into some tens of MB


class Weights(NamedTuple):
    """The fitted weights of ``story_pairs.toml``; ``undated`` are those of pairs in which a date is missing."""

    dated: npt.NDArray[np.float64]
    undated: npt.NDArray[np.float64]
    days: float
    intercept: float
    undated_intercept: float
    cut: float
    storyline_cut: float


class Pairs(NamedTuple):
    """Pairs of rows, the first before the second, in order; ``similarities`` has a column for each of ``SIMILARITIES``.

    ``days`` is -1 where a date is missing.
    """

    first: Numbers
    second: Numbers
    similarities: npt.NDArray[np.float64]
    days: Numbers

    def probabilities(self) -> npt.NDArray[np.float64]:
        """That each pair tells one event."""
        weights = pair_weights()
        undated = self.days < 0
        scores = np.where(
            undated,
            self.similarities @ weights.undated + weights.undated_intercept,
            self.similarities @ weights.dated - weights.days * np.log1p(np.maximum(self.days, 0)) + weights.intercept,
        )
        return 1 / (1 + np.exp(-scores))


_COUNTED: Final = SIMILARITIES.index("quotes")  # no cosine but a count, of which each tells less than the one before


@cache
def pair_weights() -> Weights:
    """The bundled weights."""
    data = read_toml("story_pairs.toml")
    dated, undated = (np.array([data[kind][name] for name in SIMILARITIES]) for kind in ("dated", "undated"))
    return Weights(
        dated,
        undated,
        days=data["dated"]["days"],
        intercept=data["dated"]["intercept"],
        undated_intercept=data["undated"]["intercept"],
        cut=data["cut"],
        storyline_cut=data["storyline_cut"],
    )


def find_pairs(terms: pl.Series, days: Numbers) -> Pairs:
    """The pairs that are worth a look, with their similarities.

    Args:
        terms: Stored terms of the articles, in the order of their ids.
        days: Day of each article as a number; negative where no date is known.
    """
    blocks = candidates(keys_of([by_kind(*key_terms(terms))], count=terms.len()), days)
    first, second = np.concatenate([np.empty((2, 0), dtype=np.int64), *blocks], axis=1)
    order = np.lexsort((second, first))
    return weighed(story_vectors(terms), first[order], second[order], days)


def weighed(vectors: Vectors, first: Numbers, second: Numbers, days: Numbers) -> Pairs:
    """Pairs of rows with their similarities."""
    similarities = products(vectors, first, second)
    similarities[:, _COUNTED] = np.log1p(similarities[:, _COUNTED])
    is_dated = (days[first] >= 0) & (days[second] >= 0)
    apart = np.where(is_dated, np.abs(days[first] - days[second]), -1)
    return Pairs(first, second, similarities, apart)


def candidates(keys: Keys, days: Numbers, is_new: npt.NDArray[np.bool_] | None = None) -> Iterator[Numbers]:
    """Pairs that share key terms, as two rows of numbers: of dated articles within reach, of undated ones and any.

    Args:
        keys: Of the articles.
        days: As for :func:`find_pairs`.
        is_new: Articles of which a pair must have one; all if none are given.

    Returns:
        Some pairs at a time, in the order of their days.
    """
    order = np.argsort(days, kind="stable")
    sorted_days = days[order]
    undated = int(np.searchsorted(sorted_days, 0))
    for low in range(0, undated, _ROWS):
        rows = np.arange(low, min(low + _ROWS, undated))
        yield from _pairs(keys.weighty, order, rows, order.size, is_new, least=LEAST_UNDATED)
    for low in range(undated, order.size, _ROWS):
        rows = np.arange(low, min(low + _ROWS, order.size))
        near, far = np.searchsorted(sorted_days, sorted_days[rows[-1]] + np.array([NEAR, REACH]), side="right")
        for pairs in _pairs(keys.weighty, order, rows, int(near), is_new):
            yield pairs[:, np.abs(days[pairs[0]] - days[pairs[1]]) <= NEAR]
        for pairs in _pairs(keys.rare, order, rows, int(far), is_new):
            apart = np.abs(days[pairs[0]] - days[pairs[1]])
            beyond = pairs[:, (apart > NEAR) & (apart <= REACH)]
            yield beyond[:, pair_products(keys.weighty, *beyond) >= LEAST_FAR]


def _pairs(
    terms: sparse.csr_array,
    order: Numbers,
    places: Numbers,
    last: int,
    is_new: npt.NDArray[np.bool_] | None,
    *,
    least: float = LEAST_SHARED,
) -> Iterator[Numbers]:
    """Pairs of some places in an order with later ones, up to the last, that share enough of some terms."""
    first = int(places[0])
    if is_new is not None and not is_new[order[first:last]].any():
        return
    asked = terms[order[places]]
    for begin in range(first, last, _WITH):
        product = (asked @ terms[order[begin : min(begin + _WITH, last)]].T.tocsc()).tocoo()
        row, column = (one.astype(np.int64) + start for one, start in zip(product.coords, (first, begin), strict=True))
        kept = (product.data >= least) & (row < column)
        one, other = order[row[kept]], order[column[kept]]
        if is_new is not None:
            is_asked = is_new[one] | is_new[other]
            one, other = one[is_asked], other[is_asked]
        yield np.stack([np.minimum(one, other), np.maximum(one, other)])
