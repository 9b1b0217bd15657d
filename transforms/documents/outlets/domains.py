"""Addresses: the host that a page really belongs to, and the keys under which a registry may know it.

Archives, translation proxies and AMP caches stand between the reader and the outlet; they are looked through, because
the outlet is who published, not who delivered.
"""

import functools
import re
from typing import Final
from urllib.parse import unquote, urlsplit

from tld import get_fld

_SCHEME: Final = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HOST: Final = re.compile(r"^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$")
# the address inside another: web.archive.org/web/2014/http://..., google.com/amp/s/..., archive.today/2020/http...
_WRAPPED: Final = re.compile(
    r"^(?:web\.archive\.org/web/[^/]+|(?:www\.)?archive\.(?:is|today|ph|org)/(?:[^/]+/)*?(?=https?:)"
    r"|(?:www\.)?google\.[a-z.]+/amp(?:/s)?|webcache\.googleusercontent\.com/search\?q=cache:[^:]*"
    r"|[a-z0-9-]+\.cdn\.ampproject\.org/[a-z](?:/s)?|r\.jina\.ai)[/:]?(?P<inner>(?:https?://)?[a-z0-9-]+\.[a-z].*)$",
    re.IGNORECASE,
)
# www-example-com.translate.goog and www-example-com.cdn.ampproject.org write dots as "-" and dashes as "--"
_PROXIED: Final = re.compile(r"^(?P<host>[a-z0-9-]+)\.(?:translate\.goog|cdn\.ampproject\.org)$")
# hosts of other people's sites that the public suffix list does not name: each sub-domain is an outlet of its own
_SITE_HOSTS: Final = (
    "wordpress.com",
    "blogspot.com",
    "substack.com",
    "tumblr.com",
    "typepad.com",
    "livejournal.com",
    "wixsite.com",
    "weebly.com",
    "medium.com",
    "ghost.io",
    "beehiiv.com",
    "squarespace.com",
)
_MAX_URL: Final = 2048  # characters; what browsers and archives agree on, and a bound on the work
_MAX_UNWRAPS: Final = 3  # an archive of a cache of a page; more is an attack or a mistake


def unwrapped(url: str | None) -> str | None:
    """An address with its scheme, out of the archive, cache or proxy around it; None where it is none of the web."""
    if not url or len(url) > _MAX_URL:
        return None
    address = url.strip()
    for _ in range(_MAX_UNWRAPS):
        inner = _WRAPPED.match(_SCHEME.sub("", address))
        if inner is None:
            break
        address = unquote(inner["inner"])
    if not _SCHEME.match(address):
        return "http://" + address
    return address if address.lower().startswith(("http://", "https://")) else None


def split_address(url: str | None) -> tuple[str, str] | None:
    """Host (lower case, no port) and first path segment of an address; None where there is no host name in it.

    ``url`` may lack its scheme. Wrappers (web archives, AMP caches, translation proxies) are removed first.
    """
    address = unwrapped(url)
    if address is None:
        return None
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    if "." not in host:
        return None
    proxied = _PROXIED.match(host)
    if proxied:
        host = proxied["host"].replace("--", "\0").replace("-", ".").replace("\0", "-")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    if not _HOST.match(host) or host.replace(".", "").isdigit():
        return None
    segment = parts.path.lstrip("/").split("/", 1)[0].lower()
    return host, segment


def lookup_keys(host: str, segment: str) -> list[str]:
    """Keys, the most specific first: ``news.example.org/en``, ``news.example.org``, ``example.org/en``, ..."""
    keys = []
    while "." in host:
        if segment:
            keys.append(f"{host}/{segment}")
        keys.append(host)
        host = host.split(".", 1)[1]
    return keys


@functools.lru_cache(maxsize=4096)
def registrable_domain(host: str) -> str:
    """The domain that somebody registered (``example.co.uk`` of ``news.example.co.uk``), by the public suffix list.

    Blog hosts count as suffixes (``somebody.wordpress.com`` is its own outlet). The host itself, without ``www.``,
    where the list knows no suffix of it.
    """
    for site_host in _SITE_HOSTS:
        if host.endswith("." + site_host):
            return host.removesuffix("." + site_host).rsplit(".", 1)[-1] + "." + site_host
    domain = get_fld(host, fail_silently=True, fix_protocol=True, search_private=True)
    return str(domain) if domain else host.removeprefix("www.")
