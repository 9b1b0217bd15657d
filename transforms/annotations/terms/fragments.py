"""Fragments that one outlet's site repeats inside its texts: "hide caption", a standing note, an inserted headline.

A fragment is learned, not listed: two or three words in a row, or a whole sentence, that recur in many of an outlet's
articles and hardly anywhere else. What every outlet writes is language; what one outlet alone writes again and again is
its template. A short bundled list covers credits and furniture that many sites share.
"""

import functools
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
from polars.dataframe.group_by import GroupBy

from transforms import resources
from transforms.annotations.terms.tokens import ROLES, Tokens
from transforms.text.columns import Numbers, order_by, run_starts, run_sums
from transforms.text.matching import HashTable
from transforms.text.running_words import Hashes

_MIN_ARTICLES: Final = 10  # with fewer articles of an outlet, its topic cannot be told from its template
_MIN_REPEATS: Final = {1: 3, 2: 8, 3: 5}  # articles of the outlet that hold it: a sentence, two words, three words
_MIN_SHARE: Final = {1: 0.015, 2: 0.06, 3: 0.025}  # the same as a share of the outlet's articles
_CONCENTRATION: Final = {2: 40.0, 3: 20.0}  # times the share of the other outlets' articles
_MAX_LENGTH: Final = 3  # words; longer fragments overlap
_MAX_GAP: Final = 2  # tokens between two fragments that belong to them
_MOSTLY: Final = 0.5  # a piece with more of its tokens in fragments is all template
# words of one event stand close in time, a template does not: months that a phrase, and a sentence, must be found in
# (or all there are: a corpus of one month cannot tell)
_SPREAD: Final = {1: 2, 2: 3, 3: 3}
_GOLDEN: Final = 0x9E3779B97F4A7C15
_SPREADS: Final = np.uint64(_GOLDEN)  # odd, so that no two numbers become one
_GATHERS: Final = np.uint64(pow(_GOLDEN, -1, 1 << 64))  # and so that there is a way back
_HALF: Final = 32
_LOW: Final = (1 << _HALF) - 1

FRAGMENTS: Final = {
    "outlet_id": pl.String,
    "kind": pl.String,
    "fragment": pl.String,
    "article_count": pl.Int64,
}


@functools.cache
def bundled_fragments() -> pl.DataFrame:
    """Fragments of many sites; ``outlet_id`` is null: they hold for every outlet."""
    phrases = resources.read_lines("terms_fragments.txt")
    count = len(phrases)
    return pl.DataFrame(
        {"outlet_id": [None] * count, "kind": ["phrase"] * count, "fragment": phrases, "article_count": [0] * count},
        schema=FRAGMENTS,
    )


def repeated_fragments(articles: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Learn the fragments that recur across an outlet's articles.

    Args:
        articles: One row per article, with ``article_id``, ``outlet_id`` and, where known, ``published_date``; copies
            are better left out.
        sentences: Their sentences, with ``article_id``, ``role`` and ``text``.

    Returns:
        One row per fragment (`FRAGMENTS`): ``kind`` is ``sentence`` (``fragment`` is its text) or ``phrase`` (two or
        three words in lower case, figures as ``#``); ``article_count`` is the number of the outlet's articles that hold
        it. Sorted; empty for an outlet of fewer than ten articles.
    """
    date = pl.col("published_date") if "published_date" in articles.columns else pl.lit(None, dtype=pl.Date)
    known = articles.filter(pl.col("outlet_id").is_not_null()).select(
        "article_id",
        "outlet_id",
        article=pl.int_range(pl.len(), dtype=pl.UInt32),
        month=date.dt.year() * 12 + date.dt.month(),
    )
    sizes = (
        known.group_by("outlet_id")
        .agg(size=pl.len(), months=pl.col("month").drop_nulls().n_unique())
        .filter(pl.col("size") >= _MIN_ARTICLES)
    )
    own = sentences.filter(pl.col("role").is_in(ROLES)).select("article_id", "text").join(known, on="article_id")
    if own.is_empty():
        return pl.DataFrame(schema=FRAGMENTS)
    tokens = Tokens(own.select("text", "article"))
    words = tokens.surfaces["plain"]
    plain = words.unique(maintain_order=True)
    codes = words.replace_strict(plain, pl.int_range(plain.len(), eager=True, dtype=pl.UInt64))
    running = codes.gather(tokens.frame["code"]).to_numpy(), tokens.frame["article"].to_numpy()
    found = [_sentences_of(own, sizes), *(_phrases_of(running, plain, known, sizes, length) for length in (2, 3))]
    return pl.concat(found).cast({"article_count": pl.Int64}).sort("outlet_id", "kind", "fragment")


def _sentences_of(own: pl.DataFrame, sizes: pl.DataFrame) -> pl.DataFrame:
    """Sentences that recur across an outlet's articles."""
    return (
        _counted(own.group_by("outlet_id", "text"))
        .join(sizes, on="outlet_id")
        .filter(_is_repeated(1) & _is_spread(1))
        .select("outlet_id", pl.lit("sentence").alias("kind"), pl.col("text").alias("fragment"), "article_count")
    )


def _phrases_of(
    running: tuple[Hashes, npt.NDArray[np.uint32]],
    plain: pl.Series,
    known: pl.DataFrame,
    sizes: pl.DataFrame,
    length: int,
) -> pl.DataFrame:
    """Runs of so many words that recur across an outlet's articles, and there more than elsewhere.

    Args:
        running: Tokens in running order: word (row of ``plain``), and number of the article.
        plain: The distinct words.
        known: The articles by number, with ``outlet_id`` and ``month``.
        sizes: Articles and months of each outlet.
        length: Words of a phrase.
    """
    kinds, number, articles = _often(running, plain, length)
    held = np.sort((number << _HALF) | articles)
    held = held[run_starts(held)[:-1]]  # one a phrase and article, whatever it repeats
    number, article = held >> _HALF, held & _LOW
    outlets = known["outlet_id"].unique().sort()
    outlet = known.select(pl.col("outlet_id").rank("dense") - 1).to_series().cast(pl.Int64).to_numpy()[article]
    month = known.select(pl.col("month").rank("dense").fill_null(0)).to_series().cast(pl.Int64).to_numpy()[article]
    order = order_by(number, outlet, month)
    number, outlet, month = number[order], outlet[order], month[order]
    runs = run_starts(number, outlet)
    is_new_month = np.zeros(number.size, dtype=np.int64)
    is_new_month[run_starts(number, outlet, month)[:-1]] = 1
    is_new_month[month == 0] = 0  # of articles without a date
    phrase, count = number[runs[:-1]], np.diff(runs)
    everywhere = np.bincount(number, minlength=kinds.size)
    share = pl.col("article_count") / pl.col("size")
    elsewhere = (pl.col("others") + 0.5) / (known.height - pl.col("size") + 1)
    counts = (
        pl.DataFrame(
            {
                "outlet_id": outlets.gather(outlet[runs[:-1]]),
                "key": kinds[phrase],
                "article_count": count,
                "spread": run_sums(is_new_month, runs),
                "others": everywhere[phrase] - count,
            }
        )
        .join(sizes, on="outlet_id")
        .filter(_is_repeated(length) & _is_spread(length) & (share >= _CONCENTRATION[length] * elsewhere))
    )
    places = [(pl.col("key") // plain.len() ** (length - 1 - step)) % plain.len() for step in range(length)]
    names = [f"word_{step}" for step in range(length)]
    spelled = counts.select(
        "outlet_id", "article_count", *(place.alias(name) for name, place in zip(names, places, strict=True))
    )
    return spelled.with_columns(plain.gather(spelled[name]).alias(name) for name in names).select(
        "outlet_id",
        pl.lit("phrase").alias("kind"),
        pl.concat_str(names, separator=" ").alias("fragment"),
        "article_count",
    )


def _often(
    running: tuple[Hashes, npt.NDArray[np.uint32]], plain: pl.Series, length: int
) -> tuple[Hashes, Numbers, Numbers]:
    """The phrases that stand often enough to be repeated, and where: number of the phrase, and of the article."""
    words, articles = running
    empty = plain.index_of("")
    size = max(words.size - length + 1, 0)
    keys = np.zeros(size, dtype=np.uint64)
    is_whole = np.ones(size, dtype=bool)
    for step in range(length):
        word = words[step : step + size]
        keys = keys * np.uint64(plain.len()) + word
        if empty is not None:
            is_whole &= word != empty
    keys, articles = keys[is_whole], articles[:size][is_whole]
    # most stand once: what falls into a slot of few is none, and no sorting is needed to see it
    slots = ((keys * _SPREADS) >> np.uint64(64 - max(keys.size, 1).bit_length())).astype(np.int64)
    is_often = np.bincount(slots)[slots] >= _MIN_REPEATS[length] if slots.size else np.zeros(0, dtype=bool)
    keys, articles = keys[is_often], articles[is_often]
    ordered = np.sort(keys * _SPREADS)
    starts = run_starts(ordered)
    listed = ordered[starts[:-1]][np.diff(starts) >= _MIN_REPEATS[length]]
    at, number = HashTable(listed).find(keys * _SPREADS)
    return listed * _GATHERS, number, articles[at].astype(np.int64)


def _counted(fragments: GroupBy) -> pl.DataFrame:
    return fragments.agg(
        article_count=pl.col("article").n_unique().cast(pl.Int64),
        spread=pl.col("month").drop_nulls().n_unique(),
    )


def _is_repeated(length: int) -> pl.Expr:
    """Whether a fragment stands in enough of its outlet's articles."""
    least = pl.max_horizontal(pl.lit(_MIN_REPEATS[length]), pl.col("size") * _MIN_SHARE[length])
    return pl.col("article_count") >= least


def _is_spread(length: int) -> pl.Expr:
    return pl.col("spread") >= pl.min_horizontal(pl.lit(_SPREAD[length]), pl.col("months"))


def mark_fragments(frame: pl.DataFrame, plain: pl.Series, phrases: pl.DataFrame) -> pl.Series:
    """Which tokens stand in a fragment.

    Args:
        frame: Tokens in running order, with ``piece``, ``code`` and ``outlet`` (number of the outlet, 0 for none).
        plain: The plain form of each code.
        phrases: ``outlet`` (0: of every outlet) and ``fragment``, plain words parted by spaces.

    Returns:
        True for a token of a fragment, for up to two tokens between fragments, and for every token of a piece that is
        mostly fragments.
    """
    marks = pl.Series("masked", [False]).new_from_index(0, frame.height)
    parts = phrases.select("outlet", pl.col("fragment").str.split(" ").list.slice(0, _MAX_LENGTH).alias("words"))
    vocabulary = parts.select(pl.col("words").explode().unique().sort())["words"]
    size = len(vocabulary) + 1
    # words of no fragment are 0, and fit in no key
    numbers = pl.int_range(1, size, eager=True, dtype=pl.UInt64)
    number = plain.replace_strict(vocabulary, numbers, default=0, return_dtype=pl.UInt64)
    tokens = frame.select(pl.col("outlet").cast(pl.UInt64), word=number.gather(frame["code"]))
    found = []
    for length in range(1, _MAX_LENGTH + 1):
        own = parts.filter(pl.col("words").list.len() == length)
        spelled = own.select(
            pl.col("outlet").cast(pl.UInt64),
            *(
                pl.col("words")
                .list.get(step)
                .replace_strict(vocabulary, numbers, default=0, return_dtype=pl.UInt64)
                .alias(str(step))
                for step in range(length)
            ),
        ).filter(pl.all_horizontal(pl.col(str(step)) > 0 for step in range(length)))
        if spelled.is_empty():
            continue
        names = [pl.col(str(step)) for step in range(length)]
        wanted = spelled.select(_key(names, pl.col("outlet"), size)).to_series().implode()
        following = [pl.col("word").shift(-step, fill_value=0) for step in range(length)]
        places = tokens.select(pl.all_horizontal(part > 0 for part in following).arg_true()).to_series()
        if length == 1:
            places = tokens.select(pl.col("word").is_in(spelled["0"].unique().implode()).arg_true()).to_series()
        gathered = pl.DataFrame(
            {"place": places, "outlet": tokens["outlet"].gather(places)}
            | {str(step): tokens["word"].gather(places + step) for step in range(length)}
        )
        hits = gathered.filter(
            _key(names, pl.col("outlet"), size).is_in(wanted) | _key(names, pl.lit(0, pl.UInt64), size).is_in(wanted)
        )["place"]
        found += [hits + step for step in range(length)]
    if not found or not (places := pl.concat(found).unique().sort()).len():
        return marks
    gap = places.diff().shift(-1).fill_null(0)
    places = pl.concat(
        [places, *(places.filter((gap > step) & (gap <= _MAX_GAP + 1)) + step for step in range(1, _MAX_GAP + 1))]
    )
    marks = marks.scatter(places, values=True)
    # the tokens of a piece stand together, so its length is the distance between its ends
    masked = pl.DataFrame({"piece": frame["piece"].gather(places)}).group_by("piece").len("masked")
    starts = frame["piece"].search_sorted(masked["piece"], side="left")
    ends = frame["piece"].search_sorted(masked["piece"], side="right")
    mostly = masked["masked"] > (ends - starts) * _MOSTLY
    whole = pl.DataFrame({"start": starts.filter(mostly), "end": ends.filter(mostly)})
    return marks.scatter(whole.select(pl.int_ranges("start", "end").explode()).to_series().drop_nulls(), values=True)


def _key(parts: list[pl.Expr], outlet: pl.Expr, size: int) -> pl.Expr:
    key = outlet
    for part in parts:
        key = key * size + part
    return key
