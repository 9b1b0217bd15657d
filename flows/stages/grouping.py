"""Stories over the warehouse's rows: what a run touches, whom it may be linked with, and all that links join with it.

Pairs are looked for among articles that share weighty words of title and lead (``story_keys``, in DuckDB), and weighed
by their stored terms. What links join, directly or over others, is grouped again; every other story is what it was.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import polars as pl

from flows.stages.neighbours import Scene
from transforms.annotations.story_terms import SCHEME
from transforms.corpus.stories import (
    LEAST_SHARED,
    LINK_COLUMNS,
    REACH,
    Stories,
    StoryState,
    group_stories,
    key_terms,
    new_links,
    possible_ids,
)
from warehouse.store.handed import Replaced
from warehouse.store.ledger import STORY_KEYS

_SLICE: Final = 10_000  # articles whose terms are turned into keys at a time
_NEARLY: Final = 1e-6  # sums of other orders differ by less
_COLUMNS: Final = ", ".join(LINK_COLUMNS)
# whose copy an article is: as it is decided now, else as it is published
_NOW: Final = (
    "select a.article_id, case when c.article_id is null then a.duplicate_of else c.duplicate_of end as duplicate_of, "
    "a.duplicate_of as was_copy_of from source_articles a left join copies_now c using (article_id)"
)
_ARTICLES: Final = (
    "select a.article_id, a.outlet_id, a.title, a.article_kind, a.word_count, a.published_date, a.topic_id, "
    "s.duplicate_of, a.article_id in (from fresh_now) as is_new "
    "from source_articles a join standing_now s using (article_id) "
    "where coalesce(s.duplicate_of, a.article_id) in (from grouped_now) order by a.article_id"
)
_TERMS: Final = (
    "select t.article_id, t.terms, t.term_scheme, a.published_date, a.article_id in (from fresh_now) as is_new "
    "from source_article_story_terms t join source_articles a using (article_id) "
    "where t.article_id in (from terms_read) order by t.article_id"
)
_PAIRED: Final = f"""
with every as (
    select article_id, key, weight, day from story_keys where article_id not in (select article_id from touched)
    union all
    select article_id, key, weight, day from new_keys
),

asked as (select * from every semi join fresh using (article_id)),

paired as (
    select asked.article_id as one, every.article_id as other, sum(asked.weight * every.weight) as shared
    from asked
    inner join every using (key)
    where
        asked.article_id <> every.article_id
        and (asked.day is null or every.day is null or abs(asked.day - every.day) <= {REACH})
    group by all
)

select distinct other as article_id from paired where shared >= {LEAST_SHARED - _NEARLY}
"""  # noqa: S608 - our own numbers


class Grouped(NamedTuple):
    """What was decided of stories.

    Attributes:
        stories: Those that were grouped, with all their articles.
        tables: Rows of the tables, or parts of them.
        of_articles: ``article_id`` and ``story_id`` of the articles that were grouped; null of one without a story.
        before: Ids of the stories that these articles had.
    """

    stories: Stories
    tables: dict[str, pl.DataFrame | Replaced]
    of_articles: pl.DataFrame
    before: pl.DataFrame


def find_stories(scene: Scene, others: pl.Series) -> Grouped:
    """Find the stories of the articles that a run touches, and of all that links join with them.

    Args:
        scene: What there is to resolve; copies are marked (``copies_now``).
        others: Articles whose stories are looked at again, too.
    """
    assembly = scene.assembly
    assembly.keep("standing_now", _NOW)
    assembly.keep(
        "fresh_now",
        "select article_id from standing_now where duplicate_of is null and "
        "(article_id in (from made_now) or was_copy_of is not null and article_id in "
        "(select article_id from copies_now))",
    )
    keys = scene.remember("story_keys", _keys(scene))
    links = _links(scene, keys)
    state = _state(scene, links, others)
    articles = assembly.frame(_ARTICLES)
    stories = group_stories(articles, links, state, run_id=scene.context.run_id)
    before = state.members.select("story_id").unique().sort("story_id")
    lines = state.stories.select("storyline_id").drop_nulls().unique().sort("storyline_id")
    return Grouped(
        stories,
        {
            "stories": scene.handed(before, stories.stories),
            "story_articles": scene.handed(before, stories.members),
            "story_links": scene.handed(state.links.select("article_id", "other_article_id"), stories.links),
            "story_changes": stories.changes,
            "storylines": scene.handed(lines, stories.storylines),
        },
        articles.select("article_id").join(
            stories.members.select("article_id", "story_id"), on="article_id", how="left", maintain_order="left"
        ),
        before,
    )


def _keys(scene: Scene) -> Iterator[pl.DataFrame]:
    """Key terms of the touched articles, made some articles at a time."""
    ids = scene.assembly.frame("select article_id from made_now order by article_id")
    for low in range(0, ids.height, _SLICE):
        rows = _terms(scene, ids.slice(low, _SLICE))
        owners, terms, weights = key_terms(rows["terms"])
        days = rows["published_date"].to_physical().cast(pl.Int64)
        yield pl.DataFrame(
            {
                "article_id": rows["article_id"].gather(owners),
                "key": pl.Series(terms, dtype=pl.Int64),
                "weight": pl.Series(weights, dtype=pl.Float64),
                "day": days.gather(owners),
            },
            schema=STORY_KEYS,
        )


def _terms(scene: Scene, articles: pl.DataFrame) -> pl.DataFrame:
    scene.assembly.keep("terms_read", "select article_id from given", given=articles)
    found = scene.assembly.frame(_TERMS).filter(pl.col("term_scheme") == SCHEME)
    return found.with_columns(pl.col("terms").str.decode("base64"))


def _links(scene: Scene, keys: pl.DataFrame) -> pl.DataFrame:
    """Links of the articles that are new to the others."""
    fresh = scene.assembly.frame("from fresh_now")
    if scene.is_whole:
        near = fresh
    else:
        found = scene.ledger.frame(_PAIRED, touched=scene.touched(), new_keys=keys, fresh=fresh)
        originals = scene.assembly.frame("select article_id from standing_now where duplicate_of is null")
        near = pl.concat([fresh, found.join(originals, on="article_id", how="semi")]).unique()
    return new_links(_terms(scene, near))


def _state(scene: Scene, links: pl.DataFrame, others: pl.Series) -> StoryState:
    """What earlier runs found of all that is to be grouped, which stands in ``grouped_now`` then."""
    assembly = scene.assembly
    if scene.is_whole:
        assembly.keep("grouped_now", "select article_id from standing_now where duplicate_of is null")
        return StoryState(
            pl.DataFrame(schema=LINK_COLUMNS),
            assembly.frame("select story_id, article_id, joined_run_id from published_story_articles"),
            assembly.frame("select story_id, storyline_id from published_stories"),
        )
    ends = pl.concat([links.select("article_id"), links.select(article_id="other_article_id")]).unique()
    seeds = pl.concat([ends, others.cast(pl.String).to_frame("article_id")]).unique()
    # whoever is no original any more, or not there, takes its links away from those that they led to
    assembly.keep(
        "seeds_now",
        "select article_id from given union from touched_now union select article_id from copies_now "
        "union select duplicate_of from copies_now where duplicate_of is not null "
        "union select was_copy_of from standing_now where was_copy_of is not null "
        "and article_id in (select article_id from copies_now)",
        given=seeds,
    )
    assembly.keep("grouped_now", "select distinct article_id from seeds_now")
    assembly.keep("reached_now", "from grouped_now")
    while assembly.frame("select count(*) as n from reached_now")["n"].item():
        assembly.keep(
            "reached_now",
            "with ends as ("
            "select other_article_id as article_id from published_story_links semi join reached_now using (article_id) "
            "union select article_id from published_story_links "
            "where other_article_id in (select article_id from reached_now)) "
            "select article_id from ends anti join grouped_now using (article_id)",
        )
        assembly.keep("grouped_now", "from grouped_now union from reached_now")
    known = assembly.frame(
        f"select {_COLUMNS} from published_story_links where article_id in (from grouped_now)"  # noqa: S608 - our own
    )
    # stories of whoever is looked at, with members that are not: copies, and what is gone
    assembly.keep(
        "stories_now",
        "select distinct story_id from published_story_articles where article_id in (from grouped_now) "
        "or article_id in (select s.article_id from standing_now s where s.duplicate_of in (from grouped_now))",
    )
    members = assembly.frame(
        "select story_id, article_id, joined_run_id "
        "from published_story_articles semi join stories_now using (story_id)"
    )
    lines = assembly.frame("select story_id, storyline_id from published_stories where story_id in (from stories_now)")
    return StoryState(known, members, lines, _taken(scene))


def _taken(scene: Scene) -> list[str]:
    """Ids that stories and storylines beyond have, of those that may be given here."""
    ids = scene.assembly.frame("select article_id from grouped_now")["article_id"].to_list()
    stories = scene.assembly.frame("select story_id from published_stories anti join stories_now using (story_id)")
    lines = scene.assembly.frame("select storyline_id from published_storylines")
    wanted = pl.Series(possible_ids("sto", ids), dtype=pl.String)
    stories = stories.filter(pl.col("story_id").is_in(wanted.implode()))
    return [*stories["story_id"], *lines["storyline_id"]]
