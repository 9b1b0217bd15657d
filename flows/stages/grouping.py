"""Stories over the warehouse's rows: reads what is new, what is within reach of it, and what an earlier run found."""

import datetime as dt
from typing import Final

import polars as pl

from transforms.annotations.story_terms import SCHEME
from transforms.corpus.stories import REACH, Stories, StoryState, find_stories, have_todays_weights
from warehouse.store.assembly import Assembly

_ARTICLES: Final = (
    "select article_id, outlet_id, title, article_kind, word_count, published_date, topic_id, "
    "duplicate_of is not null as was_copy, "
    "article_id in (from new_articles union all from made_article_story_terms) as is_new "
    "from source_articles order by article_id"
)
_LINKS: Final = (
    "select article_id, other_article_id, probability, lead_similarity, full_similarity, title_similarity, "
    "name_similarity, number_similarity, days from source_story_links"
)
_TERMS: Final = (
    "select t.article_id, t.terms, t.term_scheme from source_article_story_terms t "
    "join source_articles a using (article_id)"
)


def group_stories(assembly: Assembly, copies: pl.DataFrame, *, run_id: str) -> Stories:
    """Find the stories of all articles; only those that new articles touch are grouped again.

    Args:
        assembly: The rows.
        copies: ``article_id`` and ``duplicate_of`` of the articles that are copies.
        run_id: The run.
    """
    articles = assembly.frame(_ARTICLES).join(
        copies.select("article_id", "duplicate_of"), on="article_id", how="left", maintain_order="left"
    )
    # a copy whose original is gone, or is another's now, is new to the others
    articles = articles.with_columns(is_new=pl.col("is_new") | pl.col("was_copy")).drop("was_copy")
    links = assembly.frame(_LINKS)
    if not have_todays_weights(links):
        links, articles = links.clear(), articles.with_columns(is_new=pl.lit(True))
    state = StoryState(
        links=links,
        members=assembly.frame("select story_id, article_id, joined_run_id from source_story_articles"),
        stories=assembly.frame("select story_id, storyline_id from source_stories"),
    )
    terms = _terms(assembly, articles.filter(pl.col("is_new") & pl.col("duplicate_of").is_null()))
    return find_stories(articles, terms, state, run_id=run_id)


def _terms(assembly: Assembly, new: pl.DataFrame) -> pl.DataFrame:
    """Stored terms of the new articles and of all that may tell the same: near in time, or without a date."""
    if new.is_empty():
        return pl.DataFrame(schema={"article_id": pl.String, "terms": pl.Binary})
    query, days = _TERMS, new["published_date"]
    first, last = days.min(), days.max()
    # what has no date may belong to any time
    if isinstance(first, dt.date) and isinstance(last, dt.date) and not days.null_count():
        near = f"date '{first.isoformat()}' - {REACH} and date '{last.isoformat()}' + {REACH}"
        query += f" where a.published_date is null or a.published_date between {near}"
    found = assembly.frame(query).filter(pl.col("term_scheme") == SCHEME)
    return found.select("article_id", pl.col("terms").str.decode("base64"))
