"""A MinHash signature of each article's word shingles: what is stored of an article to find its copies later."""

import hashlib
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.text.shingles import SHINGLE, GroupWords, groups
from transforms.vocabulary import BODY_ROLES

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

PERMUTATIONS: Final = 128  # standard error of the similarity 0.04 at one half
SCHEME: Final = f"w{SHINGLE}-crc32-affine32-{PERMUTATIONS}-v1"  # stored signatures of another scheme are not compared
_MIN_SHINGLES: Final = 16  # fewer (some 20 words) are a caption or a notice, whose likeness says nothing
Matrix: TypeAlias = npt.NDArray[np.uint32]


def _permutations() -> tuple[Matrix, Matrix]:
    """Multipliers and summands of the permutations, as columns; an odd multiplier makes each one-to-one."""
    draw = np.random.RandomState(1).randint  # the legacy generator: its stream is frozen, so signatures stay comparable
    multipliers = draw(0, 1 << 31, PERMUTATIONS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    summands = draw(0, 1 << 32, PERMUTATIONS, dtype=np.uint32)
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
    kept = blocks.filter(pl.col("is_kept") & pl.col("role").is_in(BODY_ROLES)).sort("article_id", "block_index")
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
