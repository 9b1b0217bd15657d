"""Name the outlet of each article, with the evidence that named it.

Evidence is tried from the strongest to the weakest: given by the source, the address's domain, the page's own metadata,
furniture in the text, the byline. What none of them names stays ``unknown``: a guess would become a false contrast
downstream.
"""

import re
from typing import Final, NamedTuple

import polars as pl

from transforms.documents.outlets.domains import registrable_domain, split_address
from transforms.documents.outlets.registry import Outlet, Registry, bundled_registry, extended_registry, slug
from transforms.documents.outlets.signatures import find_signature, is_syndicated
from transforms.text.words import bare_words

OUTLET_COLUMNS: Final = {
    "outlet_id": pl.String,
    "name": pl.String,
    "domain": pl.String,
    "country": pl.String,
    "language": pl.String,
    "medium": pl.String,
    "is_agency": pl.Boolean,
    "is_registered": pl.Boolean,
}
_ADDED: Final = {
    "outlet_id": pl.String,
    "outlet_name": pl.String,
    "outlet_method": pl.String,
    "outlet_confidence": pl.Float64,
}
UNKNOWN: Final = "unknown"
# confidence of a method, with a registered and with an unregistered outlet: an order, not a measured probability
_CONFIDENCE: Final = {
    "given": (1.0, 0.95),
    "domain": (0.98, 0.9),
    "metadata": (0.9, 0.7),
    "byline": (0.6, 0.0),
}
_HINT_CONFIDENCE: Final = 0.6  # a name in the furniture without a cue of its own
_MAX_NAME: Final = 60  # characters; a longer "site name" is a slogan
_TITLE_PARTS: Final = re.compile(r"\s+[|–—»·]\s+|\s+-\s+")
_NO_NAME: Final = re.compile(
    r"^(?:https?:|www\.|@)|^(?:home|homepage|news|blog|website|index|unknown|none|null|n/?a|-)$", re.IGNORECASE
)
_BYLINE_PARTS: Final = re.compile(r"\s*[,;|•·/]\s*|\s+(?:for|at|from|of)\s+|\n")


class _Named(NamedTuple):
    outlet_id: str
    name: str
    method: str
    confidence: float


_NOTHING: Final = _Named(UNKNOWN, UNKNOWN, "none", 0.0)


def _registered(outlet: Outlet, method: str) -> _Named:
    return _Named(outlet.outlet_id, outlet.name, method, _CONFIDENCE[method][0])


def _usable(name: str | None) -> str | None:
    """A site name that can stand as an outlet's name: slogans behind a bar are cut, addresses refused."""
    if not name:
        return None
    text = " ".join(name.split())
    if len(text) > _MAX_NAME or _TITLE_PARTS.search(text):
        parts = [part.strip() for part in _TITLE_PARTS.split(text)]
        text = min((part for part in parts if part), key=len, default="")
    if not bare_words(text) or len(text) > _MAX_NAME or _NO_NAME.match(text):
        return None
    return text


def _candidates(site_name: str | None, site_candidates: str | None) -> list[str]:
    names = [site_name or "", *(site_candidates or "").split("\n")]
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def _by_given(given: str | None, registry: Registry) -> _Named | None:
    if not given or not bare_words(given):
        return None
    outlet = registry.by_given_name(given)
    if outlet is not None:
        return _registered(outlet, "given")
    name = " ".join(given.split())
    return _Named(slug(name), name, "given", _CONFIDENCE["given"][1])


def _by_domain(url: str | None, names: list[str], registry: Registry) -> _Named | None:
    outlet = registry.by_address(url)
    if outlet is not None:
        return _registered(outlet, "domain")
    address = split_address(url)
    if address is None:
        return None
    domain = registrable_domain(address[0])
    name = next((usable for usable in map(_usable, names) if usable), domain)
    return _Named(slug(domain), name, "domain", _CONFIDENCE["domain"][1])


def _by_metadata(names: list[str], registry: Registry) -> _Named | None:
    for name in names:
        outlet = registry.by_name(name) or registry.by_name(_usable(name))
        if outlet is not None:
            return _registered(outlet, "metadata")
    name_found = next((usable for usable in map(_usable, names) if usable), None)
    if name_found is None:
        return None
    return _Named(slug(name_found), name_found, "metadata", _CONFIDENCE["metadata"][1])


def _by_text(text: str | None, registry: Registry) -> _Named | None:
    found = find_signature(text, registry=registry) if text else None
    return _Named(found.outlet_id, found.name, "signature", found.confidence) if found else None


def _by_hint(hints: list[str], registry: Registry) -> _Named | None:
    """The one registered outlet among names that stand in a dump's furniture, agencies and syndicated names aside."""
    found = {outlet for outlet in map(registry.by_name, hints) if outlet is not None and not outlet.is_agency}
    found = {outlet for outlet in found if not is_syndicated(outlet.outlet_id)}
    if len(found) != 1:
        return None
    outlet = found.pop()
    return _Named(outlet.outlet_id, outlet.name, "signature", _HINT_CONFIDENCE)


def _by_byline(byline: str | None, registry: Registry) -> _Named | None:
    for part in _BYLINE_PARTS.split(byline or "")[1:]:  # the first part is a person
        outlet = registry.by_name(part)
        # an agency in a byline is where the text came from, not who published it here
        if outlet is not None and not outlet.is_agency:
            return _registered(outlet, "byline")
    return None


def identify_outlets(
    documents: pl.DataFrame, *, registry: Registry | None = None, extra: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Add ``outlet_id``, ``outlet_name``, ``outlet_method`` and ``outlet_confidence``.

    Args:
        documents: One row per article, with ``given_outlet``, ``url``, ``site_name``, ``site_candidates`` (further
            names that the page gives itself, separated by line ends), ``source_kind``, ``byline``, ``given_authors``
            (as the record has them: they name outlets that the byline leaves out) and ``text``; a missing column is
            read as null. Of a page (``html``) the candidates are metadata, of a dump furniture.
        registry: The registry to use; the bundled one by default.
        extra: A user's registry rows (see ``extended_registry``); ignored where ``registry`` is given.

    Returns:
        The same rows in the same order. ``outlet_method`` is ``given``, ``domain``, ``metadata``, ``signature``,
        ``byline`` or ``none``; of ``none`` the id and the name are ``unknown`` and the confidence is 0. A given name
        that the registry does not know is kept as it is (its slug is the id); so is an unregistered domain, named by
        the page or by itself.
    """
    known = registry or extended_registry(extra)
    height = documents.height
    columns = [
        documents[name].to_list() if name in documents.columns else [None] * height
        for name in (
            *("given_outlet", "url", "site_name", "site_candidates", "source_kind", "byline", "given_authors", "text"),
        )
    ]
    found = []
    for given, url, site_name, site_candidates, source_kind, byline, authors, text in zip(*columns, strict=True):
        is_page = source_kind in (None, "html")
        names = _candidates(site_name, site_candidates if is_page else None)
        hints = [] if is_page else _candidates(None, site_candidates)
        found.append(
            _by_given(given, known)
            or _by_domain(url, names, known)
            or _by_metadata(names, known)
            or _by_text(text, known)
            or _by_hint(hints, known)
            or _by_byline(authors or byline, known)
            or _NOTHING
        )
    added = pl.DataFrame(
        {
            "outlet_id": [row.outlet_id for row in found],
            "outlet_name": [row.name for row in found],
            "outlet_method": [row.method for row in found],
            "outlet_confidence": [row.confidence for row in found],
        },
        schema=_ADDED,
    )
    return documents.drop(_ADDED, strict=False).hstack(added)


def outlet_rows(
    articles: pl.DataFrame, *, registry: Registry | None = None, extra: pl.DataFrame | None = None
) -> pl.DataFrame:
    """The ``outlets`` table: one row per outlet that the articles name, sorted by ``outlet_id``.

    Args:
        articles: Columns ``outlet_id`` and ``outlet_name``; with ``url``, an unregistered outlet gets its
            commonest domain; with ``article_count``, a row stands for so many articles.
        registry: As in ``identify_outlets``.
        extra: As in ``identify_outlets``.

    Returns:
        Columns ``OUTLET_COLUMNS``. An unregistered outlet's name is the one that most of its articles carry (of equals
        the first in the alphabet), so that it does not depend on the order of the articles.
    """
    known = registry or (extended_registry(extra) if extra is not None else bundled_registry())
    urls = pl.col("url") if "url" in articles.columns else pl.lit(None, dtype=pl.String).alias("url")
    counted = pl.col("article_count") if "article_count" in articles.columns else pl.lit(1).alias("article_count")
    present = articles.filter(pl.col("outlet_id").is_not_null()).select("outlet_id", "outlet_name", urls, counted)
    registered = [known.outlets[i] for i in present["outlet_id"].unique() if i in known.outlets]
    rest = present.filter(~pl.col("outlet_id").is_in([outlet.outlet_id for outlet in registered]))
    names: dict[str, dict[str, int]] = {}
    domains: dict[str, dict[str, int]] = {}
    for outlet_id, name, url, count in rest.iter_rows():
        counts = names.setdefault(outlet_id, {})
        counts[name] = counts.get(name, 0) + count
        address = split_address(url)
        if address is not None and outlet_id != UNKNOWN:
            hosts = domains.setdefault(outlet_id, {})
            domain = registrable_domain(address[0])
            hosts[domain] = hosts.get(domain, 0) + count
    rows = [*registered]
    for outlet_id, counts in names.items():
        hosts = domains.get(outlet_id, {})
        rows.append(
            Outlet(
                outlet_id,
                min(counts, key=lambda name: (-counts[name], name)),
                min(hosts, key=lambda host: (-hosts[host], host)) if hosts else None,
                None,
                None,
                None,
                is_agency=False,
                is_registered=False,
            )
        )
    rows.sort(key=lambda outlet: outlet.outlet_id)
    return pl.DataFrame(
        {column: [getattr(row, column) for row in rows] for column in OUTLET_COLUMNS}, schema=OUTLET_COLUMNS
    )
