"""What a page says of itself in JSON-LD (schema.org): the cheapest and most exact source, where it is there.

Publishers' JSON-LD is untidy: several scripts, lists, ``@graph``, references by ``@id``, trailing commas, raw line
breaks, HTML comments around it. What cannot be read is passed over: the other sources follow.
"""

import json
import re
from html import unescape
from typing import Any, Final, NamedTuple

import orjson
from lxml.html import HtmlElement

Node = dict[str, Any]

_MAX_SCRIPT: Final = 2_000_000  # characters of one script: longer ones are product catalogues
_MAX_NODES: Final = 2_000
_MAX_DEPTH: Final = 6  # containers around an article node: lists, @graph, mainEntity
_CONTAINERS: Final = ("@graph", "mainEntity", "mainEntityOfPage", "about", "liveBlogUpdate")
_WRAPPING: Final = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*;?\s*$")
_TRAILING_COMMA: Final = re.compile(r",(\s*[}\]])")
_ARTICLE_TYPES: Final = frozenset(
    {
        "newsarticle",
        "article",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "backgroundnewsarticle",
        "opinionnewsarticle",
        "reviewnewsarticle",
        "askpublicnewsarticle",
        "advertisercontentarticle",
        "satiricalarticle",
        "blogposting",
        "liveblogposting",
        "socialmediaposting",
        "scholarlyarticle",
        "report",
        "techarticle",
    }
)
_NEWS_FIRST: Final = ("liveblogposting", "newsarticle")  # of several article nodes, these name the page best


class LinkedData(NamedTuple):
    """The page's article node (empty if there is none), all nodes read, and those that have an ``@id``."""

    article: Node
    nodes: list[Node]
    by_id: dict[str, Node]

    def resolve(self, value: Any) -> Any:
        """The node that a bare reference points to; anything else as it is."""
        if isinstance(value, dict) and len(value) <= 2 and "name" not in value:  # a reference: @id, perhaps @type
            return self.by_id.get(str(value.get("@id")), value)
        return value


def types_of(node: Node) -> tuple[str, ...]:
    """Types of a node in lower case, without their namespace."""
    value = node.get("@type")
    values = value if isinstance(value, list) else [value]
    return tuple(str(one).rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for one in values if one)


def text_of(value: Any) -> str:
    """A text property as one line of plain text; the empty string where it is not text."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str):
        return ""
    if "&" in value:
        value = unescape(value)
        if "&" in value:  # escaped twice, which is common
            value = unescape(value)
    return " ".join(value.replace("\u00ad", "").split())


def _load(text: str) -> Any:
    try:
        return orjson.loads(text)
    except ValueError:
        pass
    text = _TRAILING_COMMA.sub(r"\1", _WRAPPING.sub("", text))
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _collect(value: Any, depth: int, nodes: list[Node]) -> None:
    if isinstance(value, list):
        for one in value:
            _collect(one, depth + 1, nodes)
    elif isinstance(value, dict) and depth <= _MAX_DEPTH and len(nodes) < _MAX_NODES:
        nodes.append(value)
        for key in _CONTAINERS:
            if isinstance(value.get(key), (dict, list)):
                _collect(value[key], depth + 1, nodes)


def _folded_url(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    if not isinstance(value, str):
        return ""
    return value.partition("#")[0].partition("?")[0].partition("://")[2].removeprefix("www.").rstrip("/").lower()


def _rank(node: Node, urls: frozenset[str]) -> tuple[bool, bool, bool]:
    kinds = types_of(node)
    own = {_folded_url(node.get("url")), _folded_url(node.get("mainEntityOfPage")), _folded_url(node.get("@id"))}
    return bool(own & urls), any(kind in _NEWS_FIRST for kind in kinds), bool(node.get("headline"))


def read_linked_data(tree: HtmlElement, *, urls: tuple[str, ...] = ()) -> LinkedData:
    """Read all JSON-LD of a page.

    Args:
        tree: The page, scripts included.
        urls: Addresses of the page, to tell its article from those it links to.

    Returns:
        The nodes, with the one article node that describes the page.
    """
    nodes: list[Node] = []
    for script in tree.iter("script"):
        kind = script.get("type")
        if kind is None or "ld+json" not in kind.lower():
            continue
        text = script.text
        if text and len(text) <= _MAX_SCRIPT:
            _collect(_load(text), 0, nodes)
    by_id: dict[str, Node] = {}
    for node in nodes:
        key = node.get("@id")
        if isinstance(key, str) and len(node) > len(by_id.get(key, ())):
            by_id[key] = node
    known = frozenset(filter(None, map(_folded_url, urls)))
    articles = [node for node in nodes if not _ARTICLE_TYPES.isdisjoint(types_of(node))]
    article = max(articles, key=lambda node: _rank(node, known), default={})
    return LinkedData(article, nodes, by_id)
