import pytest

from transforms.documents.pages.loading import load_page
from transforms.documents.pages.standfirst import find_standfirst
from transforms.text.words import bare_words

_TITLE = "The mill grinds again"
_LEAD = "Flour from Orrin Bridge is back on the tables of eleven bakeries, a year after the flood."


def _find(above: str, *, description: str = "", title: str = _TITLE, lead: str = _LEAD) -> str | None:
    return " ".join(_lines(above, description=description, title=title, lead=lead)) or None


def _lines(above: str, *, description: str = "", title: str = _TITLE, lead: str = _LEAD) -> tuple[str, ...]:
    tree = load_page(f"<html><body>{above}<div class='body'><p>{lead}</p></div></body></html>")
    return find_standfirst(
        tree,
        title=title,
        headlines=frozenset({bare_words(title)}),
        descriptions=(description,) if description else (),
        lead=lead,
    )


@pytest.mark.parametrize(
    "element",
    [
        "<p class='standfirst'>{}</p>",
        "<p class='strapline'>{}</p>",
        "<div class='byline-social'><p class='strapline'>{}</p></div>",
        "<div class='article__preamble'><p>{}</p></div>",
        "<h2>{} They had waited long.</h2>",
    ],
)
def test_named_or_right_below_the_headline(element: str) -> None:
    text = "Eleven bakeries get their flour back, and the miller his sleep."
    found = _find(f"<h1>{_TITLE}</h1>" + element.format(text))
    assert found is not None
    assert found.startswith(text)


def test_all_paragraphs_of_its_box() -> None:
    box = (
        "<div class='preamble'><p>Eleven bakeries get their flour back.</p><p>And the miller gets his sleep.</p></div>"
    )
    assert _find(f"<h1>{_TITLE}</h1>{box}") == "Eleven bakeries get their flour back. And the miller gets his sleep."


def test_headline_of_the_second_rank() -> None:
    text = "Eleven bakeries get their flour back."
    html = f"<nav><h1>Mill Orrin Bridge</h1></nav><h2>{_TITLE}</h2><p>{text}</p>"
    assert _find(html, description=text) == text


def test_a_summary_that_begins_as_the_story_does() -> None:
    summary = f"{_LEAD} The miller had lost two wheels and most of his customers, and found a third wheel in a barn."
    assert _find(f"<h1>{_TITLE}</h1><h2>{summary}</h2>") == summary


@pytest.mark.parametrize(
    "other",
    [
        "<h2>The mill at Orrin Bridge grinds again</h2>",
        "<p class='standfirst'>A wheel of the mill. © Orrin Press</p>",
        "<p class='standfirst'>Foto: Hal Torrin, Orrin Press Agency</p>",
        "<figure><p class='standfirst'>A wheel of the mill, seen from the weir</p></figure>",
        "<p>A notice</p><h2>The second wheel, which nobody had looked for in the barn of a neighbour</h2>",
    ],
)
def test_captions_and_other_headlines_are_none(other: str) -> None:
    assert _find(f"<h1>{_TITLE}</h1>{other}") is None


@pytest.mark.parametrize(
    "element",
    [
        "<ul class='standfirst'><li>{}</li><li>{}</li></ul>",
        "<div class='article-summary'><ul><li><p>{}</p></li><li><p>{}</p></li></ul></div>",
        "<p class='standfirst'>{}<br>{}</p>",
        "<h2 class='deck'>{}<br/>\n{}</h2>",
        "<div class='preamble'><p>{}</p><p>{}</p></div>",
    ],
)
def test_lines_stay_lines(element: str) -> None:
    lines = ("Eleven bakeries get their flour back", "The miller has found his sleep, and a helper")
    assert _lines(f"<h1>{_TITLE}</h1>" + element.format(*lines)) == lines


def test_a_line_that_goes_on_is_one() -> None:
    element = "<p class='standfirst'>Eleven bakeries get their flour back<br>and the miller his sleep</p>"
    assert _lines(f"<h1>{_TITLE}</h1>{element}") == ("Eleven bakeries get their flour back and the miller his sleep",)
