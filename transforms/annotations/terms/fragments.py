"""Fragments that one outlet's site repeats inside its texts: "hide caption", a standing note, an inserted headline.

A fragment is learned, not listed: two or three words in a row, or a whole sentence, that recur in many of an outlet's
articles and hardly anywhere else. What every outlet writes is language; what one outlet alone writes again and again is
its template. A short bundled list covers credits and furniture that many sites share.
"""

import functools
import math
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
import polars as pl

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

_LENGTHS: Final = (2, 3)  # words of a phrase
_ASCII: Final = re.compile(r"[a-z]+")

FRAGMENTS: Final = {
    "outlet_id": pl.String,
    "kind": pl.String,
    "fragment": pl.String,
    "article_count": pl.Int64,
}
PHRASES: Final = pl.Schema(
    {
        "outlet_id": pl.String(),
        "fragment": pl.String(),
        "article_count": pl.Int64(),  # of the outlet's articles, that hold it
        "spread": pl.Int64(),  # months that these are of
    }
)


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
    phrases = repeated_phrases(articles, sentences)
    found = pl.concat([repeated_sentences(articles, sentences), template_phrases(articles, phrases)])
    return found.sort("outlet_id", "kind", "fragment")


def repeated_sentences(articles: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """The whole sentences among the repeated fragments: each outlet's follow from its own articles.

    Args:
        articles: As for `repeated_fragments`.
        sentences: Theirs.

    Returns:
        Rows as of `repeated_fragments`.
    """
    known = _numbered(articles)
    counted = _read(known, sentences).group_by("outlet_id", "text")
    return (
        counted.agg(
            article_count=pl.col("article").n_unique().cast(pl.Int64), spread=pl.col("month").drop_nulls().n_unique()
        )
        .join(_sizes(known), on="outlet_id")
        .filter(_is_repeated(1) & _is_spread(1))
        .select("outlet_id", pl.lit("sentence").alias("kind"), pl.col("text").alias("fragment"), "article_count")
    )


def repeated_phrases(
    articles: pl.DataFrame, sentences: pl.DataFrame, *, known: pl.Series | None = None
) -> pl.DataFrame:
    """Count the phrases that one of some outlets repeats, in each of these outlets.

    Args:
        articles: As for `repeated_fragments`.
        sentences: Theirs.
        known: Phrases that other outlets repeat, which are counted here, too.

    Returns:
        One row per outlet and phrase that its articles hold (`PHRASES`).
    """
    numbered = _numbered(articles)
    running = _Running.of(_read(numbered, sentences))
    sizes = _sizes(numbered)
    least = numbered.select("outlet_id").join(sizes, on="outlet_id", how="left", maintain_order="left")["size"]
    counted = []
    for length in _LENGTHS:
        often = [running.often(low, high, length, size) for low, high, size in _stretches(running, numbered, least)]
        listed = np.concatenate([*often, running.keys_of(known, length)])
        counted.append(running.counted(numbered, listed, length))
    phrases = pl.concat(counted)
    wanted = phrases.join(sizes, on="outlet_id").filter(pl.any_horizontal(map(_is_of_many, _LENGTHS)))["fragment"]
    wanted = wanted if known is None else pl.concat([wanted, known])
    return phrases.filter(pl.col("fragment").is_in(wanted.unique().implode()))


def count_phrases(articles: pl.DataFrame, sentences: pl.DataFrame, phrases: pl.Series) -> pl.DataFrame:
    """Count given phrases by outlet.

    Args:
        articles: As for `repeated_fragments`.
        sentences: Theirs.
        phrases: What to look for.

    Returns:
        One row per outlet and phrase that its articles hold (`PHRASES`).
    """
    numbered = _numbered(articles)
    letters = [max(_ASCII.findall(phrase), key=len, default="") for phrase in phrases.to_list()]
    if all(letters):  # most sentences hold no such word, and need not be cut into words
        looked_for = pl.col("text").str.to_lowercase().str.contains_any(sorted({*letters}))
        sentences = sentences.filter(looked_for)
    running = _Running.of(_read(numbered, sentences))
    return pl.concat([running.counted(numbered, running.keys_of(phrases, length), length) for length in _LENGTHS])


def articles_near(sentences: pl.DataFrame, fragments: pl.DataFrame) -> pl.Series:
    """Articles that may hold one of some fragments of their outlets.

    Args:
        sentences: Sentences, with ``article_id``, ``outlet_id``, ``role`` and ``text``.
        fragments: Rows as of `repeated_fragments`.

    Returns:
        Ids, sorted: of every article in which one stands, and of some where a sentence has its words only.
    """
    read = sentences.filter(pl.col("role").is_in(ROLES))
    whole = fragments.filter(kind="sentence")
    found = [read.join(whole, left_on=["outlet_id", "text"], right_on=["outlet_id", "fragment"], how="semi")]
    phrases = fragments.filter(kind="phrase").select("outlet_id", "fragment")
    for (outlet_id,), own in phrases.partition_by("outlet_id", include_key=False, as_dict=True).items():
        texts = read.filter(outlet_id=outlet_id).with_columns(pl.col("text").str.to_lowercase())
        words = [sorted(_ASCII.findall(fragment), key=len) or [""] for fragment in own["fragment"]]
        near = texts.filter(pl.col("text").str.contains_any(sorted({longest for *_, longest in words})))
        holds = [pl.all_horizontal(pl.col("text").str.contains(one, literal=True) for one in each) for each in words]
        found.append(near.filter(pl.any_horizontal(holds)))
    return pl.concat([rows["article_id"] for rows in found]).unique().sort()


def template_phrases(articles: pl.DataFrame, phrases: pl.DataFrame) -> pl.DataFrame:
    """The phrases that an outlet repeats and others hardly use.

    Args:
        articles: As for `repeated_fragments`, of all outlets.
        phrases: How many articles of each outlet hold each phrase that one of them repeats (`PHRASES`).

    Returns:
        Rows as of `repeated_fragments`.
    """
    known = _numbered(articles)
    share = pl.col("article_count") / pl.col("size")
    elsewhere = (pl.col("others") + 0.5) / (known.height - pl.col("size") + 1)
    others = pl.col("article_count").sum().over("fragment") - pl.col("article_count")
    counted = phrases.with_columns(others=others).join(_sizes(known), on="outlet_id")
    found = [counted.filter(_is_of_many(length) & (share >= _CONCENTRATION[length] * elsewhere)) for length in _LENGTHS]
    return pl.concat(found).select("outlet_id", pl.lit("phrase").alias("kind"), "fragment", "article_count")


def _numbered(articles: pl.DataFrame) -> pl.DataFrame:
    """The articles whose outlet is known, numbered outlet by outlet, with their month."""
    date = pl.col("published_date") if "published_date" in articles.columns else pl.lit(None, dtype=pl.Date)
    known = articles.filter(pl.col("outlet_id").is_not_null()).sort("outlet_id", maintain_order=True)
    return known.select(
        "article_id",
        "outlet_id",
        article=pl.int_range(pl.len(), dtype=pl.UInt32),
        month=date.dt.year() * 12 + date.dt.month(),
    )


def _sizes(known: pl.DataFrame) -> pl.DataFrame:
    """Articles and months of the outlets that have enough articles."""
    sizes = known.group_by("outlet_id").agg(size=pl.len(), months=pl.col("month").drop_nulls().n_unique())
    return sizes.filter(pl.col("size") >= _MIN_ARTICLES)


def _read(known: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """What is read of sentences, beside their articles, in the order of these."""
    read = sentences.filter(pl.col("role").is_in(ROLES)).select("article_id", "text")
    return read.join(known, on="article_id").sort("article")


def _stretches(running: "_Running", known: pl.DataFrame, least: pl.Series) -> Iterator[tuple[int, int, int]]:
    """Where the tokens of each outlet of enough articles begin and end, and how many articles these are."""
    starts = run_starts(known["outlet_id"].rle_id().to_numpy())
    ends = np.searchsorted(running.articles, starts)
    for first, low, high in zip(starts[:-1].tolist(), ends[:-1].tolist(), ends[1:].tolist(), strict=True):
        size = least[first]
        if size is not None:
            yield low, high, size


class _Running(NamedTuple):
    """The running words of articles.

    Attributes:
        words: Of each token, its row of ``plain``.
        articles: The number of its article.
        plain: The distinct words.
    """

    words: Hashes
    articles: Numbers
    plain: pl.Series

    @classmethod
    def of(cls, sentences: pl.DataFrame) -> "_Running":
        """Cut sentences into words."""
        tokens = Tokens(sentences.select("text", "article"))
        words = tokens.surfaces["plain"]
        plain = words.unique(maintain_order=True)
        codes = words.replace_strict(plain, pl.int_range(plain.len(), eager=True, dtype=pl.UInt64))
        articles = tokens.frame["article"].cast(pl.Int64)
        return cls(codes.gather(tokens.frame["code"]).to_numpy(), articles.to_numpy(), plain)

    def _keys(self, low: int, high: int, length: int) -> tuple[Hashes, Numbers]:
        """The runs of so many words among some tokens: numbers that name them, and their articles."""
        size = max(high - low - length + 1, 0)
        keys = np.zeros(size, dtype=np.uint64)
        is_whole = np.ones(size, dtype=bool)
        empty = self.plain.index_of("")  # where only marks stand
        for step in range(length):
            word = self.words[low + step : low + step + size]
            keys = keys * np.uint64(self.plain.len()) + word
            if empty is not None:
                is_whole &= word != empty
        return keys[is_whole], self.articles[low : low + size][is_whole]

    def often(self, low: int, high: int, length: int, size: int) -> Hashes:
        """The phrases that stand often enough among an outlet's tokens to be repeated in its articles."""
        least = max(_MIN_REPEATS[length], math.ceil(size * _MIN_SHARE[length]))
        keys, _ = self._keys(low, high, length)
        if not keys.size:
            return keys
        # most stand once: what falls into a slot of few is none, and no sorting is needed to see it
        slots = ((keys * _SPREADS) >> np.uint64(64 - keys.size.bit_length())).astype(np.int64)
        ordered = np.sort(keys[np.bincount(slots)[slots] >= least])
        starts = run_starts(ordered)
        return ordered[starts[:-1]][np.diff(starts) >= least]

    def keys_of(self, phrases: pl.Series | None, length: int) -> Hashes:
        """The numbers of those of some phrases that are so long and can stand here."""
        if phrases is None:
            return np.zeros(0, dtype=np.uint64)
        own = phrases.filter(phrases.str.count_matches(" ", literal=True) == length - 1)
        words = own.str.split_exact(" ", length - 1).struct.unnest()
        rows = pl.int_range(self.plain.len(), eager=True, dtype=pl.UInt64)
        codes = words.select(pl.all().replace_strict(self.plain, rows, default=None)).drop_nulls()
        keys = np.zeros(codes.height, dtype=np.uint64)
        for name in codes.columns:
            keys = keys * np.uint64(self.plain.len()) + codes[name].to_numpy()
        return keys

    def counted(self, known: pl.DataFrame, listed: Hashes, length: int) -> pl.DataFrame:
        """In how many articles and months of each outlet some phrases stand (`PHRASES`).

        Args:
            known: The articles by number.
            listed: The phrases' numbers.
            length: Their words.
        """
        if not listed.size or not self.words.size:
            return pl.DataFrame(schema=PHRASES)
        keys, articles = self._keys(0, self.words.size, length)
        spread = np.unique(listed * _SPREADS)
        at, number = HashTable(spread).find(keys * _SPREADS)
        held = np.sort((number << _HALF) | articles[at])
        held = held[run_starts(held)[:-1]]  # one a phrase and article, whatever it repeats
        number, article = held >> _HALF, held & _LOW
        outlet = known["outlet_id"].rle_id().cast(pl.Int64).to_numpy()[article]
        month = known.select(pl.col("month").rank("dense").fill_null(0)).to_series().cast(pl.Int64).to_numpy()[article]
        order = order_by(number, outlet, month)
        number, outlet, month = number[order], outlet[order], month[order]
        runs = run_starts(number, outlet)
        is_new_month = np.zeros(number.size, dtype=np.int64)
        is_new_month[run_starts(number, outlet, month)[:-1]] = 1
        is_new_month[month == 0] = 0  # of articles without a date
        base, phrase = np.uint64(self.plain.len()), (spread * _GATHERS)[number[runs[:-1]]]
        places = [(phrase // base ** np.uint64(length - 1 - step)) % base for step in range(length)]
        return pl.DataFrame(
            {
                "outlet_id": known["outlet_id"].gather(article[order][runs[:-1]]),
                "fragment": pl.DataFrame({str(step): self.plain.gather(p) for step, p in enumerate(places)}).select(
                    pl.concat_str(pl.all(), separator=" ")
                )["0"],
                "article_count": np.diff(runs),
                "spread": run_sums(is_new_month, runs),
            },
            schema=PHRASES,
        )


def _is_of_many(length: int) -> pl.Expr:
    """Whether a phrase has so many words, and stands in enough of its outlet's articles and months."""
    words = pl.col("fragment").str.count_matches(" ", literal=True) + 1
    return (words == length) & _is_repeated(length) & _is_spread(length)


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
