"""Articles as rows of sparse matrices: what stories are told by, one matrix a similarity."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

from transforms.annotations.story_terms import FIGURE, QUOTED, TERM_TYPE, WEIGHT_UNIT

Numbers = npt.NDArray[np.int64]

KEY_TERMS: Final = 40  # of an article, by which others are met that may tell the same: the weightiest of title and lead
RARE_TERMS: Final = 10  # of them, by which others are met that were published long before or after
_TITLE_COUNTS: Final = 2  # a word of the title counts as two of the lead


class Vectors(NamedTuple):
    """Rows in the order of the articles, each of length 1 (or 0 where an article has none of the kind).

    Attributes:
        lead: Words of the title, and the first hundred weighty ones of the body.
        full: Words of title and body.
        title: Words of the title.
        names: Capitalised words of the body.
        numbers: Numbers of title and body.
        quotes: Runs of quoted words; not of length 1, so that a product of two counts those that they share.
        figures: Figures with their units.
        keys: The weightiest of ``lead`` alone; not of length 1, so that a product of two is a part of their likeness.
        rare: The weightiest of ``keys``.
    """

    lead: sparse.csr_array
    full: sparse.csr_array
    title: sparse.csr_array
    names: sparse.csr_array
    numbers: sparse.csr_array
    quotes: sparse.csr_array
    figures: sparse.csr_array
    keys: sparse.csr_array
    rare: sparse.csr_array


class Keys(NamedTuple):
    """By which articles are met: ``Vectors.keys`` and ``Vectors.rare``."""

    weighty: sparse.csr_array
    rare: sparse.csr_array


def story_vectors(terms: pl.Series) -> Vectors:
    """Read stored terms.

    Args:
        terms: Records as made by :func:`transforms.annotations.story_terms.story_terms`; null for an article without.
    """
    records, edges = _records(terms)
    distinct, columns = np.unique(records["term"], return_inverse=True)
    weights = records["weight"] / WEIGHT_UNIT
    title = records["title"].astype(np.float64)
    full = records["full"] + title
    shape = (terms.len(), max(distinct.size, 1))

    def matrix(counts: npt.NDArray[np.float64]) -> sparse.csr_array:
        values = np.where(counts > 0, (1 + np.log(np.maximum(counts, 1))) * weights, 0.0)
        made = sparse.csr_array((values, columns.astype(np.int64), edges.copy()), shape=shape)
        made.eliminate_zeros()
        return _of_length_one(made)

    def marked(kind: int) -> sparse.csr_array:
        values = (records["is_number"] == kind).astype(np.float64)
        made = sparse.csr_array((values, columns.astype(np.int64), edges.copy()), shape=shape)
        made.eliminate_zeros()
        return made

    lead = matrix(records["lead"] + _TITLE_COUNTS * title)
    return Vectors(
        lead=lead,
        full=matrix(full),
        title=matrix(title),
        names=matrix(records["named"].astype(np.float64)),
        numbers=matrix(np.where(records["is_number"] > 0, full, 0.0)),
        quotes=marked(QUOTED),
        figures=_of_length_one(marked(FIGURE)),
        keys=_heaviest(lead, KEY_TERMS),
        rare=_heaviest(lead, RARE_TERMS),
    )


def key_terms(terms: pl.Series) -> tuple[Numbers, Numbers, npt.NDArray[np.float64]]:
    """The key terms of articles: number of the article, key, and its weight in ``Vectors.keys`` or ``Vectors.rare``.

    A key is twice the hash of the term; of ``rare`` one more, so that both kinds have keys of their own.
    """
    records, _ = _records(terms)
    distinct = np.unique(records["term"]).astype(np.int64)
    vectors = story_vectors(terms)
    parts = []
    for mark, rows in enumerate((vectors.keys, vectors.rare)):
        owners = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
        parts.append((owners, distinct[rows.indices] * 2 + mark if distinct.size else owners, rows.data))
    owners, keys, weights = (np.concatenate(column) for column in zip(*parts, strict=True))
    return owners, keys, weights


def keys_of(owners: Numbers, keys: Numbers, weights: npt.NDArray[np.float64], *, count: int) -> Keys:
    """Key terms, as made by :func:`key_terms` for some articles or for many in turn, as matrices of so many rows."""
    matrices = []
    for mark in (0, 1):
        own = keys % 2 == mark
        distinct, columns = np.unique(keys[own], return_inverse=True)
        shape = (count, max(distinct.size, 1))
        matrices.append(sparse.csr_array((weights[own], (owners[own], columns.astype(np.int64))), shape=shape))
    return Keys(*matrices)


def _records(terms: pl.Series) -> tuple[npt.NDArray[np.void], Numbers]:
    """The records of all articles, and where each article's begin."""
    content = [value or b"" for value in terms.to_list()]
    sizes = np.fromiter(map(len, content), np.int64, len(content)) // TERM_TYPE.itemsize
    return np.frombuffer(b"".join(content), dtype=TERM_TYPE), np.append(0, np.cumsum(sizes))


def _of_length_one(rows: sparse.csr_array) -> sparse.csr_array:
    owners = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    squares = np.bincount(owners, weights=rows.data**2, minlength=rows.shape[0])
    rows.data = rows.data / np.sqrt(squares)[owners]
    return rows


def _heaviest(rows: sparse.csr_array, count: int) -> sparse.csr_array:
    """The greatest values of each row; of equals the first."""
    owners = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    order = np.lexsort((rows.indices, -rows.data, owners))
    place = np.arange(owners.size) - rows.indptr[:-1][owners]
    kept = np.sort(order[place < count])
    counts = np.bincount(owners[kept], minlength=rows.shape[0])
    return sparse.csr_array((rows.data[kept], rows.indices[kept], np.append(0, np.cumsum(counts))), shape=rows.shape)


def pair_products(rows: sparse.csr_array, first: Numbers, second: Numbers) -> npt.NDArray[np.float64]:
    """Cosine of pairs of rows."""
    return np.asarray(rows[first].multiply(rows[second]).sum(axis=1)).ravel()
