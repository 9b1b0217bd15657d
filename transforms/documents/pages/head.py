"""The page's head in one pass: meta tags, canonical address, language, title."""

import re
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

_LANGUAGE: Final = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*\s*$")
_NO_LANGUAGE: Final = frozenset({"und", "mul", "zxx", "xx"})
_LANGUAGE_KEYS: Final = ("content-language", "og:locale", "language", "dc.language", "dcterms.language", "inlanguage")
LINE_BREAK: Final = "\u2028"  # stands for <br> in texts of elements; white space, so that one_line makes a blank of it
_MAX_CONTENT: Final = 20_000  # characters of one meta tag


class PageHead(NamedTuple):
    """Meta tags by lower-case name (first value of each), the title element, canonical address and language."""

    metas: dict[str, str]
    title: str
    canonical_url: str | None
    language: str | None
    locale: str | None  # the language as it stands on the page, perhaps with a region


def one_line(text: str | None) -> str:
    """Text with white space collapsed and soft hyphens, zero-width and direction marks left out."""
    if not text:
        return ""
    return " ".join(text.translate(_INVISIBLE).split())


_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\u200e\u200f"))


def _language_code(value: str | None) -> str | None:
    match = _LANGUAGE.match(value or "")
    code = match[1].lower() if match else None
    return None if code in _NO_LANGUAGE else code


def _canonical(candidates: list[str], url: str | None) -> str | None:
    for candidate in candidates:
        try:
            address = urljoin(url or "", candidate.strip())
            parts = urlsplit(address)
            own = urlsplit(url or "")
        except ValueError:
            continue
        if parts.scheme not in ("http", "https") or not parts.hostname:
            continue
        # a template error: every page's canonical address is the front page
        if parts.path in ("", "/") and not parts.query and own.path not in ("", "/"):
            continue
        return address
    return None


def read_head(tree: HtmlElement, *, url: str | None) -> PageHead:
    """Read the meta tags of a page, wherever they stand (some pages have them in the body).

    Args:
        tree: The page.
        url: Its address, to complete a relative canonical one.

    Returns:
        What was found; empty or None where the page is silent.
    """
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        attributes = element.attrib
        content = attributes.get("content")
        if not content or len(content) > _MAX_CONTENT:
            continue
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = attributes.get(key)
            if name:
                metas.setdefault(name.strip().lower(), content)
    canonicals = [
        element.get("href", "") for element in tree.iter("link") if (element.get("rel") or "").lower() == "canonical"
    ]
    title = next((one_line(element.text) for element in tree.iter("title") if element.text), "")
    locale = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang")
    language = _language_code(locale)
    for key in _LANGUAGE_KEYS:
        language = language or _language_code(metas.get(key))
    addresses = [address for address in (*canonicals, metas.get("og:url", "")) if address.strip()]
    return PageHead(metas, title, _canonical(addresses, url), language, locale)
