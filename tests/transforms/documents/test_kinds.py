"""Kinds of articles by what their outlet says of them."""

import polars as pl
import pytest

from transforms.documents.kinds import article_kinds
from transforms.resources import read_rows
from transforms.vocabulary import ARTICLE_KINDS

ROW = {"page_kind": "article", "title": "Talks end", "section": None, "url": None, "byline": None}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ("news", "none", None)),
        ({"page_kind": "live_blog"}, ("live_blog", "page_kind", "live")),
        ({"title": "OPINION | A bad bargain"}, ("opinion", "title", "OPINION")),
        ({"title": "Opinion: A bad bargain"}, ("opinion", "title", "Opinion")),
        ({"title": "A bad bargain | Opinion"}, ("opinion", "title", "Opinion")),
        ({"title": "Opinion polls shift after talks"}, ("news", "none", None)),
        ({"title": "Opinion-makers meet"}, ("news", "none", None)),
        ({"title": "The Ledger view: a bad bargain"}, ("editorial", "title", "The Ledger view")),
        ({"title": "Analysis – What the talks mean"}, ("analysis", "title", "Analysis")),
        ({"title": "Fact check: Did the bridge close?"}, ("fact_check", "title", "Fact check")),
        ({"title": "Harbour talks - live updates"}, ("live_blog", "title", "live updates")),
        ({"title": "Exclusive interview: the envoy"}, ("interview", "title", "Exclusive interview")),
        ({"section": "Politics; OpinionNewsArticle"}, ("opinion", "section", "OpinionNewsArticle")),
        ({"section": "Obituaries"}, ("obituary", "section", "Obituaries")),
        ({"section": "Opinion polls"}, ("news", "none", None)),
        ({"url": "https://ledger.example/2026/commentisfree/a-bad-bargain"}, ("opinion", "path", "commentisfree")),
        ({"url": "https://ledger.example/opinion/"}, ("opinion", "path", "opinion")),
        ({"url": "https://ledger.example/news/opinion-polls-shift"}, ("news", "none", None)),
        ({"url": "https://opinion.example/news/talks"}, ("news", "none", None)),
        ({"byline": "Editorial Board"}, ("editorial", "byline", "Editorial Board")),
        ({"byline": "Ana Ruiz; dpa"}, ("news", "none", None)),
    ],
)
def test_kind(given: dict[str, str], expected: tuple[str, str, str | None]) -> None:
    frame = pl.DataFrame([ROW | given], schema=dict.fromkeys(ROW, pl.String))
    assert article_kinds(frame).row(0) == expected


def test_every_label_names_a_kind_of_the_closed_list() -> None:
    assert {row["kind"] for row in read_rows("article_kinds.csv")} <= set(ARTICLE_KINDS)
    assert {row["place"] for row in read_rows("article_kinds.csv")} == {"title", "section", "path", "byline"}
