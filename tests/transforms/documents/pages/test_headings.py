import pytest
from lxml.html import document_fromstring

from transforms.documents.pages.headings import Headline, find_headline

_OTHER = "the mill grinds again in borrowdale"


def _find(body: str, *others: str) -> Headline:
    return find_headline(document_fromstring(f"<html><body>{body}</body></html>"), others=others)


def test_logo_is_no_headline() -> None:
    body = "<h1>The Borrowdale Bugle</h1><article><h1>The mill grinds again in Borrowdale</h1></article>"
    assert _find(body).text == "The mill grinds again in Borrowdale"


def test_teaser_is_no_headline() -> None:
    body = (
        "<div><h1>The mill grinds again in Borrowdale</h1></div>"
        "<a href='/x'><h1>A much longer headline of another story altogether</h1></a>"
    )
    found = _find(body)
    assert (found.text, found.rank) == ("The mill grinds again in Borrowdale", 1)
    assert len(found.first_rank) == 2


def test_confirmed_heading_comes_first() -> None:
    body = "<div><h1>Our readers write every day</h1></div><div><h1>The mill grinds again in Borrowdale</h1></div>"
    assert _find(body, f"{_OTHER} borrowdale bugle").text == "The mill grinds again in Borrowdale"


def test_breadcrumbs_are_lists() -> None:
    body = "<ul><li><h1>The mill in Borrowdale</h1></li></ul><section><h1>Mill / The mill grinds again</h1></section>"
    assert _find(body, "the mill in borrowdale borrowdale bugle").text == "Mill / The mill grinds again"


def test_heading_in_the_breadcrumb_is_for_search_engines() -> None:
    body = (
        "<article><nav><ul><li><h1>Mill Borrowdale opening hours</h1></li></ul></nav>"
        "<h2>The mill grinds again in Borrowdale</h2><h2>Flour for all</h2></article>"
    )
    found = _find(body, _OTHER)
    assert (found.text, found.rank) == ("The mill grinds again in Borrowdale", 2)
    assert _find(body).text == "Mill Borrowdale opening hours"  # nothing confirms the other


@pytest.mark.parametrize(
    ("heading", "text", "behind"),
    [
        ("<span>Water power</span><span>The mill grinds again</span>", "Water power The mill grinds again", True),
        ("<span>Water power</span> <i>–</i> <b>The mill grinds again</b>", "", True),
        ("<a href='/'><small>Water power</small><em>The mill grinds again</em></a>", "", True),
        ("The <em>mill</em> grinds again", "The mill grinds again", False),
        ("<em>The mill</em> grinds again", "The mill grinds again", False),
    ],
)
def test_kicker(heading: str, text: str, behind: bool) -> None:  # noqa: FBT001 - a parameter of the test
    found = _find(f"<article><h1>{heading}</h1></article>")
    assert found.behind_kicker == ("The mill grinds again" if behind else "")
    assert not text or found.text == text


def test_style_sheets_are_no_text() -> None:
    assert _find("<h1><style>.x{color:red}</style><span>The mill</span> grinds</h1>").text == "The mill grinds"


def test_no_heading() -> None:
    assert _find("<p>Nothing</p>") == Headline("", "", 1, frozenset(), None)


def test_linked_logo_is_none() -> None:
    assert _find("<div><a href='/'><h1>谷川新報</h1></a></div><p>Prose</p>").text == ""
