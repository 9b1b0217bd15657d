"""Kinds of articles in a story."""

import datetime as dt

import polars as pl
import pytest

from transforms.corpus.stories.kinds import article_kinds

_FIRST = dt.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({}, "report"),
        ({"page_kind": "live_blog", "word_count": 40}, "live_blog"),
        ({"url": "https://ledger.example/opinion/a-bad-bargain"}, "opinion"),
        ({"url": "https://ledger.example/news/opinion-polls-shift"}, "report"),
        ({"title": "Opinion: A bad bargain"}, "opinion"),
        ({"title": "The Ledger view: a bad bargain"}, "opinion"),
        ({"title": "Opinion polls shift after talks"}, "report"),
        ({"word_count": 90}, "brief"),
        ({"published_date": dt.date(2026, 6, 2)}, "report"),
        ({"published_date": dt.date(2026, 6, 3)}, "follow_up"),
        ({"published_date": None}, "report"),
    ],
)
def test_kind(given: dict[str, object], kind: str) -> None:
    row = {
        "url": None,
        "title": "Talks end",
        "page_kind": "article",
        "word_count": 400,
        "published_date": _FIRST,
        "first_date": _FIRST,
    }
    frame = pl.DataFrame([row | given], schema_overrides={"url": pl.String, "published_date": pl.Date})
    assert article_kinds(frame).to_list() == [kind]
