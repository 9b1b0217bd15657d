"""Copies: articles whose text is another's, word for word, nearly, or as wire copy in another outlet.

Each article's signature is made once (:mod:`transforms.annotations.signatures`); here signatures are grouped by
locality-sensitive hashing (bands of the signature as keys), and only articles that share a key are compared. No step
compares all pairs, and nothing is dropped: copies are marked, and the analyst includes or excludes them.
"""

from collections.abc import Collection
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.annotations.signatures import PERMUTATIONS, SCHEME, Matrix

DUPLICATE_COLUMNS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "article_id": pl.String,
    "duplicate_of": pl.String,
    "duplicate_kind": pl.String,
}

_ROWS: Final = 3  # in a band: a pair of similarity .3 is met with probability .68, of .4 .94, of .5 .996
_BANDS: Final = PERMUTATIONS // _ROWS
_CHUNK: Final = 50_000  # pairs compared at a time: bounds the memory at some 50 MB
_NEAR: Final = 0.6  # share of common shingles from which two texts are one: an updated or lightly edited version
_WIRE: Final = (
    0.4  # the same across outlets where an agency is credited: copies are cut from the end and get a new lead
)
_WIRE_CONTAINED: Final = 0.7  # or the shorter is contained in the longer to this share
_LEAST: Final = (
    0.25  # below it a pair is not looked at again: even a contained text that is a third as long is above it
)
_WINDOW_DAYS: Final = 14  # between near copies; further apart it is a recurring format (market report, forecast)
_DAY: Final = 86_400_000_000  # microseconds
_NO_DATE: Final = np.iinfo(np.int64).max
_KEY_DIGITS: Final = 15  # of a hash of all words: what a signed number of 64 bits holds
_PRIME: Final = np.uint64(0x9E3779B97F4A7C15)
_IS_COMPARABLE: Final = pl.col("signature").is_not_null() & (pl.col("signature_scheme") == SCHEME)
_Indices: TypeAlias = npt.NDArray[np.int64]


def copy_keys(stored: pl.DataFrame) -> pl.DataFrame:
    """What an article shares with those that may be one text with it.

    Args:
        stored: ``article_id``, ``text_hash``, ``signature`` and ``signature_scheme``.

    Returns:
        Distinct rows of ``article_id`` and ``key``: one a band of the signature, one for all words.
    """
    words = stored.filter(pl.col("text_hash").is_not_null())
    of_words = [int(text_hash[:_KEY_DIGITS], 16) for text_hash in words["text_hash"].to_list()]
    parts = [pl.DataFrame({"article_id": words["article_id"], "key": pl.Series(of_words, dtype=pl.Int64)})]
    comparable = stored.filter(_IS_COMPARABLE)
    if comparable.height:
        matrix = _matrix(comparable["signature"])[:, : _BANDS * _ROWS].reshape(comparable.height, _BANDS, _ROWS)
        mixed = np.zeros((comparable.height, _BANDS), np.uint64) + np.arange(1, _BANDS + 1, dtype=np.uint64)
        for row in range(_ROWS):
            mixed = (mixed ^ matrix[:, :, row].astype(np.uint64)) * _PRIME
            mixed ^= mixed >> np.uint64(29)
        keys = mixed.view(np.int64).ravel()
        parts.append(
            pl.DataFrame(
                {
                    "article_id": comparable["article_id"].gather(np.repeat(np.arange(comparable.height), _BANDS)),
                    "key": keys,
                }
            )
        )
    return pl.concat(parts).unique(maintain_order=True)


def tied_to(stored: pl.DataFrame, articles: Collection[str], *, agencies: Collection[str] = ()) -> set[str]:
    """Articles whose original may hang on that of some others: those with a likely pair to them, and on.

    Args:
        stored: As for :func:`find_duplicates`.
        articles: These others.
        agencies: As for :func:`find_duplicates`.
    """
    ranked = _ranked(stored, agencies)
    ids = ranked["article_id"].to_list()
    same = _same_words(ranked["text_hash"].to_list())
    comparable = [row for row in ranked.select(_IS_COMPARABLE.arg_true()).to_series() if row not in same]
    pairs = list(same.items())
    if comparable:
        matrix = _matrix(ranked["signature"].gather(comparable))
        earlier, later = _candidate_pairs(matrix)
        likely = _similarities(matrix, earlier, later) >= _LEAST
        near = zip(earlier[likely].tolist(), later[likely].tolist(), strict=True)
        pairs += [(comparable[one], comparable[two]) for one, two in near]
    beside: dict[int, list[int]] = {}
    for one, two in pairs:
        beside.setdefault(one, []).append(two)
        beside.setdefault(two, []).append(one)
    waiting = [row for row, article_id in enumerate(ids) if article_id in articles]
    met = set(waiting)
    while waiting:
        new = [row for row in beside.get(waiting.pop(), ()) if row not in met]
        met.update(new)
        waiting += new
    return {ids[row] for row in met}


def _matrix(signatures: pl.Series) -> Matrix:
    """Signatures as rows."""
    matrix: Matrix = np.frombuffer(b"".join(signatures.to_list()), dtype="<u4").reshape(len(signatures), PERMUTATIONS)
    return matrix


def _candidate_pairs(matrix: Matrix) -> tuple[_Indices, _Indices]:
    """Pairs of rows (earlier, later) that share a band.

    In a band's group each row meets the first and the one before it: enough to reach the original, and linear however
    large a group is.
    """
    pairs: list[npt.NDArray[np.int64]] = []
    for band in range(_BANDS):
        keys = np.ascontiguousarray(matrix[:, band * _ROWS : (band + 1) * _ROWS]).view(f"V{4 * _ROWS}").ravel()
        _, group = np.unique(keys, return_inverse=True)
        order = np.argsort(group, kind="stable")  # within a group in the order of rank
        sorted_group = group[order]
        is_first = np.r_[True, sorted_group[1:] != sorted_group[:-1]]
        first_of = order[np.maximum.accumulate(np.where(is_first, np.arange(order.size), 0))]
        later = ~is_first
        before = np.r_[order[:1], order[:-1]]
        pairs.append(np.stack([first_of[later], order[later]], axis=1))
        pairs.append(np.stack([before[later], order[later]], axis=1))
    if not pairs:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    unique = np.unique(np.concatenate(pairs), axis=0)
    return unique[:, 0], unique[:, 1]


def _similarities(matrix: Matrix, earlier: _Indices, later: _Indices) -> npt.NDArray[np.float64]:
    """Estimated share of common shingles of each pair."""
    found = [
        np.mean(matrix[earlier[at : at + _CHUNK]] == matrix[later[at : at + _CHUNK]], axis=1)
        for at in range(0, earlier.size, _CHUNK)
    ]
    return np.concatenate(found) if found else np.empty(0, np.float64)


def _ranked(stored: pl.DataFrame, agencies: Collection[str]) -> pl.DataFrame:
    """Rows in the order in which they may be the original: an agency's own, the earliest, the last read."""
    is_placed = "place" in stored.columns
    return (
        stored.with_columns(place="place" if is_placed else pl.lit(0))
        .unique("article_id", keep="first", maintain_order=True)
        .with_columns(is_agency=pl.col("outlet_id").is_in(sorted(agencies)).fill_null(value=False))
        .sort(
            pl.col("is_agency").not_(),
            "published_at",
            "place",
            "article_id",
            descending=[False, False, True, False],
            nulls_last=True,
        )
    )


def find_duplicates(
    stored: pl.DataFrame, *, agencies: Collection[str] = (), window_days: int = _WINDOW_DAYS
) -> pl.DataFrame:
    """The copies among articles, each with the original that it copies.

    The original is the agency's own article, else the earliest (undated ones last), else of those of one moment the one
    that was read last: of two versions of an article that nothing else tells apart it is the later. A copy points to an
    original and never to another copy, and each is compared with the original itself, so that chains of small edits do
    not drift.

    Args:
        stored: Rows of ``signatures``, of one run or of many; rows of another scheme are compared by text only. With
            ``place``, a number that grows in the order of reading.
        agencies: Ids of the outlets that are news agencies.
        window_days: Greatest distance in days between near copies; articles without a date match at any distance.

    Returns:
        ``DUPLICATE_COLUMNS``, one row per copy, sorted by ``article_id``. ``duplicate_kind`` is ``wire`` where the
        outlets differ and an agency is credited in either or published the original; else ``exact`` where all words are
        the same, ``near`` where most are.
    """
    ranked = _ranked(stored, agencies)
    ids = ranked["article_id"].to_list()
    original = _same_words(ranked["text_hash"].to_list())
    kinds = dict.fromkeys(original, "exact")
    articles = _Articles(ranked)
    near = _near_copies(articles, [row for row in articles.comparable if row not in original], window_days * _DAY)
    original |= near
    kinds |= dict.fromkeys(near, "near")
    data: dict[str, list[Any]] = {"article_id": [], "duplicate_of": [], "duplicate_kind": []}
    for copy in sorted(original, key=lambda row: ids[row]):
        source = original[copy]
        while source in original:  # the word-for-word original of this copy is itself a near copy
            source = original[source]
        data["article_id"].append(ids[copy])
        data["duplicate_of"].append(ids[source])
        data["duplicate_kind"].append("wire" if articles.is_wire(copy, source) else kinds[copy])
    return pl.DataFrame(data, schema=DUPLICATE_COLUMNS)


def _same_words(hashes: list[str | None]) -> dict[int, int]:
    """Rows whose words are all those of an earlier row, with the first of these."""
    first_with: dict[str, int] = {}
    return {
        row: first_with[text_hash]
        for row, text_hash in enumerate(hashes)
        if text_hash is not None and first_with.setdefault(text_hash, row) != row
    }


class _Articles:
    """What decides whether of two articles one is the other's copy: columns of one row per article, as ranked."""

    def __init__(self, ranked: pl.DataFrame) -> None:
        self.signatures: Final = ranked["signature"]
        self.counts: Final = ranked["shingle_count"].to_numpy()
        self.moments: Final = ranked["published_at"].dt.timestamp("us").fill_null(_NO_DATE).to_numpy()
        self.comparable: Final[list[int]] = ranked.select(_IS_COMPARABLE.arg_true()).to_series().to_list()
        self._outlets: Final = ranked["outlet_id"].to_list()
        self._agencies: Final = ranked["agency_id"].to_list()
        self._from_agency: Final = ranked["is_agency"].to_list()

    def is_wire(self, copy: int, source: int) -> bool:
        """Whether the outlets differ, and an agency is credited in either or published the original."""
        differ = self._outlets[copy] != self._outlets[source]
        credited = self._agencies[copy] is not None or self._agencies[source] is not None
        return differ and (self._from_agency[source] or credited)

    def is_apart(self, one: int, other: int, window: int) -> bool:
        """Whether more than the window lies between two articles with dates."""
        moments = self.moments
        return _NO_DATE not in (moments[one], moments[other]) and abs(moments[one] - moments[other]) > window

    def is_copy(self, copy: int, source: int, similarity: float) -> bool:
        """Whether two articles that share so many of their shingles are one text."""
        if similarity >= _NEAR:
            return True
        sizes = float(self.counts[source]), float(self.counts[copy])
        contained = similarity / (1.0 + similarity) * sum(sizes) / min(sizes)
        return self.is_wire(copy, source) and (similarity >= _WIRE or contained >= _WIRE_CONTAINED)


def _near_copies(articles: _Articles, comparable: list[int], window: int) -> dict[int, int]:
    """Rows that are nearly an earlier row's text, each with the most similar original.

    Args:
        articles: All articles.
        comparable: Rows whose signatures are compared.
        window: Greatest distance between two dates, in microseconds.
    """
    if not comparable:
        return {}
    matrix = _matrix(articles.signatures.gather(comparable))
    earlier, later = _candidate_pairs(matrix)
    likely = _similarities(matrix, earlier, later) >= _LEAST
    sources: dict[int, list[int]] = {}
    for one, two in zip(earlier[likely].tolist(), later[likely].tolist(), strict=True):
        sources.setdefault(two, []).append(one)
    root_of: dict[int, int] = {}
    for copy in sorted(sources):
        best: tuple[float, int] | None = None
        for root in sorted({root_of.get(source, source) for source in sources[copy]}):
            if articles.is_apart(comparable[root], comparable[copy], window):
                continue
            similarity = float(np.mean(matrix[root] == matrix[copy]))
            is_copy = articles.is_copy(comparable[copy], comparable[root], similarity)
            if is_copy and (best is None or similarity > best[0]):
                best = (similarity, root)
        if best is not None:
            root_of[copy] = best[1]
    return {comparable[copy]: comparable[root] for copy, root in root_of.items()}
