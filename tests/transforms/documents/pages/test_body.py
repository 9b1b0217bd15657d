import pytest
from lxml.html import document_fromstring

from transforms.documents.pages.body import Paragraph, extract_paragraphs

_PROSE = "The mill at Orrin Bridge grinds flour for eleven bakeries again, the miller said on Friday."


def _paragraphs(body: str) -> list[Paragraph]:
    filler = "".join(f"<p>Part {number}. {_PROSE} {_PROSE}</p>" for number in range(3))
    tree = document_fromstring(f"<html><body><div class='post'>{filler}{body}</div></body></html>")
    return extract_paragraphs(tree, whole=tree, article_body="")[3:]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>A  new\nstone</h2><p>It turns.</p>", [("A new stone", "heading"), ("It turns.", "p")]),
        ("<p>It turns.<br><br>It stops.</p>", [("It turns.", "p"), ("It stops.", "p")]),
        ("<p>It turns.<br>It stops.</p>", [("It turns.", "p"), ("It stops.", "p")]),
        ("<p>It turns and<br>it stops.</p>", [("It turns and it stops.", "p")]),
        ("<p>The stone<br>It turns all day.</p>", [("The stone", "line"), ("It turns all day.", "p")]),
        ("<p>flour\u00admill</p>", [("flourmill", "p")]),
        ("<ul><li>One sack</li><li>Two sacks</li></ul>", [("One sack", "item"), ("Two sacks", "item")]),
        (
            "<ul><li>Flour<ul><li>Rye flour</li></ul></li><li>Bran</li></ul>",
            [("Flour", "item"), ("Rye flour", "item"), ("Bran", "item")],
        ),
        ("<blockquote><p>It turns.</p><p>It stops.</p></blockquote>", [("It turns.", "quote"), ("It stops.", "quote")]),
        ("<table><tr><td>Rye</td><td>12 sacks</td></tr></table>", [("Rye | 12 sacks", "row")]),
    ],
)
def test_paragraphs(html: str, expected: list[tuple[str, str]]) -> None:
    assert _paragraphs(html) == [Paragraph(*one) for one in expected]
