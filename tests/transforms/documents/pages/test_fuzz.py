"""Mutated and hostile markup: nothing but a ``PageError`` comes out, and blocks always cover the text."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.documents.pages import PageError, extract_page
from transforms.vocabulary import PAGE_REASONS

Page = Callable[[str], str]

_PIECES = st.sampled_from(  # a list to read, not lines to scroll
    [
        "<p>", "</p>", "<div class='article-body'>", "<div hidden id='related'>", "</div>", "<ul><li>", "</ul>",
        "<table><tr><td>", "</table>", "<h1>", "</h1>", "<h2>", "<blockquote>", "</blockquote>", "<br>", "<br><br>",
        "<a href='//x'>", "</a>", "<article>", "</article>", "<form>", "<script type='application/ld+json'>",
        "</script>", "<script>", "<style>", "<svg>", "<math>", "<!--", "-->", "<![CDATA[", "]]>",
        "<time datetime='2031-02-30'>", "<meta property='og:title' content='A | B'>", "<title>", "&amp;", "&#0;",
        "&#xD800;", "&bogus;", '{"@type": "NewsArticle", "author": {"@id": "#a"}, "headline": ["x"]}',
        '{"@graph": [[[]]]}', "null", "By Ines Calloway", "Read more: The mill grinds again", "(Reuters)",
        "2 May 2031", "The mill at Orrin Bridge grinds flour again. ",
        "“We never thought it would turn,” said Ines Calloway, the miller. ", "\x00", "\u2028", "\ufeff", "\u202e",
        "😀", "<", ">", "<p", "'", '"',
    ]
)  # fmt: skip


def _check(html: str) -> None:
    try:
        document = extract_page(html, url="https://courier.example/a")
    except PageError as error:
        reason = error.reason
    else:
        reason = None
    if reason is not None:
        assert reason in PAGE_REASONS
        return
    position = 0
    for block in document.blocks:
        assert block.char_start == position < block.char_end
        position = block.char_end
    assert position == len(document.text)
    assert sum(block.role == "lead" for block in document.blocks) <= 1


@settings(max_examples=150, deadline=5000, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES, max_size=60))
def test_random_markup(pieces: list[str]) -> None:
    _check("<html><body><article>" + "".join(pieces))


@settings(max_examples=60, deadline=5000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 4200), length=st.integers(0, 400), junk=st.tuples(_PIECES, st.integers(1, 30)))
def test_damaged_pages(page: Page, cut: int, length: int, junk: tuple[str, int]) -> None:
    html = page("harbour_article")
    _check(html[:cut] + junk[0] * junk[1] + html[cut + length :])
