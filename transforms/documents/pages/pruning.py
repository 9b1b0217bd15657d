"""Take furniture out of a page, and gather the parts of its article, before the extractor sees it.

The extractor knows furniture by the class names of its own list, takes the first container that looks like an article's
body, and gives up a container whose class says *hidden*. Three things it cannot see are done here: furniture that names
itself otherwise, a body cut into several containers of the same class (advertisements stand between them), and a
container that holds most of the page's paragraphs, which is no furniture whatever its class says.
"""

import functools
import itertools
import re
from typing import Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from transforms.documents.pages.loose_text import wrap_loose_text
from transforms.documents.pages.teasers import drop_teasers
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
_MIN_PROSE: Final = 50  # characters of one text node: shorter ones are labels and headlines
_LONG_TEXTS: Final = etree.XPath(f"//text()[string-length(.) >= {_MIN_PROSE}]")
_NO_PROSE: Final = frozenset({"a", "title", "button", "option", "label", "figcaption"})
_POST: Final = re.compile(
    r"twitter-tweet|instagram-media|tiktok-embed|bluesky-embed|fb-post|mastodon-embed|reddit-embed"
)
_MAX_POSTS: Final = 300  # quotations looked at
_LONGEST_POST: Final = 1200  # characters of a post with its signature
_POST_SHARE: Final = 1.3  # a box around a post holds little else
_DENSE_TAGS: Final = frozenset({"div", "section", "article", "main", "td", "li", "span", "center"})
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5"})
_BODY_TAGS: Final = frozenset({"div", "section", "article", "main"})
_PART_SHARE: Final = 0.1  # of the body's prose: what holds more of it belongs to it
_DENSE_SHARE: Final = 0.7  # the same of an element that is known by its paragraphs only, hence surer
_MIN_BODY: Final = 300  # characters of prose in containers whose names alone make them the body
_RIVAL_SHARE: Final = 0.8  # of the densest element's prose: a named body with so much is it, however long the page
_LARGE_SHARE: Final = 0.35  # of the largest body: the first of several bodies is the page's own
_BODY_SHARE: Final = 0.5  # of the page's prose: a body container that holds so much is the article

_NEUTRAL, _IS_BODY, _IS_WEAK_BODY, _IS_FURNITURE = 0, 1, 2, 3


def _names(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"[:_MAX_ATTRIBUTE]  # the caches keep them


@functools.lru_cache(maxsize=65536)
def _verdict(names: str) -> int:
    words = _BREAK.sub(" ", _HUMP.sub(" ", names).lower())
    if _BODY_WEAK.search(words):
        return _IS_WEAK_BODY
    if _BODY.search(words):
        return _IS_BODY
    return _IS_FURNITURE if _FURNITURE.search(words) else _NEUTRAL


@functools.lru_cache(maxsize=65536)
def _is_suspect(names: str) -> bool:
    return _SUSPECT.search(names.lower()) is not None


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


class _Group(NamedTuple):
    """Containers that are parts of one body, the article they stand in, and their characters of prose."""

    parts: list[HtmlElement]
    article: HtmlElement | None
    length: int


def _groups(bodies: list[HtmlElement], lengths: dict[HtmlElement, int]) -> list[_Group]:
    """Bodies by their first class within an article: advertisements and paywalls cut a body into several.

    A part without prose, such as a crosshead of its own, belongs to the others.
    """
    parts: dict[tuple[str, str, HtmlElement | None], dict[HtmlElement, None]] = {}
    for element in bodies:
        first_class = (element.get("class", "").split() or [""])[0]
        group = parts.setdefault((element.tag, first_class, _nearest_article(element)), {})
        if not any(up in group for up in element.iterancestors()):
            group[element] = None
    return [
        _Group(list(group), key[2], length)
        for key, group in parts.items()
        if (length := sum(lengths.get(part, 0) for part in group))
    ]


def _join(parts: list[HtmlElement]) -> HtmlElement:
    """Move the other parts of a body into its first one, with the headings between them."""
    first, *others = parts
    siblings = list(first.itersiblings()) if others else []
    known = set(others)
    last = max((place for place, sibling in enumerate(siblings) if sibling in known), default=-1)
    between = dict.fromkeys(one for one in siblings[: last + 1] if one in known or one.tag in _HEADINGS)
    for part in {**between, **dict.fromkeys(others)}:
        if part in known:
            first.extend(list(part))
        else:
            part.tail = None
            first.append(part)
    return first


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
        _join_signature(quote)


def _join_signature(post: HtmlElement) -> None:
    """Make one paragraph of a post and whom it is by: a line that holds nothing but an account is furniture else."""
    parts = [post.text or "", *(text for part in post for text in (part.text_content(), part.tail or ""))]
    text = " ".join(" ".join(parts).split())
    if len(text) <= _LONGEST_POST and "(@" in text:
        for part in list(post):
            post.remove(part)
        post.tag = "p"
        post.text = text


class _Named(NamedTuple):
    """Containers by what their names say, in document order: outer ones before inner ones."""

    bodies: list[HtmlElement]
    weak_bodies: list[HtmlElement]
    furniture: list[HtmlElement]


def _named_containers(tree: HtmlElement) -> _Named:
    """Sort containers by their names; a body that holds the headline is the whole article page, hence a weak one."""
    named = _Named([], [], [])
    headline = next(tree.iter("h1"), None)
    above_headline = set(headline.iterancestors()) if headline is not None else set()
    for element in tree.iter(_CONTAINERS):
        verdict = _verdict(_names(element))
        if verdict == _IS_FURNITURE:
            named.furniture.append(element)
        elif element.tag in _BODY_TAGS and (verdict != _NEUTRAL or element.get("itemprop") == "articleBody"):
            is_body = verdict != _IS_WEAK_BODY and element not in above_headline
            (named.bodies if is_body else named.weak_bodies).append(element)
    return named


def _drop_furniture(named: _Named, lengths: dict[HtmlElement, int]) -> None:
    """Remove furniture, but nothing that holds much of the prose around it, a body or the headline.

    Beside a known body, furniture may hold any amount of prose: sidebars and comments do.
    """
    known = {body for body in (*named.bodies, *named.weak_bodies) if body in lengths}
    holders = {up for body in known for up in body.iterancestors()}
    surely_elsewhere = sum(lengths.get(body, 0) for body in named.bodies) >= _MIN_BODY
    for element in named.furniture:
        if element in holders or element.getparent() is None:
            continue
        length = lengths.get(element, 0)
        if length:
            above = list(element.iterancestors())
            around = [lengths[up] for up in above if up in known]
            if not around and not surely_elsewhere:
                around = [lengths[above[-1]]]
            if around and length > min(around) * (_BODY_SHARE if surely_elsewhere else _SMALL_SHARE):
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
        elif element.tag in _DENSE_TAGS:  # text beside its children, broken by <br>
            own = length - sum(lengths.get(child, 0) for child in element)
            if own:
                direct[element] = direct.get(element, 0) + own
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


def _open_asides(tree: HtmlElement, lengths: dict[HtmlElement, int]) -> None:
    """Make a plain container of an *aside* that is none.

    It holds prose of an article's length, and either the headline or most of the page's prose. Templates of some
    broadcasters put the story into one; every later step takes the tag for a box beside a story.
    """
    most = lengths.get(tree, 0) * _DENSE_SHARE
    for element in tree.iter("aside"):
        length = lengths.get(element, 0)
        if length >= _MIN_BODY and (length >= most or element.find(".//h1") is not None):
            element.tag = "div"


def prune_page(tree: HtmlElement) -> None:
    """Remove furniture. Changes the tree.

    Args:
        tree: The page, without scripts.
    """
    _keep_quoted_posts(tree)
    lengths = _prose_lengths(tree)
    _open_asides(tree, lengths)
    drop_teasers(tree, lengths, most=lengths.get(tree, 0) * _SMALL_SHARE)
    _drop_furniture(_named_containers(tree), lengths)


def gather_body(tree: HtmlElement) -> HtmlElement:
    """Find the container of the article's text, and join its parts. Changes the tree.

    Args:
        tree: The page, pruned.

    Returns:
        A page with nothing but the article's body, where that is certain; else the tree.
    """
    lengths = _prose_lengths(tree)
    total = lengths.get(tree, 0)
    named = _named_containers(tree)
    densest, densest_length = _densest(lengths)
    for candidates, is_strong in ((named.bodies, True), (named.weak_bodies, False)):
        groups = _groups(candidates, lengths)
        most = max((group.length for group in groups), default=0)
        group = next((one for one in groups if one.length > most * _LARGE_SHARE), None)
        if group is None:
            continue
        # articles that an endless page appends have bodies too, which are no part of this one
        appended = sum(one.length for one in groups if one.article is not group.article)
        is_rival = is_strong and group.length >= max(densest_length * _RIVAL_SHARE, _MIN_BODY)
        if is_rival or group.length >= (total - appended) * _BODY_SHARE:
            best, length = _join(group.parts), group.length
            break
    else:
        best, length = densest, densest_length
        if best is None or length < total * _DENSE_SHARE:
            _open_containers(tree, lengths, total * _SMALL_SHARE, is_body=False)
            return tree
    _open_containers(best, lengths, length * _PART_SHARE, is_body=True)
    wrap_loose_text(best)
    page = document_fromstring("<html><body></body></html>")
    best.tail = None
    best.set("class", "post")
    best.tag = "div"
    page.find("body").append(best)
    return page
