import pytest

from transforms.documents.addresses import address_of_page, canonical_address

_SAME = "melinpost.example/quay/barge-sinks"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.melinpost.example/quay/barge-sinks",
        "http://melinpost.example/quay/barge-sinks/",
        "melinpost.example/quay/barge-sinks",
        "https://MelinPost.example:443/quay//barge-sinks#comments",
        "https://m.melinpost.example/quay/barge-sinks?utm_source=mail&utm_medium=x&fbclid=1",
        "https://amp.melinpost.example/quay/barge-sinks?gclid=2&ref=home",
        "https://www.melinpost.example/amp/quay/barge-sinks",
        "https://www.melinpost.example/quay/barge-sinks/amp/",
        "https://www.melinpost.example/quay/barge-sinks.amp?outputType=amp",
        "https://melinpost-example.cdn.ampproject.org/c/s/melinpost.example/quay/barge-sinks",
        "https://web.archive.org/web/20260504/https://www.melinpost.example/quay/barge-sinks",
        "https://melinpost.example/quay/barge%2Dsinks/index.html",
    ],
)
def test_links_to_one_article_are_one_address(url: str) -> None:
    assert canonical_address(url) == _SAME


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://melinpost.example/a.php?b=2&utm_id=3&a=1", "melinpost.example/a.php?a=1&b=2"),
        ("https://melinpost.example/?p=17", "melinpost.example?p=17"),
        ("https://melinpost.example:8080/a", "melinpost.example:8080/a"),
        ("https://news.melinpost.example/A", "news.melinpost.example/A"),
        ("https://m.example/a", "m.example/a"),
        ("https://melinpost.example/#!/a/17", "melinpost.example#!/a/17"),
    ],
)
def test_what_may_name_an_article_stays(url: str, address: str) -> None:
    assert canonical_address(url) == address


@pytest.mark.parametrize(
    "url",
    [None, "", "https://melinpost.example", "https://www.melinpost.example/?utm_source=x", "mailto:a@b.example", "x"],
)
def test_front_pages_and_what_is_no_address_name_nothing(url: str | None) -> None:
    assert canonical_address(url) is None


def test_a_page_names_its_own_address() -> None:
    link = "<link href='https://www.melinpost.example/quay/barge-sinks' rel='canonical'>"
    assert address_of_page(f"<html><head>{link}</head>") == _SAME
    assert address_of_page('<link rel="canonical" href="/quay/barge-sinks">') is None
    assert address_of_page("<p>no link</p>") is None
