"""Text that stands in a container beside its blocks, and not in a paragraph of its own, becomes paragraphs.

Some publishing systems write an article as one element with line breaks, others set a crosshead as a ``<div>`` with
nothing but text. The extractor loses much of both.
"""

import re
from typing import Final

from lxml.html import Element, HtmlElement, defs

from transforms.resources import read_toml

_CONTAINERS: Final = ("div", "section", "article", "main", "center", "td")
_INLINE: Final = (
    defs.phrase_tags
    | defs.font_style_tags
    | {*("a", "bdi", "bdo", "br", "data", "font", "mark", "nobr", "q", "ref", "span", "sub", "sup", "time", "wbr")}
)
_CROSSHEAD: Final = re.compile("|".join(read_toml("pages_elements.toml")["crosshead"]))
_BREAK: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z0-9]+")
_MAX_CROSSHEAD: Final = 150  # characters
_ITEMS: Final = frozenset({"li", "ul", "ol"})


def wrap_loose_text(body: HtmlElement) -> None:
    """Put every run of text and inline elements between two blocks into a paragraph. Changes the tree.

    Args:
        body: The container of an article's text.
    """
    for element in list(body.iter("ul", "ol")):
        if len(element) and not any(child.tag in _ITEMS for child in element):
            element.tag = "div"
    for element in list(body.iter("span")):
        if not len(element) and not element.text and "br" in element.get("class", "").split():
            element.tag = "br"  # a break for the style sheet
    for element in list(body.iter("div", "span")):
        if _is_crosshead(element):
            element.tag = "h3"
            element.attrib.clear()
    for element in list(body.iter(*_CONTAINERS)):
        if len(element) and _is_mixed(element) and not _is_inside_paragraph(element):
            _wrap(element)


def _is_crosshead(element: HtmlElement) -> bool:
    names = element.get("class", "")
    return (
        len(names) > 3
        and _CROSSHEAD.search(f" {_BREAK.sub(' ', names).lower()} ") is not None
        and all(child.tag in _INLINE for child in element.iterdescendants())
        and 0 < len(element.text_content().strip()) <= _MAX_CROSSHEAD
        and not _is_inside_paragraph(element)
    )


def _is_text(text: str | None) -> bool:
    return text is not None and any(map(str.isalnum, text))


def _is_mixed(element: HtmlElement) -> bool:
    """Whether text stands beside blocks or line breaks; an element with nothing but text is as often a label."""
    has_text = _is_text(element.text)
    has_break = False
    for child in element:
        has_break = has_break or child.tag == "br" or child.tag not in _INLINE
        has_text = has_text or _is_text(child.tail)
        if has_text and has_break:
            return True
    return False


def _is_inside_paragraph(element: HtmlElement) -> bool:
    return any(up.tag in ("p", "li", "blockquote", "figure", "figcaption", "td") for up in element.iterancestors())


def _wrap(element: HtmlElement) -> None:
    children = list(element)
    paragraph = Element("p")
    paragraph.text, element.text = element.text, None
    runs: list[HtmlElement] = [paragraph]
    for child in children:
        if child.tag in _INLINE:
            paragraph.append(child)  # takes its tail along
            continue
        runs.append(child)
        paragraph = Element("p")
        paragraph.text, child.tail = child.tail, None
        runs.append(paragraph)
    element[:] = [run for run in runs if run.tag != "p" or len(run) or (run.text and not run.text.isspace())]
