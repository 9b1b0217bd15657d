"""Storylines: stories that belong to one affair, by the links between their articles.

Stories are joined as articles are: while the mean probability over all pairs of their originals is at least the cut.
So a storyline lies within what pairs of stories with such a mean join, directly or over others, and depends on these
alone.
"""

from collections.abc import Collection, Mapping
from typing import Final

import numpy as np
import polars as pl

from transforms.corpus.stories.identity import name_groups
from transforms.corpus.stories.linkage import average_link
from transforms.corpus.stories.pairs import pair_weights

_FEWEST: Final = 2  # stories of an affair
_OF_STORY: Final = {"story_id": pl.String, "storyline_id": pl.String}


def join_stories(
    stories: pl.DataFrame,
    members: pl.DataFrame,
    links: pl.DataFrame,
    old: Mapping[str, str],
    *,
    taken: Collection[str] = (),
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Bring stories together that belong to one affair.

    Args:
        stories: ``story_id``, ``title``, ``first_date``, ``last_date`` and ``article_count``: with a story, all whose
            originals are like its own to the cut, and on.
        members: ``story_id`` and ``article_id`` of their originals.
        links: ``article_id``, ``other_article_id`` and ``probability``; those to other articles do no harm.
        old: Storyline of each story before; of stories that are gone, too.
        taken: Ids that other storylines have.

    Returns:
        Rows of ``storylines``, and ``story_id`` and ``storyline_id`` of the stories that belong to one.
    """
    # numbered by their first articles, so that what is equally likely does not hang on ids, which are state
    numbered = (
        members.group_by("story_id")
        .agg(first=pl.col("article_id").min(), count=pl.len().cast(pl.Int64))
        .sort("first")
        .with_row_index("story")
    )
    sums = _sums(links, members.join(numbered.select("story_id", "story"), on="story_id"))
    low, high = (sums[name].to_numpy().astype(np.int64) for name in ("low", "high"))
    cut = pair_weights().storyline_cut
    group = average_link(numbered["count"].to_list(), low, high, sums["probability"].to_numpy(), cut=cut)
    line_of = numbered.select("story_id", "first", line=pl.Series(group, dtype=pl.Int64))
    ordered = stories.join(line_of, on="story_id").sort("first_date", "first", nulls_last=True)
    together = ordered.group_by("line", maintain_order=True).agg("story_id")
    lines = [ids for ids in together["story_id"].to_list() if len(ids) >= _FEWEST]
    found = name_groups(lines, old, prefix="lin", taken=taken)
    pairs = [(story_id, line_id) for line_id, ids in zip(found.ids, lines, strict=True) for story_id in ids]
    of_story = pl.DataFrame(pairs, schema=_OF_STORY, orient="row")
    return _rows(of_story, ordered), of_story


def _sums(links: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """Sum of the probabilities between two stories: ``low``, ``high`` and ``probability``; in one order of adding."""
    own = numbers.select("article_id", one="story")
    other = numbers.select(other_article_id="article_id", other="story")
    return (
        links.select("article_id", "other_article_id", "probability")
        .join(own, on="article_id")
        .join(other, on="other_article_id")
        .filter(pl.col("one") != pl.col("other"))
        .sort("article_id", "other_article_id")
        .group_by(low=pl.min_horizontal("one", "other"), high=pl.max_horizontal("one", "other"), maintain_order=True)
        .agg(pl.col("probability").sum())
    )


def _rows(of_story: pl.DataFrame, stories: pl.DataFrame) -> pl.DataFrame:
    """One row per storyline, with the title of its largest story."""
    return (
        of_story.join(stories, on="story_id")
        .sort("storyline_id", -pl.col("article_count").cast(pl.Int64), "first")
        .group_by("storyline_id", maintain_order=True)
        .agg(
            title=pl.col("title").first(),
            first_date=pl.col("first_date").min(),
            last_date=pl.col("last_date").max(),
            story_count=pl.len(),
        )
    )
