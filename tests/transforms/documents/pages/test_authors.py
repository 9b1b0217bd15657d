import pytest
from lxml.html import document_fromstring

from transforms.documents.pages.authors import read_authors
from transforms.documents.pages.linked_data import read_linked_data
from transforms.documents.pages.people import Authors

_OUTLETS = frozenset({"the wexcombe courier", "wexcombe courier"})


def _authors(body: str = "", linked: str = "", **metas: str) -> Authors:
    script = f'<script type="application/ld+json">{linked}</script>' if linked else ""
    tree = document_fromstring(f"<html><head>{script}</head><body>{body}<p>x</p></body></html>")
    return read_authors(tree, linked=read_linked_data(tree), metas=metas, outlet_names=_OUTLETS)


@pytest.mark.parametrize(
    ("author", "people"),
    [
        ('{"@type": "Person", "name": "Orla Penhallow"}', ("Orla Penhallow",)),
        ('[{"@type": "Person", "name": "Orla Penhallow, Tobias Wrenfield"}]', ("Orla Penhallow", "Tobias Wrenfield")),
        ('"Orla Penhallow"', ("Orla Penhallow",)),
        ('{"@type": "Person", "name": "orla penhallow"}', ("Orla Penhallow",)),
        ('{"@type": "Person", "name": "山口美咲"}', ("山口美咲",)),
        ('{"@type": "Organization", "name": "Orla Penhallow"}', ()),
        ('{"@type": "Person", "name": "The Wexcombe Courier"}', ()),
        ('{"@type": "Person", "name": "https://courier.example/orla"}', ()),
        ('[[["Orla Penhallow"]]]', ("Orla Penhallow",)),
        ("null", ()),
    ],
)
def test_linked_data(author: str, people: tuple[str, ...]) -> None:
    assert _authors(linked=f'{{"@type": "NewsArticle", "author": {author}}}').people == people


def test_credited_names_keep_agencies_apart_from_people() -> None:
    authors = _authors(linked='{"@type": "NewsArticle", "author": ["Orla Penhallow", "Reuters"]}')
    assert authors == Authors(("Orla Penhallow",), ("Orla Penhallow", "Reuters"), "json_ld")


def test_meta_tags() -> None:
    assert _authors(author="Orla Penhallow").people == ("Orla Penhallow",)
    assert _authors(author="The Wexcombe Courier").people == ()
    assert _authors(**{"twitter:label1": "Written by", "twitter:data1": "Orla Penhallow"}).people == ("Orla Penhallow",)


def test_byline_element() -> None:
    assert _authors('<div class="article-byline">By Orla Penhallow</div>').people == ("Orla Penhallow",)
    assert _authors('<a rel="author" href="/o">Orla Penhallow</a>').people == ("Orla Penhallow",)


def test_a_job_of_several_words_stands_behind_the_name() -> None:
    byline = "<h1>Pool shut</h1><p class='byline'>Orla Penhallow, Local Democracy Reporter</p>"
    assert _authors(byline).people == ("Orla Penhallow",)


def test_name_behind_a_label() -> None:
    assert _authors("<ul><li><strong>Autorin/Autor</strong> Orla Penhallow</li></ul>").people == ("Orla Penhallow",)
    assert _authors("<dl><dt>Author:</dt><dd>Orla Penhallow</dd></dl>").people == ("Orla Penhallow",)
    assert _authors("<p><b>Author</b> of three novels about the sea, she lives by it</p>").people == ()


def test_editors_among_the_links_are_no_authors() -> None:
    body = (
        '<h1>Ferry talks stall</h1><p>By <a href="/staff/orla-penhallow">Orla Penhallow</a></p>'
        '<p>Edited by <a href="/staff/tobias-wrenfield">Tobias Wrenfield</a></p>'
    )
    tree = document_fromstring(f"<html><body>{body}</body></html>")
    headline = tree.find(".//h1")
    found = read_authors(tree, headline=headline, linked=read_linked_data(tree), metas={}, outlet_names=_OUTLETS)
    assert found.people == ("Orla Penhallow",)


def test_own_name_gives_way_to_an_agency() -> None:
    linked = '{"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Wexcombe Courier"}}'
    assert _authors(linked=linked, author="Reuters").credited == ("Reuters",)
    assert _authors(linked=linked, author="wexcombe-courier").people == ()


def test_initials_are_credited_and_nobody_is_named() -> None:
    found = _authors('<span itemprop="author">wxc/op; twr</span>')
    assert found == Authors((), ("wxc/op", "twr"), "element")


def test_people_of_comments_and_teasers_did_not_write_it() -> None:
    assert _authors('<div class="comment"><span class="author">Orla Penhallow</span></div>').people == ()
    assert _authors('<aside><span class="author">Orla Penhallow</span></aside>').people == ()
