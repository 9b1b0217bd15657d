"""What kind of page it is: an article, a live blog, or an index (front page, section front, list of teasers)."""

import re
from typing import Final
from urllib.parse import urlsplit

from transforms.documents.pages.linked_data import types_of
from transforms.documents.pages.metadata import PageMetadata
from transforms.documents.pages.titles import slug_words

_LIVE_PATH: Final = re.compile(
    r"(?:^|[/_-])(?:live-?blog|live-?ticker|live-?updates?|news-?blog|newsticker|en-direct|en-vivo|ao-vivo|live)(?:[/_.-]|$)",
    re.IGNORECASE,
)
_LIVE_TITLE: Final = re.compile(
    r"\bLIVE\b|\blive[ -](?:blog|updates?|ticker)\b|\bas it happened\b|\bliveticker\b|\bnewsblog\b|\ben direct\b",
    re.IGNORECASE,
)
_UPDATES: Final = re.compile(r"- updates$|\bupdates\b", re.IGNORECASE)
_INDEX_TYPES: Final = frozenset({"collectionpage", "itemlist", "searchresultspage", "profilepage"})
_INDEX_SEGMENTS: Final = frozenset({"", "home", "index", "index.html", "index.php", "index.htm"})
_MIN_DATED: Final = 4  # entries with a time of their own: what makes a page with "live" in its name a live blog
_NUMBER: Final = re.compile(r"\d{5}")  # an article's number in its address
_MIN_TEXT: Final = 300  # characters of text behind an address that looks like an article's
_MIN_TEASERS: Final = 15  # links as long as a headline
_MANY_LINKED: Final = 2.0  # characters of such links per character of text


def _types(metadata: PageMetadata) -> set[str]:
    return {kind for node in metadata.linked.nodes for kind in types_of(node)}


def is_live_blog(metadata: PageMetadata, *, url: str | None, dated_lines: int) -> bool:
    """Whether the page is a live blog.

    Args:
        metadata: Of the page.
        url: Its address.
        dated_lines: Lines of its text that hold nothing but a date or a time.
    """
    if "liveblogposting" in _types(metadata):
        return True
    address = url or metadata.canonical_url or ""
    named = bool(_LIVE_TITLE.search(metadata.title or "")) or bool(_LIVE_PATH.search(_path(address)))
    return named and (dated_lines >= _MIN_DATED or bool(_UPDATES.search(metadata.title or "")))


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def is_index(metadata: PageMetadata, *, url: str | None, kept_chars: int, link_lengths: list[int]) -> bool:
    """Whether the page lists articles rather than being one. In doubt it is one: a false rejection loses an article.

    Args:
        metadata: Of the page.
        url: Its address.
        kept_chars: Characters of what would be its article.
        link_lengths: Characters of each link that is as long as a headline.
    """
    if metadata.linked.article:
        return False
    metas = metadata.head.metas
    if metas.get("og:type", "").lower() == "article" or "article:published_time" in metas:
        return False
    address = url or metadata.canonical_url
    if address and _path(address).strip("/").lower() in _INDEX_SEGMENTS and "?" not in address:
        return True
    teasers = len(link_lengths) >= _MIN_TEASERS and sum(link_lengths) > _MANY_LINKED * kept_chars
    if not teasers:
        return False
    signed = metadata.authors.people or (metadata.date and metadata.date.method in ("json_ld", "meta"))
    if signed:
        return False
    if not _INDEX_TYPES.isdisjoint(_types(metadata)):
        return True
    is_addressed = bool(slug_words(address)) or _NUMBER.search(address or "") is not None
    return metadata.date is None and not (is_addressed and kept_chars >= _MIN_TEXT)
