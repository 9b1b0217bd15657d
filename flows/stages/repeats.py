"""Page dumps that nearly repeat another one: fetched again without an address or an id to know them by.

They are articles of their own (copies, once they are compared), but what an outlet's pages have in common is not
learned from one of them twice: else every line of an article that is fetched ten times would be taken for furniture.
Of dumps that repeat each other the one with the first id counts, whichever came first.
"""

from collections.abc import Collection, Mapping
from typing import Final

import numpy as np
import polars as pl

from transforms.text.sketches import is_copy
from warehouse.store.ledger import DUMPS, Ledger

_KEYS: Final = (
    4  # lowest hashes by which two texts are looked at together: copies differ in all of them one time in 10^4
)


def keys_of(sketch: bytes | None) -> list[int]:
    """What a dump shares with those that may repeat it."""
    return [int(key) for key in np.frombuffer(sketch or b"", "<u4")[:_KEYS]]


def find_repeats(ledger: Ledger, dumps: Mapping[str, bytes | None], gone: Collection[str]) -> pl.DataFrame:
    """Which dumps repeat one of a smaller id.

    Args:
        ledger: The dumps of earlier runs.
        dumps: Sketches of the dumps of this run, by article.
        gone: Articles of earlier runs that this one replaces or takes away.

    Returns:
        Rows for the ledger's ``dumps``: of this run's, and of those of earlier runs that are no longer what they were.
    """
    known = _Near(ledger, {*gone, *dumps})
    keys = {article_id: keys_of(sketch) for article_id, sketch in dumps.items()}
    by_key: dict[int, list[str]] = {}
    for article_id, own in keys.items():
        for key in own:
            by_key.setdefault(key, []).append(article_id)
    rows: list[tuple[str, int, bool]] = []
    repeats: set[str] = set()
    near_old = known.near(dumps)
    for article_id, sketch in dumps.items():
        others = {one for key in keys[article_id] for one in by_key[key] if one < article_id}
        is_repeat = any(is_copy(sketch, dumps[one]) for one in others)
        for one, other, was_repeat in near_old.get(article_id, ()):
            if one < article_id:
                is_repeat = is_repeat or is_copy(sketch, other)
            elif not was_repeat and is_copy(sketch, other):
                repeats.add(one)
        rows += [(article_id, key, is_repeat) for key in keys[article_id]]
    freed = known.freed() - repeats
    both = {**dumps, **known.sketches(freed)}
    near_freed = known.near({one: both[one] for one in freed})
    for one in sorted(freed):  # what they repeated is gone; perhaps they repeat another
        others = {other for key in keys_of(both[one]) for other in by_key.get(key, ()) if other < one}
        rest = [sketch for other, sketch, _ in near_freed.get(one, ()) if other < one]
        if not any(is_copy(both[one], sketch) for sketch in [*rest, *(dumps[other] for other in others)]):
            rows += [(one, key, False) for key in keys_of(both[one])]
    rows += [(one, key, True) for one, sketch in known.sketches(repeats).items() for key in keys_of(sketch)]
    return pl.DataFrame(rows, schema=DUMPS, orient="row")


class _Near:
    """Dumps of earlier runs that share keys with others; those that are gone aside."""

    def __init__(self, ledger: Ledger, gone: Collection[str]) -> None:
        self._ledger = ledger
        self._gone = pl.DataFrame({"article_id": sorted(gone)}, schema={"article_id": pl.String})

    def near(self, dumps: Mapping[str, bytes | None]) -> dict[str, list[tuple[str, bytes | None, bool]]]:
        """For each dump the others: article, sketch, and whether it is a repeat so far."""
        pairs = [(article_id, key) for article_id, sketch in dumps.items() for key in keys_of(sketch)]
        found = self._ledger.frame(
            "select distinct asked.article_id as asked_id, d.article_id, d.sketch, dumps.is_repeat "
            "from asked inner join dumps using (key) inner join documents as d on d.article_id = dumps.article_id "
            "where d.article_id <> asked.article_id and d.article_id not in (select article_id from gone_now) "
            "order by all",
            asked=pl.DataFrame(pairs, schema={"article_id": pl.String, "key": pl.Int64}, orient="row"),
            gone_now=self._gone,
        )
        by_article: dict[str, list[tuple[str, bytes | None, bool]]] = {}
        for asked, *other in found.iter_rows():
            by_article.setdefault(asked, []).append((other[0], other[1], other[2]))
        return by_article

    def freed(self) -> set[str]:
        """Repeats that share keys with what is gone."""
        found = self._ledger.frame(
            "select distinct other.article_id from dumps inner join gone_now using (article_id) "
            "inner join dumps as other using (key) "
            "where other.is_repeat and other.article_id not in (select article_id from gone_now)",
            gone_now=self._gone,
        )
        return set(found["article_id"])

    def sketches(self, articles: Collection[str]) -> dict[str, bytes | None]:
        """Sketches of dumps of earlier runs."""
        return dict(self._ledger.known(sorted(articles)).select("article_id", "sketch").iter_rows())
