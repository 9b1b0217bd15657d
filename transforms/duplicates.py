"""Copies: articles whose text is another's, word for word, nearly, or as wire copy in another outlet.

Two steps, so that the first runs per batch and its result can be stored: ``signatures`` makes a MinHash signature of
each article's word shingles; ``find_duplicates`` groups signatures by locality-sensitive hashing (bands of the
signature as keys) and compares only articles that share a key. No step compares all pairs, and nothing is dropped:
copies are marked, and the analyst includes or excludes them.
"""

import hashlib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.resources import read_rows
from transforms.shingles import SHINGLE, GroupWords, groups

SIGNATURE_COLUMNS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "article_id": pl.String,
    "outlet_id": pl.String,
    "agency_id": pl.String,
    "published_at": pl.Datetime("us", "UTC"),
    "text_hash": pl.String,
    "shingle_count": pl.Int64,
    "signature": pl.Binary,
    "signature_scheme": pl.String,
}
DUPLICATE_COLUMNS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "article_id": pl.String,
    "duplicate_of": pl.String,
    "duplicate_kind": pl.String,
}

_PERMUTATIONS: Final = 128  # standard error of the similarity 0.04 at one half
_ROWS: Final = 3  # in a band: a pair of similarity .3 is met with probability .68, of .4 .94, of .5 .996
_BANDS: Final = _PERMUTATIONS // _ROWS
_CHUNK: Final = 50_000  # pairs compared at a time: bounds the memory at some 50 MB
SCHEME: Final = f"w{SHINGLE}-crc32-affine32-{_PERMUTATIONS}-v1"  # stored signatures of another scheme are not compared
_MIN_SHINGLES: Final = 16  # fewer (some 20 words) are a caption or a notice, whose likeness says nothing
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
_BODY_ROLES: Final = ("lead", "body", "heading")
_Matrix: TypeAlias = npt.NDArray[np.uint32]
_Indices: TypeAlias = npt.NDArray[np.int64]


def _permutations() -> tuple[_Matrix, _Matrix]:
    """Multipliers and summands of the permutations, as columns; an odd multiplier makes each one-to-one."""
    draw = np.random.RandomState(1).randint  # the legacy generator: its stream is frozen, so signatures stay comparable
    multipliers = draw(0, 1 << 31, _PERMUTATIONS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    summands = draw(0, 1 << 32, _PERMUTATIONS, dtype=np.uint32)
    return multipliers.reshape(-1, 1), summands.reshape(-1, 1)


_MULTIPLIERS, _SUMMANDS = _permutations()


def _signature(shingles: npt.NDArray[np.uint32]) -> bytes:
    """The least value of the shingles under each permutation ``a * h + b`` modulo 2^32.

    These are the values of datasketch's MinHash with the scheme ``affine32`` and seed 1, in a layout that the processor
    runs through without waiting for memory.
    """
    mixed = shingles ^ (shingles >> 16)
    mixed *= np.uint32(0x85EBCA6B)
    mixed ^= mixed >> 13
    mixed *= np.uint32(0xC2B2AE35)
    mixed ^= mixed >> 16
    permuted = _MULTIPLIERS * mixed
    permuted += _SUMMANDS
    return bytes(permuted.min(axis=1).astype("<u4").tobytes())


def _bodies(articles: pl.DataFrame, blocks: pl.DataFrame | None) -> Iterator[str]:
    if blocks is None:
        yield from articles["text"].to_list()
        return
    kept = blocks.filter(pl.col("is_kept") & pl.col("role").is_in(_BODY_ROLES)).sort("article_id", "block_index")
    starts, ends = kept["char_start"].to_list(), kept["char_end"].to_list()
    runs = kept["article_id"].rle().struct.unnest()
    edges = [0, *runs["len"].cum_sum().to_list()]
    stretches = dict(zip(runs["value"].to_list(), pairwise(edges), strict=True))
    for article_id, text in zip(articles["article_id"].to_list(), articles["text"].to_list(), strict=True):
        low, high = stretches.get(article_id, (0, 0))
        yield "\n".join([text[start:end] for start, end in zip(starts[low:high], ends[low:high], strict=True)])


def signatures(articles: pl.DataFrame, blocks: pl.DataFrame | None = None) -> pl.DataFrame:
    """What is needed of each article to find its copies, in flat columns that can be stored for later runs.

    Args:
        articles: ``article_id``, ``text``; if there, ``outlet_id``, ``agency_id``, ``published_at`` and
            ``published_date``.
        blocks: The articles' block ledger; with it only lead, body and headings count, without it the whole text.

    Returns:
        ``SIGNATURE_COLUMNS``, one row per article in the same order. ``text_hash`` is a hash of the words (case,
        punctuation and layout aside), null where there are none. ``signature`` is 128 little-endian 32-bit integers,
        null where the text is too short to compare. ``published_at`` is midnight where only the date is known.
    """
    hashes: list[str | None] = []
    counts: list[int] = []
    sketches: list[bytes | None] = []
    for group in groups(_bodies(articles, blocks)):
        words = GroupWords(group)
        hashes += [hashlib.blake2b(text, digest_size=16).hexdigest() if text else None for text in words.joined()]
        for shingles in words.shingles():
            counts.append(shingles.size)
            sketches.append(_signature(shingles) if shingles.size >= _MIN_SHINGLES else None)
    columns = articles.columns
    dates = [
        pl.col(name).cast(SIGNATURE_COLUMNS["published_at"])
        for name in ("published_at", "published_date")
        if name in columns
    ]
    nothing = pl.lit(None, dtype=pl.String)
    given = articles.select(
        pl.col("article_id"),
        (pl.col("outlet_id") if "outlet_id" in columns else nothing).alias("outlet_id"),
        (pl.col("agency_id") if "agency_id" in columns else nothing).alias("agency_id"),
        (pl.coalesce(dates) if dates else pl.lit(None, dtype=SIGNATURE_COLUMNS["published_at"])).alias("published_at"),
    )
    made = pl.DataFrame(
        {"text_hash": hashes, "shingle_count": counts, "signature": sketches},
        schema={name: SIGNATURE_COLUMNS[name] for name in ("text_hash", "shingle_count", "signature")},
    )
    return (
        given.hstack(made)
        .with_columns(signature_scheme=pl.lit(SCHEME))
        .select(pl.col(name).cast(dtype) for name, dtype in SIGNATURE_COLUMNS.items())
    )


def _candidate_pairs(matrix: _Matrix) -> tuple[_Indices, _Indices]:
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


def _similarities(matrix: _Matrix, earlier: _Indices, later: _Indices) -> npt.NDArray[np.float64]:
    """Estimated share of common shingles of each pair."""
    found = [
        np.mean(matrix[earlier[at : at + _CHUNK]] == matrix[later[at : at + _CHUNK]], axis=1)
        for at in range(0, earlier.size, _CHUNK)
    ]
    return np.concatenate(found) if found else np.empty(0, np.float64)


def _ranked(stored: pl.DataFrame) -> pl.DataFrame:
    """Rows in the order in which they may be the original: an agency's own, the earliest, the lowest id."""
    own = pl.DataFrame(
        {
            "outlet_id": [row["outlet_id"] for row in read_rows("outlets.csv") if row["is_agency"] == "true"],
        },
        schema={"outlet_id": pl.String},
    )
    return (
        stored.unique("article_id", keep="first", maintain_order=True)
        .with_columns(is_agency=pl.col("outlet_id").is_in(own["outlet_id"].to_list()).fill_null(value=False))
        .sort(
            pl.col("is_agency").not_(),
            "published_at",
            "article_id",
            descending=False,
            nulls_last=True,
        )
    )


def find_duplicates(stored: pl.DataFrame, *, window_days: int = _WINDOW_DAYS) -> pl.DataFrame:
    """The copies among articles, each with the original that it copies.

    The original is the agency's own article, else the earliest, else (undated ones last) the one with the lowest id. A
    copy points to an original and never to another copy, and each is compared with the original itself, so that chains
    of small edits do not drift.

    Args:
        stored: Rows of ``signatures``, of one run or of many; rows of another scheme are compared by text only.
        window_days: Greatest distance in days between near copies; articles without a date match at any distance.

    Returns:
        ``DUPLICATE_COLUMNS``, one row per copy, sorted by ``article_id``. ``duplicate_kind`` is ``wire`` where the
        outlets differ and an agency is credited in either or published the original; else ``exact`` where all words are
        the same, ``near`` where most are.
    """
    ranked = _ranked(stored)
    ids = ranked["article_id"].to_list()
    outlets = ranked["outlet_id"].to_list()
    agencies = ranked["agency_id"].to_list()
    from_agency = ranked["is_agency"].to_list()
    hashes = ranked["text_hash"].to_list()
    counts = ranked["shingle_count"].to_numpy()
    moments = ranked["published_at"].dt.timestamp("us").fill_null(_NO_DATE).to_numpy()

    original: dict[int, int] = {}
    first_with: dict[str, int] = {}
    for index, text_hash in enumerate(hashes):
        if text_hash is not None and first_with.setdefault(text_hash, index) != index:
            original[index] = first_with[text_hash]
    kinds = dict.fromkeys(original, "exact")

    def is_wire(copy: int, source: int) -> bool:
        differ = outlets[copy] != outlets[source]
        return differ and (from_agency[source] or agencies[copy] is not None or agencies[source] is not None)

    comparable = [
        index
        for index, (sketch, scheme) in enumerate(ranked.select("signature", "signature_scheme").iter_rows())
        if sketch is not None and scheme == SCHEME and index not in original
    ]
    if comparable:
        raw = b"".join(ranked["signature"].gather(comparable).to_list())
        matrix: _Matrix = np.frombuffer(raw, dtype="<u4").reshape(len(comparable), _PERMUTATIONS)
        earlier, later = _candidate_pairs(matrix)
        at = np.array(comparable, dtype=np.int64)
        likely = _similarities(matrix, earlier, later) >= _LEAST
        sources: dict[int, list[int]] = {}
        for one, two in zip(earlier[likely].tolist(), later[likely].tolist(), strict=True):
            sources.setdefault(two, []).append(one)
        root_of: dict[int, int] = {}
        for copy in sorted(sources):
            best: tuple[float, int] | None = None
            for root in sorted({root_of.get(source, source) for source in sources[copy]}):
                a, b = int(at[root]), int(at[copy])
                if _NO_DATE not in (moments[a], moments[b]) and abs(moments[a] - moments[b]) > window_days * _DAY:
                    continue
                similarity = float(np.mean(matrix[root] == matrix[copy]))
                shared = similarity / (1.0 + similarity) * float(counts[a] + counts[b])
                contained = shared / float(min(counts[a], counts[b]))
                is_copy = similarity >= _NEAR or (
                    is_wire(b, a) and (similarity >= _WIRE or contained >= _WIRE_CONTAINED)
                )
                if is_copy and (best is None or similarity > best[0]):
                    best = (similarity, root)
            if best is not None:
                root_of[copy] = best[1]
                original[int(at[copy])] = int(at[best[1]])
                kinds[int(at[copy])] = "near"

    copies = sorted(original, key=lambda index: ids[index])
    data: dict[str, list[Any]] = {"article_id": [], "duplicate_of": [], "duplicate_kind": []}
    for copy in copies:
        source = original[copy]
        while source in original:  # the word-for-word original of this copy is itself a near copy
            source = original[source]
        data["article_id"].append(ids[copy])
        data["duplicate_of"].append(ids[source])
        data["duplicate_kind"].append("wire" if is_wire(copy, source) else kinds[copy])
    return pl.DataFrame(data, schema=DUPLICATE_COLUMNS)
