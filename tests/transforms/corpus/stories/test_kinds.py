"""Kinds of articles in a story."""

import datetime as dt

import polars as pl
import pytest

from transforms.corpus.stories.kinds import story_kinds

_FIRST = dt.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({}, "report"),
        ({"article_kind": "live_blog", "word_count": 40}, "live_blog"),
        ({"article_kind": "opinion", "word_count": 40}, "opinion"),
        ({"article_kind": "editorial"}, "opinion"),
        ({"article_kind": "analysis"}, "report"),
        ({"word_count": 90}, "brief"),
        ({"published_date": dt.date(2026, 6, 2)}, "report"),
        ({"published_date": dt.date(2026, 6, 3)}, "follow_up"),
        ({"published_date": None}, "report"),
    ],
)
def test_kind(given: dict[str, object], kind: str) -> None:
    row = {"article_kind": "news", "word_count": 400, "published_date": _FIRST, "first_date": _FIRST}
    frame = pl.DataFrame([row | given], schema_overrides={"published_date": pl.Date})
    assert story_kinds(frame).to_list() == [kind]
