"""What kind of article an article is, by what its outlet says of it: news unless something says otherwise.

A label counts where it stands by itself: before or after a mark in the title, as a section, as a part of the address,
as the byline. Nothing is read from the prose: an opinion that nobody labels is news here.
"""

import re
from typing import Final

import polars as pl

from transforms.resources import read_rows

_HOUSE_VIEW: Final = r"(?i)^(the .{3,30} view)(?: on\b|\s*[:|–—-])"  # an outlet's own opinion, as editorials are headed


def article_kinds(articles: pl.DataFrame) -> pl.DataFrame:
    """Kind of each article.

    Args:
        articles: ``page_kind``, ``title``, ``section``, ``url`` and ``byline``.

    Returns:
        ``article_kind``, ``article_kind_rule`` (page_kind, title, section, path or byline: the first that says
        anything, else none) and ``article_kind_text``, the words that say so; in the order of the rows.
    """
    title = _alternatives("title")
    found = {
        "page_kind": pl.when(pl.col("page_kind") == "live_blog").then(pl.lit("live")),
        "title": pl.coalesce(
            pl.col("title").str.extract(rf"(?i)^\s*({title})\s*(?:[:|]|[–—-]\s)"),
            pl.col("title").str.extract(rf"(?i)\s[|–—-]\s*({title})\s*$"),
        ),
        "view": pl.col("title").str.extract(_HOUSE_VIEW),
        "section": pl.col("section").str.extract(rf"(?i)(?:^|;\s|/)\s*({_alternatives('section')})\s*(?:$|;|/)"),
        "path": pl.col("url").str.extract(rf"(?i)^[a-z]+://[^/?#]+/(?:[^?#]*/)?({_alternatives('path')})/"),
        "byline": pl.col("byline").str.extract(rf"(?i)(?:^|;\s)({_alternatives('byline')})(?:$|;)"),
    }
    kinds = {
        "page_kind": pl.lit("live_blog"),
        "view": pl.lit("editorial"),
        **{place: _kind(place) for place in ("title", "section", "path", "byline")},
    }
    rules = {place: "title" if place == "view" else place for place in found}
    texts = articles.select(**found)
    is_said = [pl.col(place).is_not_null() for place in found]
    places = list(zip(found, is_said, strict=True))
    kind = pl.coalesce(*(pl.when(said).then(kinds[place]) for place, said in places), pl.lit("news"))
    rule = pl.coalesce(*(pl.when(said).then(pl.lit(rules[place])) for place, said in places), pl.lit("none"))
    return texts.select(article_kind=kind, article_kind_rule=rule, article_kind_text=pl.coalesce(*found))


def _labels(place: str) -> dict[str, str]:
    """Kind by label."""
    return {row["label"]: row["kind"] for row in read_rows("article_kinds.csv") if row["place"] == place}


def _alternatives(place: str) -> str:
    """The labels as a regular expression, long ones first."""
    return "|".join(re.escape(label) for label in sorted(_labels(place), key=lambda label: (-len(label), label)))


def _kind(place: str) -> pl.Expr:
    return pl.col(place).str.to_lowercase().replace_strict(_labels(place), default=None, return_dtype=pl.String)
