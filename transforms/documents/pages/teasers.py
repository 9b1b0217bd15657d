"""Teasers of other pages inside an article: links around whole cards, and boxes that link to one page twice."""

import itertools
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

_CONTAINERS: Final = frozenset({"div", "section", "aside", "article", "li", "ul", "p", "span"})
_MIN_CARD: Final = 40  # characters of a paragraph inside a link
_CARD: Final = etree.XPath(f"boolean(.//p[string-length(.) >= {_MIN_CARD}] | .//h2 | .//h3 | .//h4 | .//h5)")
_MAX_BOX: Final = 700  # characters of text in a teaser's box
_MAX_PROSE: Final = 300  # characters of prose in it: a product that the article reviews has more
_PAID: Final = frozenset({"sponsored", "nofollow"})  # links to shops
_MAX_BOXES: Final = 200  # headings looked at
_MAX_BOX_DEPTH: Final = 4
_MIN_TARGET: Final = 12  # characters of an address: shorter ones are sections
_MAX_LINKS: Final = 40  # looked at in one box


def drop_teasers(tree: HtmlElement, lengths: dict[HtmlElement, int], *, most: float) -> None:
    """Remove teasers. Changes the tree.

    Args:
        tree: The page.
        lengths: Characters of prose in each element that holds some.
        most: Characters of prose: what holds more is no teaser.
    """
    _drop_cards(tree, lengths, most)
    _drop_boxes(tree, lengths, most)


def _drop_cards(tree: HtmlElement, lengths: dict[HtmlElement, int], most: float) -> None:
    """Remove links that hold paragraphs or headings of their own: teasers of other pages."""
    headline = next(tree.iter("h1"), None)
    for element in list(tree.iter("a")):
        if (
            len(element)
            and "#" not in element.get("href", "#")  # an anchor around the article's own heading
            and element.getparent() is not None
            and lengths.get(element, 0) <= most
            and _CARD(element)
            and (headline is None or element not in headline.iterancestors())
        ):
            element.drop_tree()


def _drop_boxes(tree: HtmlElement, lengths: dict[HtmlElement, int], most: float) -> None:
    """Remove boxes whose heading and picture link to the same page: teasers, whatever text stands beside them."""
    for heading in list(itertools.islice(tree.iter("h2", "h3", "h4", "h5"), _MAX_BOXES)):
        link = next(iter(heading.iter("a")), None)
        target = link.get("href", "") if link is not None else ""
        if (
            link is None
            or "#" in target
            or len(target) < _MIN_TARGET
            or not _PAID.isdisjoint(link.get("rel", "").split())
        ):
            continue
        for up in itertools.islice(heading.iterancestors(), _MAX_BOX_DEPTH):
            if up.tag not in _CONTAINERS or up.getparent() is None or lengths.get(up, 0) > min(most, _MAX_PROSE):
                break
            links = itertools.islice(up.iter("a"), _MAX_LINKS)
            if any(one is not link and one.get("href") == target for one in links) and up.find(".//h1") is None:
                if len(" ".join(up.text_content().split())) <= _MAX_BOX:
                    up.drop_tree()
                break
