import time

import pytest

from transforms.documents.pages import PageError, extract_page, loading
from transforms.vocabulary import PAGE_REASONS

_ARTICLE = "<html><body><article>" + "<p>The mill at Orrin Bridge grinds flour for eleven bakeries again.</p>" * 12


def _reason(html: str) -> str:
    with pytest.raises(PageError) as caught:
        extract_page(html)
    return caught.value.reason


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("", "empty_page"),
        (" \n\t", "empty_page"),
        ("\x00\x01", "not_html"),
        ("just some words, no markup", "not_html"),
        ('{"headline": "no page"}', "not_html"),
        ("%PDF-1.7 <p>", "not_html"),
        ('<?xml version="1.0"?><rss><channel><item><title>A</title></item></channel></rss>', "not_html"),
        ("<html><body><p>Short.</p></body></html>", "no_article_text"),
        ("<!doctype html>", "empty_page"),
    ],
)
def test_what_is_no_article_has_a_reason(html: str, reason: str) -> None:
    assert _reason(html) == reason


def test_reasons_are_closed() -> None:
    assert set(PAGE_REASONS) >= {"empty_page", "not_html", "too_large", "index_page", "no_article_text"}
    with pytest.raises(KeyError):
        PageError("some_other_reason")


def test_too_many_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MAX_CHARS", 1000)
    assert _reason("<p>" + "x" * 2000) == "too_large"


def test_too_many_elements() -> None:
    assert _reason("<html><body>" + "<b>x</b>" * (loading.MAX_ELEMENTS + 1)) == "too_large"


def test_nesting_beyond_the_parser() -> None:
    assert _reason("<html><body>" + "<div>" * 5000 + "<p>" + "The mill grinds again. " * 20) == "too_deep"


def test_nesting_up_to_the_parser_is_read() -> None:
    html = "<html><body>" + "<div>" * 150 + "<p>The mill at Orrin Bridge grinds again.</p>" * 12
    assert "Orrin Bridge" in extract_page(html).text


@pytest.mark.parametrize(
    "hostile",
    [
        "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
        + _ARTICLE
        + "<p>&x; and then some more of the text</p>",
        _ARTICLE + "<script type='application/ld+json'>" + "[" * 20000 + "</script>",
        _ARTICLE
        + '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "author": '
        + "[" * 500
        + "]" * 500
        + "}</script>",
        _ARTICLE + "<p>" + "a" * 1_000_000 + "</p>",
        _ARTICLE + "<p>" + "“" * 100_000 + "</p>",
        _ARTICLE + "<p class='" + "x-" * 100_000 + "'>A paragraph of a strange class indeed</p>",
        _ARTICLE + "<table>" * 200 + "<tr><td>cell",
        _ARTICLE + "<a href='x'>" * 3000 + "link",
        _ARTICLE + "<ul><li>" * 120 + "item",
        _ARTICLE + "<article class='x'>" * 200 + "<span class='byline'>By Orla Penhallow</span>" * 200,
        _ARTICLE + "<b>Author</b><i>Orla Penhallow</i>" * 5_000,
        _ARTICLE + "<h1>The mill grinds</h1><h2>" + "A heading of some length " * 4 + "</h2>" * 2_000,
        _ARTICLE + "<h1>" + "<b>The</b> mill " * 4_000 + "</h1>",
        _ARTICLE + "<div>loose<br>" * 180 + "text</div>" * 180 + "<div>text<br>" * 3_000,
        _ARTICLE + "<div class='subheadline'>" * 200 + "<span class='subheadline'>x</span>" * 3_000,
        _ARTICLE + "<div class='article-body'>one</div><h3>two</h3>" * 3_000,
        _ARTICLE + "<p>\x0c\x1f\ufffe\ud800 odd characters in a paragraph of some length</p>",
        "<html><head><title>" + "a | " * 50_000 + "</title></head>" + _ARTICLE,
        "<html><head><title>" + "der " * 50_000 + "</title></head>" + _ARTICLE + "<h1>a</h1>" * 5_000,
        "<html><head><meta name='author' content='" + "A B, " * 4000 + "'></head>" + _ARTICLE,
    ],
)
def test_hostile_pages_end_soon(hostile: str) -> None:
    start = time.process_time()
    try:
        text = extract_page(hostile, url="https://[broken").text
    except PageError as error:
        text = error.reason
    assert "Orrin Bridge" in text or text in PAGE_REASONS
    assert "/etc/" not in text
    assert time.process_time() - start < 5
