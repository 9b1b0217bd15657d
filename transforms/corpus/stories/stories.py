"""The tables of stories: events that several articles tell, the affairs that they belong to, and what became of ids.

A copy belongs to the story of its original. An article that nobody else tells the event of has no story.
"""

from collections.abc import Collection
from typing import Final, NamedTuple

import polars as pl

from transforms.collecting import without_collecting
from transforms.corpus.stories.grouping import Groups, group_articles, new_links
from transforms.corpus.stories.identity import Change, name_groups
from transforms.corpus.stories.kinds import story_kinds
from transforms.corpus.stories.vectors import by_kind, key_terms, keys_of

METHOD: Final = "average_link"
_FEWEST: Final = 2  # originals, or outlets, that make a story
_UNKNOWN: Final = "unknown"  # no outlet
_CHANGE_COLUMNS: Final = {
    "story_id": pl.String,
    "change": pl.String,
    "other_story_id": pl.String,
    "article_count": pl.Int64,
}


class StoryState(NamedTuple):
    """What an earlier run published; frames without rows where none did.

    Attributes:
        links: Of articles.
        members: ``story_id``, ``article_id`` and ``joined_run_id``.
        taken: Ids that other stories have.
    """

    links: pl.DataFrame
    members: pl.DataFrame
    taken: Collection[str] = ()


class Stories(NamedTuple):
    """Rows of the tables of that name, ``stories`` without their storylines; ``members`` are of ``story_articles``."""

    stories: pl.DataFrame
    members: pl.DataFrame
    links: pl.DataFrame
    changes: pl.DataFrame


def find_stories(articles: pl.DataFrame, terms: pl.DataFrame, state: StoryState, *, run_id: str) -> Stories:
    """Bring articles together that tell one event.

    Args:
        articles: ``article_id``, ``outlet_id``, ``title``, ``article_kind``, ``word_count``, ``published_date``,
            ``topic_id``, ``duplicate_of``, and ``is_new`` (its links are not known yet); ordered by id.
        terms: ``article_id`` and ``terms`` of the new articles and of all within reach of them.
        state: What there was.
        run_id: The run.
    """
    originals = articles.filter(pl.col("duplicate_of").is_null())
    told = originals.join(terms, on="article_id", how="inner", maintain_order="left")
    keys = keys_of([by_kind(*key_terms(told["terms"]))], count=told.height)
    made = new_links(told, keys, told["terms"].gather)
    return group_stories(articles, made, state, run_id=run_id)


@without_collecting()
def group_stories(articles: pl.DataFrame, made: pl.DataFrame, state: StoryState, *, run_id: str) -> Stories:
    """Bring articles together that tell one event, by links that are known.

    Args:
        articles: As for :func:`find_stories`: all that links of at least the cut join with one of them, directly or
            over others, and the copies of all.
        made: Links of the new ones, to others as well.
        state: What there was of these.
        run_id: The run.
    """
    originals = articles.filter(pl.col("duplicate_of").is_null())
    known = originals.filter(~pl.col("is_new"))["article_id"].implode()
    is_kept = pl.col("article_id").is_in(known) & pl.col("other_article_id").is_in(known)
    lost = state.links.filter(~is_kept)
    is_here = pl.col("article_id", "other_article_id").is_in(originals["article_id"].implode())
    own = made.filter(pl.all_horizontal(is_here))
    links = pl.concat([state.links.filter(is_kept), own]).sort("article_id", "other_article_id")
    fresh = {*originals.filter("is_new")["article_id"], *lost["article_id"], *lost["other_article_id"]}
    old = dict(state.members.select("article_id", "story_id").iter_rows())
    ids = originals["article_id"].to_list()
    groups = group_articles(ids, links, fresh=fresh, old=old)
    members, changes = _named(_members(articles, ids, groups), old, state.taken)
    members = _described(members, articles, links, state.members, run_id=run_id)
    return Stories(_stories(members, articles), members, links, changes.with_columns(run_id=pl.lit(run_id)))


def _members(articles: pl.DataFrame, ids: list[str], groups: Groups) -> pl.DataFrame:
    """Article and number of its group, copies beside their originals; only of groups that are stories."""
    of_original = pl.DataFrame(
        {"original_id": ids, "group": groups.stories}, schema={"original_id": pl.String, "group": pl.Int64}
    )
    grouped = articles.select(
        "article_id",
        "outlet_id",
        "published_date",
        "duplicate_of",
        original_id=pl.coalesce("duplicate_of", "article_id"),
    ).join(of_original, on="original_id", how="inner", maintain_order="left")
    outlets = pl.col("outlet_id").filter(pl.col("outlet_id") != _UNKNOWN).n_unique()
    originals = pl.col("duplicate_of").is_null().sum()
    is_story = (originals >= _FEWEST) | (outlets >= _FEWEST)
    return grouped.filter(is_story.over("group"))


def _named(members: pl.DataFrame, old: dict[str, str], taken: Collection[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Members with the id of their story, and what changed of ids. An id is made of the article that was first."""
    ordered = members.sort(
        "group", pl.col("duplicate_of").is_not_null(), "published_date", "article_id", nulls_last=True
    )
    grouped = ordered.group_by("group", maintain_order=True).agg("article_id")
    named = name_groups(grouped["article_id"].to_list(), old, prefix="sto", taken=taken)
    ids = grouped.select("group").with_columns(story_id=pl.Series(named.ids, dtype=pl.String))
    changes = pl.DataFrame([Change(*change) for change in named.changes], schema=_CHANGE_COLUMNS, orient="row")
    return members.join(ids, on="group", how="left", maintain_order="left"), changes


def _described(
    members: pl.DataFrame, articles: pl.DataFrame, links: pl.DataFrame, before: pl.DataFrame, *, run_id: str
) -> pl.DataFrame:
    """Members with their likeness to the story's others, their kind and the run that they came with."""
    story_of = members.select("article_id", "story_id")
    both = pl.concat(
        [
            links.select("article_id", other="other_article_id", probability="probability"),
            links.select(article_id="other_article_id", other="article_id", probability="probability"),
        ]
    )
    within = both.join(story_of, on="article_id").join(
        story_of.rename({"article_id": "other"}), on=("other", "story_id")
    )
    sums = (
        within.sort("article_id", "other").group_by("article_id", maintain_order=True).agg(pl.col("probability").sum())
    )
    originals = pl.col("duplicate_of").is_null()
    likened = (
        members.join(sums.rename({"article_id": "original_id"}), on="original_id", how="left", maintain_order="left")
        .with_columns(others=originals.sum().over("story_id").cast(pl.Int64) - 1)
        .with_columns(
            similarity=pl.when(pl.col("others") > 0)
            .then(pl.col("probability").fill_null(0.0) / pl.col("others"))
            .otherwise(1.0)
            .round(4)
        )
        .sort("story_id", ~originals, -pl.col("similarity"), "article_id")
        .with_columns(is_central=pl.int_range(pl.len()).over("story_id") == 0)
        .with_columns(first_date=pl.col("published_date").min().over("story_id"))
    )
    kinds = story_kinds(
        likened.join(
            articles.select("article_id", "article_kind", "word_count"),
            on="article_id",
            how="left",
            maintain_order="left",
        )
    )
    joined = before.select("story_id", "article_id", "joined_run_id")
    return (
        likened.with_columns(kinds)
        .join(joined, on=("story_id", "article_id"), how="left", maintain_order="left")
        .with_columns(pl.col("joined_run_id").fill_null(run_id))
        .sort("story_id", "article_id")
    )


def _stories(members: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """One row per story."""
    central = members.filter("is_central").select("story_id", central_article_id="article_id")
    said = articles.select(central_article_id="article_id", title="title", topic_id="topic_id")
    return (
        members.group_by("story_id")
        .agg(
            first_date=pl.col("published_date").min(),
            last_date=pl.col("published_date").max(),
            article_count=pl.len(),
            outlet_count=pl.col("outlet_id").filter(pl.col("outlet_id") != _UNKNOWN).n_unique(),
            original_count=pl.col("duplicate_of").is_null().sum(),
        )
        .join(central, on="story_id")
        .join(said, on="central_article_id", how="left")
        .with_columns(method=pl.lit(METHOD))
        .sort("story_id")
    )
