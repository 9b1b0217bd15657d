"""Copies across articles: which is another's text, decided among those that share a band with what a run touches."""

from typing import Final

import polars as pl

from flows.stages.neighbours import ARTICLE, Scene
from flows.user_lists import outlet_registry
from transforms.corpus.copies import copy_keys, find_duplicates, tied_to
from transforms.documents.outlets import extended_registry
from warehouse.statements import literal

_SLICE: Final = 10_000  # articles whose signatures are turned into keys at a time
_SIGNATURES: Final = (
    "select s.*, a.outlet_id, a.agency_id, "
    "coalesce(a.published_at, a.published_date::timestamptz) as published_at, "
    "row_number() over (order by coalesce(m.source_uri, a.source_uri), coalesce(m.source_id, a.source_id), "
    "article_id) as place from source_article_signatures s join source_articles a using (article_id) "
    "left join moved_now m using (article_id) semi join copies_read using (article_id) order by article_id"
)


def mark_copies(scene: Scene) -> pl.DataFrame:
    """Say which articles are copies, of those that a run touches and of all on which the change may bear.

    Returns:
        ``article_id``, ``duplicate_of`` and ``duplicate_kind``, both null of an original; a row an article looked at.
        They stand in the assembly as ``copies_now``, too.
    """
    ids = scene.assembly.frame("select article_id from made_now order by article_id")
    keys = scene.remember("copy_keys", (copy_keys(_read(scene, ids[low : low + _SLICE])) for low in _lows(ids)))
    registry = extended_registry(outlet_registry(scene.context.settings))
    agencies = sorted(one.outlet_id for one in registry.outlets.values() if one.is_agency)
    looked_at = set(ids["article_id"])
    if scene.is_whole:
        stored = _read(scene, _sharing_any(scene))
    else:
        looked_at, stored = _neighbours(scene, ids, keys, agencies)
    copies = find_duplicates(stored, agencies=agencies)
    rows = pl.DataFrame({"article_id": sorted(looked_at)}, schema=ARTICLE).join(copies, on="article_id", how="left")
    scene.assembly.keep("copies_now", "select * from given", given=rows)
    return rows


def _sharing_any(scene: Scene) -> pl.DataFrame:
    """Articles that share a key with another: nobody else is a copy, or has one."""
    files = sorted(scene.rows["copy_keys"].glob("*.parquet"))
    if not files:
        return pl.DataFrame(schema=ARTICLE)
    keys = f"read_parquet([{', '.join(map(literal, files))}])"
    return scene.assembly.frame(
        f"select distinct article_id from {keys} "  # noqa: S608 - our own files
        f"where key in (select key from {keys} group by key having count(*) > 1) order by article_id"
    )


def _neighbours(
    scene: Scene, ids: pl.DataFrame, keys: pl.DataFrame, agencies: list[str]
) -> tuple[set[str], pl.DataFrame]:
    """Articles whose original may be another one now, and the rows of all with whom they have to be compared.

    Whoever shares a key with a touched article, as it is or as it was, may meet others in that band now; so may whoever
    hangs on them by a likely pair.
    """
    touched = scene.touched()
    looked_at = set(ids["article_id"]) | _sharing(scene, keys, touched, touched)
    read = pl.DataFrame(schema=ARTICLE)
    asked = looked_at
    while True:
        own = pl.DataFrame({"article_id": sorted(asked)}, schema=ARTICLE)
        mates = pl.DataFrame({"article_id": sorted(asked | _sharing(scene, keys, own, touched))}, schema=ARTICLE)
        read = pl.concat([read, mates]).unique().sort("article_id")
        stored = _read(scene, read)
        tied = tied_to(stored, looked_at, agencies=agencies)
        asked = tied - looked_at
        if not asked:
            return looked_at, stored
        looked_at |= asked


def _sharing(scene: Scene, keys: pl.DataFrame, articles: pl.DataFrame, touched: pl.DataFrame) -> set[str]:
    """Articles that share a key with some, the touched ones with their keys of now; for these those of then, too."""
    found = scene.ledger.frame(
        """
        with asked as (
            select key from copy_keys semi join articles using (article_id)
            union
            select key from new_keys semi join articles using (article_id)
        )

        select article_id from copy_keys semi join asked using (key)
        where article_id not in (select article_id from touched)
        union
        select article_id from new_keys semi join asked using (key)
        """,
        articles=articles,
        new_keys=keys,
        touched=touched,
    )
    return set(found["article_id"])


def _read(scene: Scene, articles: pl.DataFrame) -> pl.DataFrame:
    scene.assembly.keep("copies_read", "select * from given", given=articles)
    return scene.assembly.frame(_SIGNATURES).with_columns(pl.col("signature").str.decode("base64"))


def _lows(ids: pl.DataFrame) -> range:
    return range(0, ids.height, _SLICE)
