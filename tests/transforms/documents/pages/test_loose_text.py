import pytest
from lxml.html import HtmlElement, fromstring, tostring

from transforms.documents.pages.loose_text import wrap_loose_text


def _wrapped(html: str) -> str:
    body: HtmlElement = fromstring(html)
    wrap_loose_text(body)
    return str(tostring(body, encoding="unicode"))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<div>The mill <b>grinds</b> again.<p>Flour.</p>The weir holds.</div>",
            "<div><p>The mill <b>grinds</b> again.</p><p>Flour.</p><p>The weir holds.</p></div>",
        ),
        ("<div>One.<br>Two.</div>", "<div><p>One.<br>Two.</p></div>"),
        ("<div>One.<span class='x br'></span>Two.</div>", '<div><p>One.<br class="x br">Two.</p></div>'),
        ("<div><b>A label</b></div>", "<div><b>A label</b></div>"),
        ("<div>A label</div>", "<div>A label</div>"),
        ("<div> <p>Flour.</p> <p>Bread.</p> </div>", "<div> <p>Flour.</p> <p>Bread.</p> </div>"),
        ("<ul><div>One<br>two</div></ul>", "<div><div><p>One<br>two</p></div></div>"),
        ("<ul><li>One<br>two</li></ul>", "<ul><li>One<br>two</li></ul>"),
        (
            "<div><div class='art_subHeadline'>Who pays?</div><p>Nobody.</p></div>",
            "<div><h3>Who pays?</h3><p>Nobody.</p></div>",
        ),
        (
            "<div><div class='subheadline'><p>Who pays?</p></div></div>",
            '<div><div class="subheadline"><p>Who pays?</p></div></div>',
        ),
    ],
)
def test_text_beside_blocks_gets_paragraphs(html: str, expected: str) -> None:
    assert _wrapped(html) == expected


def test_text_stays_whole_and_in_order() -> None:
    html = "<div>a<p>b<i>c</i>d</p>e<i>f</i>g<div>h<br>i</div>j<ul><li>k</li></ul>l</div>"
    assert "".join(fromstring(_wrapped(html)).itertext()) == "abcdefghijkl"
