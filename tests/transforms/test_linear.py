"""Work grows with a text, not with its square, whatever the text repeats.

A text four times as long may run through four times as many lines of our code, and a
little more where a bound for ordinary texts is reached.
"""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from transforms.annotations.batch import process_documents
from transforms.documents.pages.errors import PageError
from transforms.documents.pages.loading import load_page

pytestmark = pytest.mark.slow

_SMALL, _LARGE = 1_000, 4_000  # characters
_GROWTH = 1.6 * _LARGE / _SMALL
_GIVEN = ("url", "outlet", "title", "published_at", "authors", "language")
_SHAPES = (
    *("Share\n", "Advertisement\n", "MORE\n", "… ", "? ", ". ", "Mr. ", "J. ", "U.S. ", "a' b 'c ", "“ a ", "‘a "),
    *("BrandtCouncil MORE ", "CLICK HERE A ", "(RELATED: ", "[Read more: a ", "hide caption ", "1 of 3 2 of 3 "),
    *(
        "Photo by Jo Roe ",
        "By Jo Roe, ",
        "By Jo Roe and ",
        "By Jo Roe\n",
        "Ilse Brandt\n",
        "© 2031 Jo Roe, ",
        "(AP) — ",
    ),
    *("a/b/", "a-", "— ", "a: ", "1 ", "12:34 ", "March 4, 2031\n", "Updated March 4, 2031 12:34 p.m. ", " \n", "a\n"),
    *("• a\n", "| ", "a@b.co ", "http://a.b/c ", "a.b.", "terrorists ", "former deputy prime minister ", "attacked "),
    *("would not ", "Secretary of the ", "Rebels killed the mayor. ", "tax economy budget ", "港口开放。", "a\u0301"),
    *("Follow us on Twitter ", "Listen · 3:51 ", "ab/cd ", "BRANDT: Yes.\n", "Q. Why?\nA. No.\n", "a, b, "),
)


def _read(kind: str, shape: str, size: int) -> Callable[[], Any]:
    content = (shape * (size // len(shape) + 1))[:size]
    if kind == "html":
        content = f"<html><body><article><h1>Quay</h1><p>{content}</p></article></body></html>".replace("\n", "<br>")
    row = {"article_id": "a", "source_id": "a", "source_uri": "f", "source_kind": kind, "content": content}
    row |= dict.fromkeys(_GIVEN) | {"content_hash": "a"}
    documents = pl.DataFrame([row], schema_overrides=dict.fromkeys(_GIVEN, pl.String))
    return lambda: process_documents(documents)


@pytest.mark.parametrize("kind", ["text", "raw_text", "html"])
def test_work_grows_with_the_text(kind: str, count_lines: Callable[[Callable[[], object]], int]) -> None:
    _read(kind, "Ferry. ", _SMALL)()  # lists are loaded and caches filled
    grown = {
        shape: count_lines(_read(kind, shape, _LARGE)) / count_lines(_read(kind, shape, _SMALL)) for shape in _SHAPES
    }
    assert {shape: round(growth, 1) for shape, growth in grown.items() if growth > _GROWTH} == {}


def test_a_tag_with_more_attributes_than_any_page_has_is_refused_before_it_is_parsed() -> None:
    crowded = " ".join(f"a{number}=b" for number in range(1_001))
    for page in (f"<p {crowded}>", f"<p a='>' {crowded}", f"<!-- a --><br/><p {crowded}/>"):
        with pytest.raises(PageError, match="attributes on a tag") as refused:
            load_page(f"<html><body>{page}</body></html>")
        assert refused.value.reason == "too_large"


def test_words_of_scripts_and_comments_are_no_attributes() -> None:
    words = "a " * 2_000
    for page in (
        f"<script>if (a <b {words}</script>",
        f"<!-- <b {words}-->",
        f"<p title='{words}'>",
        f"<p>a < b {words}",
    ):
        load_page(f"<html><body>{page}<p>The quay is open.</p></body></html>")
