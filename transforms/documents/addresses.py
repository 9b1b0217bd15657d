"""Canonical addresses: one for all the ways in which links name one article.

A link carries how the reader came (campaigns, share buttons), the device (mobile hosts, AMP) and the scheme; none of it
names another article. Parameters that nothing is known of stay, for many sites name their articles by one.
"""

import re
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from transforms.documents.outlets.domains import split_address, unwrapped
from transforms.resources import read_toml

_WORDS: Final = read_toml("addresses.toml")
_TRACKING: Final = frozenset(_WORDS["tracking"])
_TRACKING_PREFIXES: Final = tuple(_WORDS["tracking_prefixes"])
_LAYOUTS: Final = frozenset(_WORDS["layouts"])
_HOSTS: Final = tuple(_WORDS["hosts"])
_PATH_ENDS: Final = tuple(_WORDS["path_ends"])
_PATH_STARTS: Final = tuple(_WORDS["path_starts"])
_PORTS: Final = frozenset((None, 80, 443))
_SAFE: Final = "/:@!$&'()*+,;=~-._"
_SLASHES: Final = re.compile(r"/{2,}")
_LINK: Final = re.compile(r"<link\b[^<>]{0,300}\brel\s*=\s*[\"']?canonical\b[^<>]{0,2048}>", re.IGNORECASE)
_HREF: Final = re.compile(r"\bhref\s*=\s*(?:\"([^\"<>]{1,2048})\"|'([^'<>]{1,2048})')", re.IGNORECASE)
_HEAD: Final = 200_000  # characters of a page in which its head ends


def canonical_address(url: str | None) -> str | None:
    """The address under which an article is known, however a link to it was written.

    Args:
        url: An address as given, with or without its scheme.

    Returns:
        Host, path and the parameters that may name the article, in sorted order, without scheme; None where there is no
        web address, or it is a site's front page.
    """
    address = unwrapped(url)
    named = split_address(address)
    if address is None or named is None:
        return None
    host = named[0]
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    path = _path(parts.path)
    pairs = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if _may_name(name)]
    bang = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""  # pages that scripts write
    if path == "" and not pairs and not bang:
        return None
    query = f"?{urlencode(sorted(pairs))}" if pairs else ""
    return f"{_host(host)}{'' if port in _PORTS else f':{port}'}{path}{query}{bang}"


def address_of_page(html: str) -> str | None:
    """The canonical address that a page names itself; None where it names none."""
    link = _LINK.search(html, 0, _HEAD)
    href = _HREF.search(link[0]) if link else None
    return canonical_address(href[1] or href[2]) if href and "//" in href[0] else None


def _host(host: str) -> str:
    for prefix in _HOSTS:
        rest = host.removeprefix(prefix)
        if rest != host and "." in rest:
            return rest
    return host


def _path(path: str) -> str:
    path = _SLASHES.sub("/", quote(unquote(path, errors="replace"), safe=_SAFE))
    for start in _PATH_STARTS:
        if path.lower().startswith(start):
            path = path[len(start) - 1 :]
    path = path.rstrip("/")
    for end in _PATH_ENDS:
        if path.lower().endswith(end):
            path = path[: -len(end)]
    return path.removesuffix(".amp").rstrip("/")


def _may_name(parameter: str) -> bool:
    name = parameter.lower()
    return name not in _TRACKING and name not in _LAYOUTS and not name.startswith(_TRACKING_PREFIXES)
