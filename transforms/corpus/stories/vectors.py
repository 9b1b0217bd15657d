"""Stored terms of articles side by side: what stories are told by, and how much of it two articles share."""

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

from transforms.annotations.story_terms import FIGURE, QUOTED, TERM_TYPE, WEIGHT_UNIT
from transforms.text.columns import order_by, rows_between, run_starts

Numbers: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
KeyPart: TypeAlias = tuple[npt.NDArray[np.int32], npt.NDArray[np.uint32], npt.NDArray[np.float32]]

SIMILARITIES: Final = ("lead", "full", "title", "names", "numbers", "quotes", "figures")
KEY_TERMS: Final = 40  # of an article, by which others are met that may tell the same: the weightiest of title and lead
RARE_TERMS: Final = 10  # of them, by which others are met that were published long before or after
_TITLE_COUNTS: Final = 2  # a word of the title counts as two of the lead
_MOST: Final = 255 * (1 + _TITLE_COUNTS)  # occurrences of a stored word
_STRENGTH: Final = np.append(0.0, 1 + np.log(np.arange(1, _MOST + 1)))  # of a word, by its occurrences
_FRACTION: Final = np.uint32(0xFFFF_FFFF)
_PAIRS: Final = 10_000  # compared at a time: what their terms take fits into some tens of MB


class Vectors(NamedTuple):
    """The terms of articles, article after article, each term once.

    Attributes:
        columns: A number for each term, the same for the same word.
        edges: Where each article's terms begin, and their number.
        values: What each term counts, a column for each of ``SIMILARITIES``: a product of two articles' is their
            likeness. ``lead`` are words of the title and the first hundred weighty ones of the body, ``full`` those of
            title and body, ``names`` capitalised words of the body, ``numbers`` those of title and body, ``figures``
            figures with their units; an article's are of length 1, or 0 where it has none. ``quotes`` are runs of
            quoted words, each of which counts 1, so that a product counts those that are shared.
    """

    columns: Numbers
    edges: Numbers
    values: npt.NDArray[np.float32]


class Keys(NamedTuple):
    """By which articles are met: the weightiest words of their lead, and the weightiest of these.

    An article's are not of length 1, so that a product of two is a part of their likeness.
    """

    weighty: sparse.csr_array
    rare: sparse.csr_array


def story_vectors(terms: pl.Series) -> Vectors:
    """Read stored terms.

    Args:
        terms: Records as made by :func:`transforms.annotations.story_terms.story_terms`; null for an article without.
    """
    records, edges = _records(terms)
    weights = records["weight"] / WEIGHT_UNIT
    title = records["title"].astype(np.int64)
    full = records["full"] + title
    owners = _owners(edges)
    values = np.zeros((records.size, len(SIMILARITIES)), dtype=np.float32)  # half the memory, seven digits
    counted = {
        "lead": _STRENGTH[records["lead"] + _TITLE_COUNTS * title] * weights,
        "full": _STRENGTH[full] * weights,
        "title": _STRENGTH[title] * weights,
        "names": _STRENGTH[records["named"]] * weights,
        "numbers": _STRENGTH[np.where(records["is_number"] > 0, full, 0)] * weights,
        "figures": (records["is_number"] == FIGURE).astype(np.float64),
    }
    for name, strengths in counted.items():
        values[:, SIMILARITIES.index(name)] = _of_length_one(strengths, owners, edges.size - 1)
    values[:, SIMILARITIES.index("quotes")] = records["is_number"] == QUOTED
    return Vectors(_numbered(records["term"]), edges, values)


def products(vectors: Vectors, first: Numbers, second: Numbers) -> Floats:
    """The likenesses of pairs of articles, a column for each of ``SIMILARITIES``."""
    found = np.zeros((first.size, len(SIMILARITIES)))
    order = order_by(first, second)
    own = np.full(int(vectors.columns.max(initial=0)) + 1, -1)  # of one article: where it has each word
    for low in range(0, first.size, _PAIRS):
        part = order[low : low + _PAIRS]
        firsts, seconds = first[part], second[part]
        pair, place = rows_between(vectors.edges[seconds], vectors.edges[seconds + 1])
        columns = vectors.columns[place]
        edges = np.append(0, np.cumsum(vectors.edges[seconds + 1] - vectors.edges[seconds]))
        there = np.empty(place.size, dtype=np.int64)
        runs = run_starts(firsts)
        for start, end in zip(runs[:-1].tolist(), runs[1:].tolist(), strict=True):
            begin, behind = vectors.edges[firsts[start] : firsts[start] + 2].tolist()
            words = vectors.columns[begin:behind]
            own[words] = np.arange(begin, behind)
            here = slice(edges[start], edges[end])
            there[here] = own[columns[here]]
            own[words] = -1
        shared = np.flatnonzero(there >= 0)
        starts = run_starts(pair[shared])[:-1]
        if shared.size:
            both = vectors.values[there[shared]] * vectors.values[place[shared]]
            found[part[pair[shared[starts]]]] = np.add.reduceat(both, starts)
    return found


def key_terms(terms: pl.Series) -> tuple[Numbers, Numbers, Floats]:
    """The key terms of articles: number of the article, key, and its weight.

    A key is twice the hash of the term; of ``rare`` one more, so that both kinds have keys of their own.
    """
    records, edges = _records(terms)
    owners = _owners(edges)
    counts = records["lead"] + _TITLE_COUNTS * records["title"].astype(np.int64)
    lead = _of_length_one(_STRENGTH[counts] * (records["weight"] / WEIGHT_UNIT), owners, edges.size - 1)
    behind = (_FRACTION - lead.astype(np.float32).view(np.uint32)).astype(np.int64)  # as numbers they are in one order
    ranked = order_by(owners, behind)
    place = np.arange(owners.size) - np.repeat(edges[:-1], np.diff(edges))
    parts = []
    for mark, most in enumerate((KEY_TERMS, RARE_TERMS)):
        kept = np.sort(ranked[place < most])
        kept = kept[lead[kept] > 0]
        parts.append((owners[kept], records["term"][kept].astype(np.int64) * 2 + mark, lead[kept]))
    owners, keys, weights = (np.concatenate(column) for column in zip(*parts, strict=True))
    return owners, keys, weights


def by_kind(owners: Numbers, keys: Numbers, weights: Floats) -> tuple[KeyPart, KeyPart]:
    """Key terms of both kinds apart, in half the bytes: a large warehouse has tens of millions.

    Args:
        owners: Numbers of articles, in their order.
        keys: As of :func:`key_terms`.
        weights: Theirs.
    """
    weighty, rare = (keys % 2 == mark for mark in (0, 1))
    terms, floats, numbers = (keys // 2).astype(np.uint32), weights.astype(np.float32), owners.astype(np.int32)
    return (numbers[weighty], terms[weighty], floats[weighty]), (numbers[rare], terms[rare], floats[rare])


def keys_of(parts: Sequence[tuple[KeyPart, KeyPart]], *, count: int) -> Keys:
    """Key terms as matrices of so many rows.

    Args:
        parts: Those of some articles each, by kind, in the order of the articles, which are numbered through.
        count: Articles in all.
    """
    matrices = []
    for of_kind in zip(*parts, strict=True):
        owners, terms, weights = (np.concatenate(columns) for columns in zip(*of_kind, strict=True))
        distinct = np.unique(terms)
        places = np.searchsorted(distinct, terms).astype(np.int32)
        edges = np.searchsorted(owners, np.arange(count + 1)).astype(np.int32)
        matrix = sparse.csr_array((weights, places, edges), shape=(count, max(distinct.size, 1)))
        matrix.sort_indices()  # so that products add up in one order
        matrices.append(matrix)
    return Keys(*matrices)


def pair_products(rows: sparse.csr_array, first: Numbers, second: Numbers) -> Floats:
    """The product of pairs of rows."""
    return np.asarray(rows[first].multiply(rows[second]).sum(axis=1)).ravel()


def _records(terms: pl.Series) -> tuple[npt.NDArray[np.void], Numbers]:
    """The records of all articles, and where each article's begin."""
    content = [value or b"" for value in terms.to_list()]
    sizes = np.fromiter(map(len, content), np.int64, len(content)) // TERM_TYPE.itemsize
    return np.frombuffer(b"".join(content), dtype=TERM_TYPE), np.append(0, np.cumsum(sizes))


def _owners(edges: Numbers) -> Numbers:
    return np.repeat(np.arange(edges.size - 1), np.diff(edges))


def _numbered(terms: npt.NDArray[np.integer]) -> Numbers:
    """A number from 0 up for each value, the same for the same; greater values have greater numbers."""
    order = order_by(terms.astype(np.int64))
    sorted_terms = terms[order]
    numbers = np.empty(terms.size, dtype=np.int64)
    numbers[order] = np.cumsum(np.append(False, sorted_terms[1:] != sorted_terms[:-1])[: terms.size])
    return numbers


def _of_length_one(values: Floats, owners: Numbers, count: int) -> Floats:
    squares = np.bincount(owners, weights=values**2, minlength=count)
    return values / np.sqrt(np.where(squares > 0, squares, 1.0))[owners]
