from collections.abc import Callable

import pytest

from transforms.documents.document import CleanedDocument
from transforms.documents.pages import PageError, extract_page

Page = Callable[[str], str]

_URL = "https://www.wexcombecourier.example/news/2031/04/17/ferry-strike-talks?ref=home"


def _blocks(document: CleanedDocument) -> list[tuple[str, str, bool, str]]:
    return [(document.text[b.char_start : b.char_end].strip(), b.role, b.is_kept, b.rule) for b in document.blocks]


def _rule_of(document: CleanedDocument, start: str) -> str:
    return next(rule for text, _, _, rule in _blocks(document) if text.startswith(start))


@pytest.fixture(scope="module")
def article(page: Page) -> CleanedDocument:
    return extract_page(page("harbour_article"), url=_URL)


def test_metadata_of_an_article(article: CleanedDocument) -> None:
    assert article.title == "Ferry strike enters third week as talks stall"
    assert article.subtitle == "Crews and the harbour board blame each other while islanders run short of fuel."
    assert article.authors == ("Orla Penhallow", "Tobias Wrenfield")
    assert article.date is not None
    assert article.date.value == "2031-04-17T06:05:00+01:00"
    assert (article.date.precision, article.date.method) == ("second", "json_ld")
    assert article.site_name == "The Wexcombe Courier"
    assert article.canonical_url == "https://www.wexcombecourier.example/news/2031/04/17/ferry-strike-talks"
    assert article.language == "en"
    assert article.page_kind == "article"
    assert article.notes["publisher"] == "Courier Media Group"
    assert article.notes["credited"] == "Orla Penhallow; Tobias Wrenfield; Courier Newsdesk"


def test_text_begins_with_title_and_subtitle(article: CleanedDocument) -> None:
    first, second, third = article.text.split("\n\n")[:3]
    assert (first, second) == (article.title, article.subtitle)
    assert third == "Ferry strike enters third week as talks stall"


def test_blocks_cover_the_text(article: CleanedDocument) -> None:
    position = 0
    for block in article.blocks:
        assert block.char_start == position
        position = block.char_end
    assert position == len(article.text)


def test_kept_blocks_are_the_story(article: CleanedDocument) -> None:
    kept = [(text[:24], role) for text, role, is_kept, _ in _blocks(article) if is_kept]
    assert kept == [
        ("Ferry strike enters thir", "title"),
        ("Crews and the harbour bo", "subtitle"),
        ("The strike by ferry crew", "lead"),
        ("“We were promised a new ", "body"),
        ("Fuel runs low", "heading"),
        ("Two of the three filling", "body"),
        ("The harbour board said i", "body"),
    ]


def test_removed_blocks_name_their_rule(article: CleanedDocument) -> None:
    removed = {rule for _, _, is_kept, rule in _blocks(article) if not is_kept}
    assert removed == {"title_repeated", "photo_credit", "related_pointer", "author_biography"}
    assert _rule_of(article, "Image: Hal Torrin") == "photo_credit"
    assert _rule_of(article, "For more stories") == "related_pointer"


@pytest.mark.parametrize(
    "furniture", ["tracking", "Sign up", "Photo: Hal", "forty years", "Related stories", "All rights"]
)
def test_furniture_is_not_in_the_text(article: CleanedDocument, furniture: str) -> None:
    assert furniture not in article.text


def test_body_cut_into_containers_of_one_class_is_whole(article: CleanedDocument) -> None:
    assert "ended without a result" in article.text
    assert "ten litres a customer" in article.text


def test_hidden_rest_of_an_article_is_read(page: Page) -> None:
    document = extract_page(page("lokalbote_artikel"))
    assert "niemand erwartet hat" in document.text
    assert "zwanzig Minuten" in document.text


def test_page_without_people_has_no_author(page: Page) -> None:
    document = extract_page(page("lokalbote_artikel"))
    assert document.authors == ()
    assert document.notes["credited"] == "Auentaler Lokalbote"
    assert document.title == "Brücke bleibt bis Herbst gesperrt"
    assert document.language == "de"
    assert _rule_of(document, "mit dpa") == "agency_credit"
    assert _rule_of(document, "Lesen Sie auch") == "related_pointer"


def test_front_page_is_refused(page: Page) -> None:
    with pytest.raises(PageError) as caught:
        extract_page(page("harbour_front"), url="https://www.wexcombecourier.example/")
    assert caught.value.reason == "index_page"


def test_section_front_is_refused_without_an_address() -> None:
    teasers = "".join(
        f"<li><a href='/{n}'>A headline about the harbour, number {n} of many</a></li>" for n in range(40)
    )
    head = "<html><head><title>County news</title></head><body><h1>County news</h1>"
    html = f"{head}<p>{'All of it. ' * 20}</p><ul>{teasers}</ul>"
    with pytest.raises(PageError) as caught:
        extract_page(html, url="https://courier.example/county")
    assert caught.value.reason == "index_page"


@pytest.mark.parametrize(
    ("url", "is_article"),
    [
        ("https://courier.example/county", False),
        ("https://courier.example/view.php?no=20311", True),
        ("https://courier.example/the-kiln-in-sellick-fires-again", True),
    ],
)
def test_an_address_like_an_articles_keeps_a_short_one(url: str, is_article: bool) -> None:  # noqa: FBT001 - a column
    teasers = "".join(
        f"<li><a href='/{n}'>A headline about the harbour, number {n} of many</a></li>" for n in range(40)
    )
    story = f"<p>{'The kiln in Sellick fired for the first time in ninety years. ' * 6}</p>"
    html = f"<html><head><title>Kiln</title></head><body><h1>Kiln</h1>{story}<ul>{teasers}</ul>"
    try:
        found = "ninety years" in extract_page(html, url=url).text
    except PageError as error:
        found = error.reason != "index_page"
    assert found is is_article


def test_live_blog_is_marked() -> None:
    entries = "".join(
        f"<h3>2 May 2031 1{n}:05</h3><p>The count in ward {n} is done, the returning officer says, and it is close.</p>"
        for n in range(6)
    )
    data = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Election night"}</script>'
    html = f"<html><head>{data}</head><body><article><h1>Election night</h1>{entries}</article></body></html>"
    assert extract_page(html).page_kind == "live_blog"


def test_article_body_in_linked_data_serves_an_empty_page() -> None:
    body = "The kiln in Sellick fired for the first time in ninety years. " * 12
    html = f"""<html><head><script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Kiln fires again",
    "articleBody": "{body}"}}</script></head><body><div id="app"></div></body></html>"""
    document = extract_page(html)
    assert document.title == "Kiln fires again"
    assert document.text.count("ninety years") == 12
