"""Stories over the warehouse's rows: what a run touches, whom it may be linked with, and all that links join with it.

What links of at least the cut join, directly or over others, is grouped again; every other story is what it was. The
same goes for the storylines of the stories that came out otherwise.
"""

from typing import Final, NamedTuple

import polars as pl

from flows.stages.linking import find_links
from flows.stages.neighbours import Scene
from transforms.corpus.stories import (
    LINK_COLUMNS,
    Stories,
    StoryState,
    group_stories,
    join_stories,
    pair_weights,
    possible_ids,
)
from warehouse.store.handed import Filed, Replaced

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
_CUT: Final = pair_weights().cut
_LINE_CUT: Final = pair_weights().storyline_cut - _NEARLY
_UNLINKED: Final = (  # whose links of earlier runs count no more
    "from touched_now union from fresh_now union select article_id from copies_now where duplicate_of is not null"
)
_STRONG_LINKS: Final = f"select article_id, other_article_id from published_story_links where probability >= {_CUT}"  # noqa: S608 - our own
_STRONG: Final = """
with ends as (
    select other_article_id as article_id from strong_links semi join reached_now using (article_id)
    union
    select article_id from strong_links where other_article_id in (from reached_now)
)

from ends anti join grouped_now using (article_id)
"""
_LINKS_NOW: Final = (
    "select article_id, other_article_id, probability from published_story_links "
    "where article_id not in (from unlinked_now) and other_article_id not in (from unlinked_now) "
    "union all select article_id, other_article_id, probability from links_made"
)
_ORIGINALS: Final = (
    "with every as (select story_id, article_id from published_story_articles anti join stories_now using (story_id) "
    "union all select story_id, article_id from given) "
    "select * from every where article_id in (select article_id from standing_now where duplicate_of is null)"
)
_OF_REACHED: Final = f"""
with asked as (select * from story_originals_now semi join lines_reached using (story_id)),

linked as (
    select asked.story_id, links_now.other_article_id as article_id, links_now.probability
    from links_now inner join asked using (article_id)
    union all
    select asked.story_id, links_now.article_id, links_now.probability
    from links_now inner join asked on links_now.other_article_id = asked.article_id
),

sums as (
    select linked.story_id, other.story_id as other_id, sum(linked.probability) as probability
    from linked
    inner join story_originals_now as other using (article_id)
    where other.story_id not in (from lines_now)
    group by all
),

sizes as (
    select story_id, count(*) as article_count from story_originals_now
    where story_id in (select story_id from sums union select other_id from sums)
    group by all
)

select distinct sums.other_id as story_id
from sums
inner join sizes as one using (story_id)
inner join sizes as other on sums.other_id = other.story_id
where sums.probability / (one.article_count * other.article_count) >= {_LINE_CUT}
"""  # noqa: S608 - our own numbers


class Grouped(NamedTuple):
    """What was decided of stories.

    Attributes:
        stories: Those that were grouped, with all their articles.
        tables: Rows of the tables, or parts of them.
        of_articles: ``article_id`` and ``story_id`` of the articles that were grouped; null of one without a story.
        before: Ids of the stories that these articles had.
        same: Ids of the stories that have the articles that they had, none of them touched.
    """

    stories: Stories
    tables: dict[str, pl.DataFrame | Filed | Replaced]
    of_articles: pl.DataFrame
    before: pl.DataFrame
    same: pl.DataFrame


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
    links = find_links(scene)
    state = _state(scene, links, others)
    articles = assembly.frame(_ARTICLES)
    stories = group_stories(articles, links, state, run_id=scene.context.run_id)
    before = state.members.select("story_id").unique().sort("story_id")
    lines = _join_stories(scene, stories, links)
    pair = ["article_id", "other_article_id"]
    links_gone = pl.DataFrame(schema=dict.fromkeys(pair, pl.String))
    if not scene.is_whole:
        links_gone = assembly.frame(
            "select article_id, other_article_id from published_story_links "
            "where article_id in (from unlinked_now) or other_article_id in (from unlinked_now)"
        )
    return Grouped(
        stories,
        {
            "stories": scene.handed(pl.concat([before, lines.others]), lines.stories),
            "story_articles": scene.handed(before, stories.members),
            "story_links": scene.handed(links_gone, links, table="story_links"),
            "story_changes": stories.changes,
            "storylines": scene.handed(lines.before, lines.storylines),
        },
        articles.select("article_id").join(
            stories.members.select("article_id", "story_id"), on="article_id", how="left", maintain_order="left"
        ),
        before,
        _same(scene, state.members, stories.members, others),
    )


def _same(scene: Scene, before: pl.DataFrame, now: pl.DataFrame, others: pl.Series) -> pl.DataFrame:
    """Stories whose articles are what they were, and are the same articles."""
    if scene.is_whole:
        return before.select("story_id").clear()
    pair = ["story_id", "article_id"]
    touched = scene.assembly.frame(
        "from touched_now union select article_id from standing_now where duplicate_of is distinct from was_copy_of"
    )
    turned = pl.concat(
        [
            before.join(now, on=pair, how="anti")["story_id"],
            now.join(before, on=pair, how="anti")["story_id"],
            *(now.join(ids, on="article_id")["story_id"] for ids in (touched, others.to_frame("article_id"))),
        ]
    )
    return before.select("story_id").filter(~pl.col("story_id").is_in(turned.implode())).unique().sort("story_id")


class _Lines(NamedTuple):
    """Rows of ``stories`` and ``storylines``; ids of the stories that were not grouped, and of the lines before."""

    stories: pl.DataFrame
    storylines: pl.DataFrame
    others: pl.DataFrame
    before: pl.DataFrame


def _join_stories(scene: Scene, found: Stories, made: pl.DataFrame) -> _Lines:
    """The storylines of the stories that were grouped, and of all that are like them."""
    assembly = scene.assembly
    own = found.stories.select("story_id")
    assembly.keep("story_originals_now", _ORIGINALS, given=found.members.select("story_id", "article_id"))
    assembly.keep(
        "lines_before",
        "select distinct storyline_id from published_stories semi join stories_now using (story_id) "
        "where storyline_id is not null",
    )
    assembly.keep(
        "lines_now",
        "select story_id from given union select story_id from published_stories "
        "semi join lines_before using (storyline_id) anti join stories_now using (story_id)",
        given=own,
    )
    if not scene.is_whole:
        assembly.keep("links_made", "select * from given", given=made)
        assembly.keep("links_now", _LINKS_NOW)
        assembly.keep("lines_reached", "from lines_now")
        while assembly.frame("select count(*) as n from lines_reached")["n"].item():
            assembly.keep("lines_reached", _OF_REACHED)
            assembly.keep("lines_now", "from lines_now union from lines_reached")
    others = assembly.frame("select * from published_stories semi join lines_now using (story_id)").join(
        own, on="story_id", how="anti"
    )
    before = assembly.frame(
        "select story_id, storyline_id from published_stories where storyline_id is not null and "
        "(story_id in (from stories_now) or story_id in (from lines_now))"
    )
    links = made
    if not scene.is_whole:
        links = assembly.frame(
            "select * from links_now where article_id in (select article_id from story_originals_now "
            "semi join lines_now using (story_id))"
        )
    stories = pl.concat([found.stories, others.select(found.stories.columns)], how="vertical_relaxed")
    rows, of_story = join_stories(
        stories,
        assembly.frame("select * from story_originals_now semi join lines_now using (story_id)"),
        links,
        dict(before.iter_rows()),
        taken=_lines_beyond(scene, before),
    )
    told = stories.join(of_story, on="story_id", how="left", maintain_order="left")
    return _Lines(told, rows, others.select("story_id"), before.select("storyline_id").unique().sort("storyline_id"))


def _lines_beyond(scene: Scene, before: pl.DataFrame) -> list[str]:
    """Ids of the storylines that are not looked at."""
    lines = scene.assembly.frame("select storyline_id from published_storylines")
    return lines.join(before, on="storyline_id", how="anti")["storyline_id"].to_list()


def _state(scene: Scene, links: pl.DataFrame, others: pl.Series) -> StoryState:
    """What earlier runs found of all that is to be grouped, which stands in ``grouped_now`` then."""
    assembly = scene.assembly
    if scene.is_whole:
        assembly.keep("grouped_now", "select article_id from standing_now where duplicate_of is null")
        assembly.keep("stories_now", "select story_id from published_stories")
        return StoryState(
            pl.DataFrame(schema=LINK_COLUMNS),
            assembly.frame("select story_id, article_id, joined_run_id from published_story_articles"),
        )
    strong = links.filter(pl.col("probability") >= _CUT)
    ends = pl.concat([strong.select("article_id"), strong.select(article_id="other_article_id")]).unique()
    seeds = pl.concat([ends, others.cast(pl.String).to_frame("article_id")]).unique()
    assembly.keep("unlinked_now", _UNLINKED)
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
    assembly.keep("strong_links", _STRONG_LINKS)
    while assembly.frame("select count(*) as n from reached_now")["n"].item():
        assembly.keep("reached_now", _STRONG)
        assembly.keep("grouped_now", "from grouped_now union from reached_now")
    known = assembly.frame(
        f"select {_COLUMNS} from published_story_links where article_id in (from grouped_now) "  # noqa: S608 - our own
        "and other_article_id in (from grouped_now)"
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
    return StoryState(known, members, _taken(scene))


def _taken(scene: Scene) -> list[str]:
    """Ids that stories beyond have, of those that may be given here."""
    ids = scene.assembly.frame("select article_id from grouped_now")["article_id"].to_list()
    wanted = pl.DataFrame({"story_id": possible_ids("sto", ids)}, schema={"story_id": pl.String})
    stories = scene.assembly.frame("select story_id from published_stories anti join stories_now using (story_id)")
    return stories.join(wanted, on="story_id", how="semi")["story_id"].to_list()
