import pytest
from lxml.html import HtmlElement, document_fromstring

from transforms.documents.document import FoundDate
from transforms.documents.pages.linked_data import read_linked_data
from transforms.documents.pages.published import parse_date, read_published


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("2031-04-17T06:05:00+01:00", "2031-04-17T06:05:00+01:00", "second"),
        ("2031-04-17T06:05:00.123Z", "2031-04-17T06:05:00Z", "second"),
        ("20310417T0605", "2031-04-17T06:05", "minute"),
        ("2031-04-17 06:05 +0100", "2031-04-17T06:05+01:00", "minute"),
        ("2031-04-17", "2031-04-17", "day"),
        ("2031-04", "2031-04", "month"),
        ("2031/4/7", "2031-04-07", "day"),
        ("1934567890", "2031-04-21T19:58:10Z", "second"),
        ("Thu, 17 Apr 2031 06:05:00 +0100", "2031-04-17T06:05:00+01:00", "second"),
        ("17 April 2031", "2031-04-17", "day"),
    ],
)
def test_dates_as_sites_write_them(text: str, value: str, precision: str) -> None:
    assert parse_date(text, method="meta") == FoundDate(value, precision, "meta")


@pytest.mark.parametrize("text", ["", "0001-01-01T00:00:00Z", "1970-01-01", "2031-02-30", "soon", "12", "9" * 300])
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text, method="meta") is None


def _published(body: str, url: str | None = None, **metas: str) -> FoundDate | None:
    tree: HtmlElement = document_fromstring(f"<html><body>{body}</body></html>")
    return read_published(tree, linked=read_linked_data(tree), metas=metas, url=url)


def test_publication_wins_over_the_update() -> None:
    found = _published(
        '<span class="updated">Updated <time datetime="2031-04-19">19 April</time></span>'
        '<span class="published"><time datetime="2031-04-17T06:05">17 April</time></span>'
    )
    assert found == FoundDate("2031-04-17T06:05", "minute", "time_element")


def test_meta_before_elements() -> None:
    found = _published('<time datetime="2031-04-19">19 April</time>', date="2031-04-17")
    assert found == FoundDate("2031-04-17", "day", "meta")


def test_address_before_text() -> None:
    found = _published('<p class="date">18 April 2031</p>', "https://courier.example/2031/04/17/ferry")
    assert found == FoundDate("2031-04-17", "day", "url")


def test_text_of_a_date_element() -> None:
    assert _published('<p class="post-date">18 April 2031</p>') == FoundDate("2031-04-18", "day", "text")


def test_dates_of_other_stories_do_not_count() -> None:
    assert _published('<aside><time datetime="2031-04-01">1 April</time></aside><p>No date at all.</p>') is None
