import pytest
from lxml.html import document_fromstring

from transforms.pages.authors import Authors, read_authors
from transforms.pages.linked_data import read_linked_data

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


def test_people_of_comments_and_teasers_did_not_write_it() -> None:
    assert _authors('<div class="comment"><span class="author">Orla Penhallow</span></div>').people == ()
    assert _authors('<aside><span class="author">Orla Penhallow</span></aside>').people == ()
