"""Take furniture out of a page, and gather the parts of its article, before the extractor sees it.

The extractor knows furniture by the class names of its own list, takes the first container that looks like an article's
body, and gives up a container whose class says *hidden*. Three things it cannot see are done here: furniture that names
itself otherwise, a body cut into several containers of the same class (advertisements stand between them), and a
container that holds most of the page's paragraphs, which is no furniture whatever its class says.
"""

import functools
import itertools
import re
from typing import Final

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from transforms.resources import read_toml

_WORDS: Final = read_toml("pages_elements.toml")
_BODY: Final = re.compile(r"(?:^| )(?:" + "|".join(_WORDS["body"]) + r")(?: |$)")
_BODY_WEAK: Final = re.compile(r"(?:^| )(?:" + "|".join(_WORDS["body_weak"]) + r")(?: |$)")
_FURNITURE: Final = re.compile(r"(?:^| )(?:" + "|".join(_WORDS["furniture"]) + r")(?: |$)")
_SUSPECT: Final = re.compile("|".join(_WORDS["suspect"]))
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BREAK: Final = re.compile(r"[^a-z0-9]+")
_CONTAINERS: Final = ("div", "section", "aside", "ul", "ol", "p", "span", "article", "main", "details", "form", "table")
_SMALL_SHARE: Final = 0.3  # of the page's paragraph text: what holds more is no furniture
_MAX_ATTRIBUTE: Final = 400  # characters of a class attribute that are read
_MIN_CARD: Final = 40  # characters of a paragraph inside a link
_MIN_PROSE: Final = 50  # characters of one text node: shorter ones are labels and headlines
_LONG_TEXTS: Final = etree.XPath(f"//text()[string-length(.) >= {_MIN_PROSE}]")
_NO_PROSE: Final = frozenset({"a", "title", "button", "option", "label", "figcaption"})
_POST: Final = re.compile(
    r"twitter-tweet|instagram-media|tiktok-embed|bluesky-embed|fb-post|mastodon-embed|reddit-embed"
)
_MAX_POSTS: Final = 300  # quotations looked at
_POST_SHARE: Final = 1.3  # a box around a post holds little else
_CARD: Final = etree.XPath(f"boolean(.//p[string-length(.) >= {_MIN_CARD}])")
_DENSE_TAGS: Final = frozenset({"div", "section", "article", "main", "td", "li", "span", "center"})
_BODY_TAGS: Final = frozenset({"div", "section", "article", "main"})
_PART_SHARE: Final = 0.1  # of the body's prose: what holds more of it belongs to it
_DENSE_SHARE: Final = 0.7  # the same of an element that is known by its paragraphs only, hence surer
_LARGE_SHARE: Final = 0.35  # of the largest body: the first of several bodies is the page's own
_BODY_SHARE: Final = 0.5  # of the page's prose: a body container that holds so much is the article

_NEUTRAL, _IS_BODY, _IS_WEAK_BODY, _IS_FURNITURE = 0, 1, 2, 3


def _names(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"


@functools.lru_cache(maxsize=65536)
def _verdict(names: str) -> int:
    words = _BREAK.sub(" ", _HUMP.sub(" ", names[:_MAX_ATTRIBUTE]).lower())
    if _BODY_WEAK.search(words):
        return _IS_WEAK_BODY
    if _BODY.search(words):
        return _IS_BODY
    return _IS_FURNITURE if _FURNITURE.search(words) else _NEUTRAL


@functools.lru_cache(maxsize=65536)
def _is_suspect(names: str) -> bool:
    return _SUSPECT.search(names[:_MAX_ATTRIBUTE].lower()) is not None


def _prose_lengths(tree: HtmlElement) -> dict[HtmlElement, int]:
    """Characters of prose (long stretches of text outside links) within each element that holds some."""
    lengths: dict[HtmlElement, int] = {}
    for text in _LONG_TEXTS(tree):
        element = text.getparent()
        if not text.is_tail and element.tag in _NO_PROSE:
            continue
        if text.is_tail:
            element = element.getparent()
        length = len(text.strip())
        if length < _MIN_PROSE:
            continue
        while element is not None:
            lengths[element] = lengths.get(element, 0) + length
            element = element.getparent()
    return lengths


def _nearest_article(element: HtmlElement) -> HtmlElement | None:
    return next((up for up in element.iterancestors("article")), None)


def _first_large(bodies: list[HtmlElement], lengths: dict[HtmlElement, int]) -> HtmlElement | None:
    """The first container, the outer one of nested ones, that is not much smaller than the largest."""
    most = max((lengths.get(element, 0) for element in bodies), default=0)
    return next((element for element in bodies if lengths.get(element, 0) > most * _LARGE_SHARE), None)


def _merge_chunks(
    best: HtmlElement, bodies: list[HtmlElement], lengths: dict[HtmlElement, int]
) -> tuple[HtmlElement, int]:
    """Move the other chunks of the article into its first one; the whole and its characters of prose."""
    classes = frozenset(best.get("class", "").split())
    article = _nearest_article(best)
    chunks: dict[HtmlElement, None] = {}
    for element in bodies:
        if (
            element.tag == best.tag
            and element in lengths
            and (element is best or not classes.isdisjoint(element.get("class", "").split()))
            and _nearest_article(element) is article
            and not any(up in chunks for up in element.iterancestors())
        ):
            chunks[element] = None
    if len(chunks) < 2 or best not in chunks:
        return best, lengths.get(best, 0)
    first, *others = chunks
    for chunk in others:
        first.extend(list(chunk))
    return first, sum(lengths[chunk] for chunk in chunks)


def _keep_quoted_posts(tree: HtmlElement) -> None:
    """Take the names off boxes around posts of social media: the article quotes them, but *social* means buttons."""
    for quote in itertools.islice(tree.iter("blockquote"), _MAX_POSTS):
        if not _POST.search(quote.get("class", "")):
            continue
        length = len(quote.text_content()) * _POST_SHARE
        element = quote
        while (
            element is not None
            and element.tag in ("blockquote", "div", "figure")
            and len(element.text_content()) <= length
        ):
            element.attrib.clear()
            if element.tag == "figure":
                element.tag = "div"
            element = element.getparent()


def _drop_cards(tree: HtmlElement, lengths: dict[HtmlElement, int]) -> None:
    """Remove links that hold paragraphs of their own: teasers of other pages."""
    most = lengths.get(tree, 0) * _SMALL_SHARE
    headline = next(tree.iter("h1"), None)
    for element in list(tree.iter("a")):
        if (
            len(element)
            and element.getparent() is not None
            and lengths.get(element, 0) <= most
            and _CARD(element)
            and (headline is None or element not in headline.iterancestors())
        ):
            element.drop_tree()


def _drop_furniture(furniture: list[HtmlElement], bodies: list[HtmlElement], lengths: dict[HtmlElement, int]) -> None:
    """Remove furniture, but nothing that holds much of the prose around it, a body or the headline."""
    known = {body for body in bodies if body in lengths}
    holders = {up for body in known for up in body.iterancestors()}
    for element in furniture:
        if element in holders or element.getparent() is None:
            continue
        length = lengths.get(element, 0)
        if length:
            around = [lengths[up] for up in element.iterancestors() if up in known or up.getparent() is None]
            if length > min(around, default=0) * _SMALL_SHARE:
                continue
        if element.find(".//h1") is None:
            element.drop_tree()


def _densest(lengths: dict[HtmlElement, int]) -> tuple[HtmlElement | None, int]:
    """The element with the most prose in paragraphs of its own, and how much: a body that no name gives away.

    Siblings that share a class with it are its other parts (before and behind a paywall, around advertisements), and
    headings may stand between them: then it is their parent, as where the parent has paragraphs beside it.
    """
    direct: dict[HtmlElement, int] = {}
    for element, length in lengths.items():
        if element.tag == "p" and (parent := element.getparent()) is not None and parent.tag in _DENSE_TAGS:
            direct[parent] = direct.get(parent, 0) + length
    best = max(direct, key=lambda element: direct[element], default=None)
    if best is None:
        return None, 0
    classes = set(best.get("class", "").split())
    above = best.getparent()
    chunks = [
        element
        for element in (above if above is not None else ())
        if element is best
        or (element in direct and element.tag == best.tag and classes & set(element.get("class", "").split()))
    ]
    if above is not None and (len(chunks) > 1 or above in direct):
        return above, lengths[above]
    return best, direct[best]


def _open_containers(root: HtmlElement, lengths: dict[HtmlElement, int], most: float, *, is_body: bool) -> None:
    """Take the names off containers with much prose, so that the extractor does not mistake them for furniture.

    *Hidden* is where a script opens the rest of the article; *widget* is any paragraph in some publishing systems.
    Outside a known body (``is_body``), names of bodies stay, because the extractor finds the body by them.
    """
    for element in root.iter(_CONTAINERS):
        if (
            lengths.get(element, 0) > most
            and _is_suspect(_names(element))
            and (is_body or _verdict(_names(element)) not in (_IS_BODY, _IS_WEAK_BODY))
        ):
            for name in ("class", "id"):
                element.attrib.pop(name, None)
        if lengths.get(element, 0) > most or (element.tag == "p" and element in lengths):
            for name in ("style", "aria-hidden", "role"):  # what a reader without a subscription sees blurred
                element.attrib.pop(name, None)


def prune_page(tree: HtmlElement) -> HtmlElement:
    """Remove furniture and gather the body. Changes the tree.

    Args:
        tree: The page, without scripts.

    Returns:
        A page with nothing but the article's body, where that is certain; else the pruned tree.
    """
    _keep_quoted_posts(tree)
    lengths = _prose_lengths(tree)
    _drop_cards(tree, lengths)
    total = lengths.get(tree, 0)
    furniture: list[HtmlElement] = []
    bodies: list[HtmlElement] = []
    weak_bodies: list[HtmlElement] = []
    for element in tree.iter(_CONTAINERS):
        verdict = _verdict(_names(element))
        if element.tag in _BODY_TAGS and (verdict == _IS_BODY or element.get("itemprop") == "articleBody"):
            bodies.append(element)
        elif element.tag in _BODY_TAGS and verdict == _IS_WEAK_BODY:
            weak_bodies.append(element)
        elif verdict == _IS_FURNITURE:
            furniture.append(element)
    _drop_furniture(furniture, bodies + weak_bodies, lengths)
    for candidates in (bodies, weak_bodies):
        best = _first_large(candidates, lengths)
        if best is None:
            continue
        article = _nearest_article(best)
        best, length = _merge_chunks(best, candidates, lengths)
        # articles that an endless page appends have bodies too, which are no part of this one
        appended = sum(
            lengths.get(element, 0)
            for element in candidates
            if element.get("class") == best.get("class") and _nearest_article(element) is not article
        )
        if length >= (total - appended) * _BODY_SHARE:
            break
    else:
        best, length = _densest(lengths)
        if best is None or length < total * _DENSE_SHARE:
            _open_containers(tree, lengths, total * _SMALL_SHARE, is_body=False)
            return tree
    _open_containers(best, lengths, length * _PART_SHARE, is_body=True)
    page = document_fromstring("<html><body></body></html>")
    best.tail = None
    best.set("class", "post")
    best.tag = "div"
    page.find("body").append(best)
    return page
