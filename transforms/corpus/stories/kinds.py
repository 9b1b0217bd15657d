"""What kind of article an article is in its story, by what it says of itself, its length and its day."""

from typing import Final

import polars as pl

_BRIEF_WORDS: Final = 150  # fewer are an item of news in brief: it leaves out for want of room
_FOLLOW_UP_DAYS: Final = 2  # after the story's first day; the next day's paper still reports
_OPINION: Final = "opinions?|editorials?|op-?eds?|comment(?:isfree|ary)?"
_OPINION_PATH: Final = rf"(?i)/(?:{_OPINION}|columnists?|leaders?|views?|blogs?)/"
_OPINION_TITLE: Final = (  # "Opinion: …", "The Ledger view: …", "… | Editorial"
    rf"(?i)^(?:{_OPINION}|column|leading article|the .{{3,30}} view)\s*[:|–—-]|[:|–—-]\s*(?:{_OPINION})$"
)


def article_kinds(articles: pl.DataFrame) -> pl.Series:
    """Kind of each article.

    Args:
        articles: ``url``, ``title``, ``page_kind``, ``word_count``, ``published_date``; ``first_date`` of the story.

    Returns:
        ``live_blog``, ``opinion`` (its address or its title says so), ``brief``, ``follow_up`` (some days after the
        story began), else ``report``. The first that holds; where no date is known nothing is a follow-up.
    """
    opinion = pl.col("url").str.contains(_OPINION_PATH) | pl.col("title").str.contains(_OPINION_TITLE)
    days = (pl.col("published_date") - pl.col("first_date")).dt.total_days()
    kind = (
        pl.when(pl.col("page_kind") == "live_blog")
        .then(pl.lit("live_blog"))
        .when(opinion.fill_null(value=False))
        .then(pl.lit("opinion"))
        .when(pl.col("word_count") < _BRIEF_WORDS)
        .then(pl.lit("brief"))
        .when((days >= _FOLLOW_UP_DAYS).fill_null(value=False))
        .then(pl.lit("follow_up"))
        .otherwise(pl.lit("report"))
    )
    return articles.select(kind.alias("kind"))["kind"]
