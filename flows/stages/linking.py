"""Links over the warehouse's rows: which articles may tell the event of one that is new.

Pairs are looked for among articles that share weighty words of title and lead (``story_keys``, in DuckDB), and weighed
by their stored terms, which wait in a file: those of some days are held at a time.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, Self

import numpy as np
import numpy.typing as npt
import polars as pl

from flows.stages.memory import give_back
from flows.stages.neighbours import Scene
from transforms.annotations.story_terms import SCHEME
from transforms.corpus.stories import (
    LEAST_SHARED,
    LEAST_UNDATED,
    NEAR,
    REACH,
    Keys,
    Numbers,
    by_kind,
    key_terms,
    keys_of,
    new_links,
)
from warehouse.store.ledger import STORY_KEYS

_SLICE: Final = 4_000  # articles whose terms are turned into keys at a time
_COLUMNS: Final = {"article_id": pl.String(), "published_date": pl.Date(), "is_new": pl.Boolean()}
_NEARLY: Final = 1e-6  # sums of other orders differ by less
_TERMS: Final = (
    "select t.article_id, t.terms, t.term_scheme, a.published_date, a.article_id in (from fresh_now) as is_new, r.part "
    "from source_article_story_terms t join source_articles a using (article_id) join terms_read r using (article_id) "
    "order by t.article_id"
)
_PAIRED: Final = f"""
with every as (
    select article_id, key, weight, day from story_keys where article_id not in (select article_id from touched)
    union all
    select article_id, key, weight, day from new_keys
),

asked as materialized (select * from every semi join fresh using (article_id)),

bounds as (select min(day) - {NEAR} as low, max(day) + {NEAR} as high from asked),

met as (
    select asked.article_id as one, every.article_id as other, asked.weight * every.weight as shared, 0 as kind
    from asked
    inner join every using (key)
    where key % 2 = 0 and every.day between (select low from bounds) and (select high from bounds)
        and abs(asked.day - every.day) <= {NEAR}
    union all
    select asked.article_id as one, every.article_id as other, asked.weight * every.weight as shared, 1 as kind
    from asked
    inner join every using (key)
    where key % 2 = 1 and abs(asked.day - every.day) between {NEAR + 1} and {REACH}
    union all
    select asked.article_id as one, every.article_id as other, asked.weight * every.weight as shared, 2 as kind
    from (select * from asked where day is null) as asked
    inner join every using (key)
    where key % 2 = 0
    union all
    select asked.article_id as one, every.article_id as other, asked.weight * every.weight as shared, 2 as kind
    from (select * from asked where day is not null) as asked
    inner join (select * from every where day is null) as every using (key)
    where key % 2 = 0
),

paired as (
    select one, other, kind, sum(shared) as shared
    from met
    where one <> other
    group by one, other, kind
)

select distinct other as article_id from paired
where shared >= case kind when 2 then {LEAST_UNDATED - _NEARLY} else {LEAST_SHARED - _NEARLY} end
"""  # noqa: S608 - our own numbers


def find_links(scene: Scene) -> pl.DataFrame:
    """Links of the articles that are new (``fresh_now``) to the others, as ``LINK_COLUMNS``.

    The key terms of the touched articles are kept for the ledger.
    """
    ids = scene.assembly.frame("select article_id from made_now order by article_id")
    with _Kept(scene.context.work / "story_terms") as kept:
        keys = scene.remember("story_keys", _keys(scene, ids, kept if scene.is_whole else None))
        if not scene.is_whole:
            fresh = scene.assembly.frame("from fresh_now")
            found = scene.ledger.frame(_PAIRED, touched=scene.touched(), new_keys=keys, fresh=fresh)
            originals = scene.assembly.frame("select article_id from standing_now where duplicate_of is null")
            near = pl.concat([fresh, found.join(originals, on="article_id", how="semi")]).unique().sort("article_id")
            for rows in _read(scene, near):
                kept.add(rows, *key_terms(rows["terms"]))
        keys_of_all = kept.keys()
        give_back()
        return new_links(kept.articles(), keys_of_all, kept.terms)


def _keys(scene: Scene, articles: pl.DataFrame, kept: "_Kept | None") -> Iterator[pl.DataFrame]:
    """Rows of ``story_keys`` of some articles; the terms of those that are new are kept, where it is asked for."""
    for rows in _read(scene, articles):
        owners, keys, weights = key_terms(rows["terms"])
        if kept is not None:
            is_new = rows["is_new"].to_numpy()
            own = is_new[owners]
            kept.add(rows.filter("is_new"), (np.cumsum(is_new) - 1)[owners[own]], keys[own], weights[own])
        days = rows["published_date"].to_physical().cast(pl.Int64)
        yield pl.DataFrame(
            {
                "article_id": rows["article_id"].gather(owners),
                "key": pl.Series(keys, dtype=pl.Int64),
                "weight": pl.Series(weights, dtype=pl.Float64),
                "day": days.gather(owners),
            },
            schema=STORY_KEYS,
        )


def _read(scene: Scene, articles: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Stored terms of articles, some articles at a time."""
    assembly = scene.assembly
    given = articles.select("article_id", part=pl.int_range(pl.len()) // _SLICE)
    assembly.keep("terms_read", "select * from given", given=given)
    query, parts = _TERMS, given["part"].unique(maintain_order=True).to_list()
    if len(parts) > 1:  # in order, so that a part is read without a look at the others
        assembly.keep("terms_in_parts", _TERMS)
        query = "from terms_in_parts where part = {} order by article_id"
    for part in parts:
        found = assembly.frame(query.format(part)).drop("part").filter(pl.col("term_scheme") == SCHEME)
        yield found.with_columns(pl.col("terms").str.decode("base64"))
    assembly.drop("terms_in_parts", "terms_read")


class _Kept:
    """Articles with their key terms; their terms wait in a file, which goes in the end.

    Args:
        path: Of the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO = path.open("w+b")
        self._articles = [pl.DataFrame(schema=_COLUMNS)]
        self._keys = [by_kind(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float64))]
        self._edges = [0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()
        self._path.unlink()

    def add(self, rows: pl.DataFrame, owners: Numbers, keys: Numbers, weights: npt.NDArray[np.float64]) -> None:
        """Keep some more articles: rows of ``_TERMS``, and what :func:`key_terms` says of them."""
        self._keys.append(by_kind(owners + len(self._edges) - 1, keys, weights))
        self._articles.append(rows.select(list(_COLUMNS)))
        for terms in rows["terms"].to_list():
            self._edges.append(self._edges[-1] + self._file.write(terms))

    def articles(self) -> pl.DataFrame:
        """``article_id``, ``published_date`` and ``is_new``."""
        return pl.concat(self._articles)

    def keys(self) -> Keys:
        """Key terms of all of them, which are given once."""
        keys = keys_of(self._keys, count=len(self._edges) - 1)
        self._keys.clear()
        return keys

    def terms(self, numbers: Numbers) -> pl.Series:
        """Terms of some of them, which come in order."""
        found = []
        for number in numbers.tolist():
            self._file.seek(self._edges[number])
            found.append(self._file.read(self._edges[number + 1] - self._edges[number]))
        return pl.Series("terms", found, dtype=pl.Binary)
