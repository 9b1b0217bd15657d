"""Which articles tell one event, from the pairs that are linked: only what a new, changed or gone article touches.

A story lies within what links of at least the cut join, directly or over others (see
:mod:`transforms.corpus.stories.linkage`). The groups of a component that nothing touched are what they were, and what
is grouped again gives the same groups as everything grouped at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.corpus.stories.linkage import average_link, components
from transforms.corpus.stories.pairs import (
    LEAST_PROBABILITY,
    LINK_COLUMNS,
    Pairs,
    candidates,
    pair_weights,
    weighed,
)
from transforms.corpus.stories.vectors import SIMILARITIES, Keys, Numbers, story_vectors

_NAMES = {"names": "name", "numbers": "number", "quotes": "quote", "figures": "figure"}
_DIGITS = 4  # of a similarity that is shown; the probability keeps all of its digits, for groups rest on it

_AT_ONCE = 150_000  # pairs weighed at a time
_ARTICLES = 6_000  # whose terms are held for them, with those of a few hundred that are met again and again: 150 MB
_ROUNDING = 0.01  # of log odds: what similarities of four digits leave open


class Groups(NamedTuple):
    """For each row the first row of its story; ``is_touched`` where that was made anew."""

    stories: list[int]
    is_touched: list[bool]


def new_links(articles: pl.DataFrame, keys: Keys, read: Callable[[Numbers], pl.Series]) -> pl.DataFrame:
    """Links that a new article has.

    Args:
        articles: ``article_id``, ``published_date`` and ``is_new``, ordered by id: the new ones, and at least all
            within reach of them.
        keys: Of these articles.
        read: Gives the terms of some of them by number; so no more than those of some days are held at a time.

    Returns:
        ``LINK_COLUMNS``, a row per pair whose probability is worth keeping; ``days`` is null where a date is missing.
    """
    days = articles["published_date"].to_physical().cast(pl.Int64).fill_null(-1).to_numpy()
    is_new = articles["is_new"].to_numpy()
    found = [pl.DataFrame(schema=LINK_COLUMNS)]
    blocks = _together(candidates(keys, days, is_new))
    for pairs in (part for block in blocks for part in _of_few_articles(block)):
        rows, places = np.unique(pairs, return_inverse=True)
        first, second = places.reshape(pairs.shape)
        part = weighed(story_vectors(read(rows)), first, second, days[rows])
        found.append(_frame(articles["article_id"].gather(rows), part))
    return pl.concat(found).sort("article_id", "other_article_id")


def _together(blocks: Iterable[Numbers]) -> Iterator[Numbers]:
    """Blocks of pairs, many small ones as one."""
    waiting: list[Numbers] = []
    for block in blocks:
        waiting.append(block)
        if sum(one.shape[1] for one in waiting) >= _AT_ONCE:
            yield np.concatenate(waiting, axis=1)
            waiting = []
    if waiting:
        yield np.concatenate(waiting, axis=1)


def _of_few_articles(pairs: Numbers) -> Iterator[Numbers]:
    """The pairs in parts of no more articles than are held.

    An article of the days that are looked at has many pairs with those of other days, which have few: what is cut are
    the latter.
    """
    counts = np.bincount(pairs.ravel())
    if np.count_nonzero(counts) <= _ARTICLES:
        yield pairs
        return
    seldom = np.where(counts[pairs[0]] < counts[pairs[1]], *pairs)
    part = np.unique(seldom, return_inverse=True)[1] // _ARTICLES
    for number in range(int(part.max()) + 1):
        yield pairs[:, part == number]


def have_todays_weights(links: pl.DataFrame) -> bool:
    """Whether links have the probability that today's weights give their similarities.

    Links that were stored under other weights cannot stand beside new ones: all are looked for again.
    """
    if links.is_empty():
        return True
    names = [f"{_NAMES.get(name, name)}_similarity" for name in SIMILARITIES]
    nowhere = np.zeros(links.height, np.int64)
    days = links["days"].fill_null(-1).to_numpy()
    today = Pairs(nowhere, nowhere, links.select(names).to_numpy(), days).probabilities()
    stored = links["probability"].to_numpy()
    return bool((np.abs(_log_odds(today) - _log_odds(stored)) < _ROUNDING).all())


def _log_odds(shares: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    odds: npt.NDArray[np.float64] = np.log(shares) - np.log1p(-shares)
    return odds


def _frame(ids: pl.Series, pairs: Pairs) -> pl.DataFrame:
    similarities = {
        f"{_NAMES.get(name, name)}_similarity": pairs.similarities[:, column].round(_DIGITS)
        for column, name in enumerate(SIMILARITIES)
    }
    frame = pl.DataFrame(
        {
            "article_id": ids.gather(pairs.first),
            "other_article_id": ids.gather(pairs.second),
            "probability": pairs.probabilities(),
            **similarities,
            "days": pairs.days,
        }
    )
    return (
        frame.filter(pl.col("probability") >= LEAST_PROBABILITY)
        .with_columns(days=pl.when(pl.col("days") >= 0).then("days"))
        .select(pl.col(name).cast(dtype) for name, dtype in LINK_COLUMNS.items())
    )


def group_articles(ids: list[str], links: pl.DataFrame, *, fresh: set[str], old: Mapping[str, str]) -> Groups:
    """Group articles by their links.

    Args:
        ids: Of the articles, in order.
        links: ``article_id``, ``other_article_id`` and ``probability``: all links between them.
        fresh: Articles that are new, or were linked with one that is no more.
        old: Story of each article before.
    """
    number = {article_id: row for row, article_id in enumerate(ids)}
    first = np.array([number[one] for one in links["article_id"].to_list()], dtype=np.int64)
    second = np.array([number[one] for one in links["other_article_id"].to_list()], dtype=np.int64)
    probabilities, cut = links["probability"].to_numpy(), pair_weights().cut
    is_strong = probabilities >= cut
    component = components(len(ids), first[is_strong], second[is_strong])
    is_fresh = np.fromiter((one in fresh for one in ids), bool, len(ids))
    is_touched = np.isin(component, component[is_fresh])
    rows = np.flatnonzero(is_touched)
    place = np.cumsum(is_touched) - 1
    inside = is_touched[first] & is_touched[second]
    low, high, near = place[first[inside]], place[second[inside]], probabilities[inside]
    stories = _in_all(average_link([1] * rows.size, low, high, near, cut=cut), rows, len(ids))
    first_of: dict[str, int] = {}
    for row, article_id in enumerate(ids):
        if not is_touched[row] and article_id in old:
            stories[row] = first_of.setdefault(old[article_id], row)
    return Groups(stories, is_touched.tolist())


def _in_all(groups: list[int], rows: Numbers, size: int) -> list[int]:
    """Groups of some rows as those of all: others stand alone."""
    every = list(range(size))
    for place, row in enumerate(rows.tolist()):
        every[row] = int(rows[groups[place]])
    return every
