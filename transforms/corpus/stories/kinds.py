"""What kind of article an article is in its story, by what its outlet says of it, its length and its day."""

from typing import Final

import polars as pl

_BRIEF_WORDS: Final = 150  # fewer are an item of news in brief: it leaves out for want of room
_FOLLOW_UP_DAYS: Final = 2  # after the story's first day; the next day's paper still reports
_OPINIONS: Final = ("opinion", "editorial", "letter")  # of the kinds of articles


def story_kinds(articles: pl.DataFrame) -> pl.Series:
    """Kind of each article in its story.

    Args:
        articles: ``article_kind``, ``word_count``, ``published_date``; ``first_date`` of the story.

    Returns:
        ``live_blog``, ``opinion``, ``brief``, ``follow_up`` (some days after the story began), else ``report``. The
        first that holds; where no date is known nothing is a follow-up.
    """
    days = (pl.col("published_date") - pl.col("first_date")).dt.total_days()
    kind = (
        pl.when(pl.col("article_kind") == "live_blog")
        .then(pl.lit("live_blog"))
        .when(pl.col("article_kind").is_in(_OPINIONS))
        .then(pl.lit("opinion"))
        .when(pl.col("word_count") < _BRIEF_WORDS)
        .then(pl.lit("brief"))
        .when((days >= _FOLLOW_UP_DAYS).fill_null(value=False))
        .then(pl.lit("follow_up"))
        .otherwise(pl.lit("report"))
    )
    return articles.select(kind.alias("kind"))["kind"]
