"""What a page says of itself: headline, standfirst, authors, date, publication, language, kind.

Read in few passes from the sources that are meant for it; each field's origin is noted.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from transforms.documents.document import FoundDate
from transforms.documents.outlets.registry import bundled_registry
from transforms.documents.pages.authors import read_authors
from transforms.documents.pages.head import PageHead, one_line, read_head
from transforms.documents.pages.headings import find_headline
from transforms.documents.pages.linked_data import LinkedData, read_linked_data, text_of, types_of
from transforms.documents.pages.people import Authors
from transforms.documents.pages.published import read_published
from transforms.documents.pages.titles import TitleCandidates, choose_title, slug_words
from transforms.text.words import bare_words

_NO_NAME: Final = frozenset(
    {"www", "com", "co", "org", "net", "ac", "gov", "m", "amp", "mobile", "news", "edition", "html"}
)
_SUFFIX_PARTS: Final = re.compile(r"\s+[|–—·•»:-]\s+|\s*\|\s*")
_NAMING: Final = ("og_site_name", "publisher", "website", "application_name")  # the surest first; a handle is no name
_GENRES: Final = frozenset(
    {"opinionnewsarticle", "analysisnewsarticle", "reviewnewsarticle", "liveblogposting", "advertisercontentarticle"}
)
_SECTIONS: Final = 8  # of a page: more are its tags
_SECTION_LENGTH: Final = 60  # characters: longer ones are sentences
_TAG: Final = re.compile(r"<[^<>]{1,200}>")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Metadata of one page; None or empty where the page is silent. ``description`` is its own summary, unverified."""

    title: str | None
    headlines: frozenset[str]
    description: tuple[str, ...]
    authors: Authors
    date: FoundDate | None
    site_name: str | None
    canonical_url: str | None
    language: str | None
    linked: LinkedData
    head: PageHead
    notes: dict[str, str] = field(default_factory=dict)


def domain_names(url: str | None) -> set[str]:
    """Folded names in an address's host: ``www.example-news.co.uk`` gives ``example news`` and the host itself."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return set()
    labels = [label for label in host.split(".") if label]
    names = {bare_words(label) for label in labels[:-1] if label not in _NO_NAME and len(label) > 1}
    if len(labels) > 1:
        names.add(bare_words(host.removeprefix("www.")))
        names.add(bare_words(".".join(labels[-2:])))
    return {name for name in names if name}


def _publisher(linked: LinkedData) -> str:
    for key in ("publisher", "sourceOrganization", "isPartOf"):
        value: Any = linked.article.get(key)
        value = linked.resolve(value[0] if isinstance(value, list) and value else value)
        if name := text_of(value.get("name") if isinstance(value, dict) else value):
            return name
    return ""


def _site_node_name(linked: LinkedData) -> str:
    for kind in ("website", "newsmediaorganization"):
        for node in linked.nodes:
            if kind in types_of(node) and (name := text_of(node.get("name"))):
                return name
    return ""


def _stated(text: str | None) -> str:
    """A headline from the head; some systems escape it twice (``&amp;quot;``)."""
    return one_line(unescape(text) if text and "&" in text else text)


def _headline_of(article: dict[str, Any]) -> str:
    return _TAG.sub("", text_of(article.get("headline"))) or text_of(article.get("name"))


def read_metadata(tree: HtmlElement, *, url: str | None) -> PageMetadata:
    """Read a page's metadata.

    Args:
        tree: The page as parsed, scripts included; not changed.
        url: Its address, where known.

    Returns:
        What the page says of itself.
    """
    head = read_head(tree, url=url)
    metas = head.metas
    linked = read_linked_data(tree, urls=tuple(filter(None, (url, head.canonical_url))))
    article = linked.article
    site_candidates = {
        "og_site_name": one_line(metas.get("og:site_name")),
        "publisher": _publisher(linked),
        "website": _site_node_name(linked),
        "application_name": one_line(metas.get("application-name")),
        "twitter_site": one_line(metas.get("twitter:site")).lstrip("@"),
    }
    names = _site_names(site_candidates, url, head.canonical_url)
    stated = (
        _headline_of(article),
        _stated(metas.get("og:title")),
        _stated(metas.get("twitter:title")),
        _stated(head.title),
    )
    visible = find_headline(tree, others=[bare_words(one) for one in stated if one])
    candidates = TitleCandidates(visible.text, *stated)
    title = choose_title(
        candidates,
        site_names=names,
        behind_kicker=visible.behind_kicker,
        is_second_rank=visible.rank > 1,
        slug=slug_words(url or head.canonical_url),
    )
    headlines = {*visible.first_rank, *map(bare_words, candidates)}
    if title:
        headlines.add(bare_words(title))
    site_candidates["title_suffix"] = _title_suffix(head.title, title)
    if suffix := bare_words(site_candidates["title_suffix"]):
        names.add(suffix)
    authors = read_authors(tree, headline=visible.element, linked=linked, metas=metas, outlet_names=names)
    descriptions = (
        _TAG.sub("", text_of(article.get("description"))),
        one_line(metas.get("og:description")),
        one_line(metas.get("description")),
        text_of(article.get("alternativeHeadline")),
    )
    return PageMetadata(
        title=title,
        headlines=frozenset(filter(None, headlines)),
        description=tuple(dict.fromkeys(filter(None, descriptions))),
        authors=authors,
        date=read_published(
            tree, headline=visible.element, linked=linked, metas=metas, url=url, language=head.locale or head.language
        ),
        site_name=next((site_candidates[key] for key in _NAMING if site_candidates[key]), None),
        canonical_url=head.canonical_url,
        language=head.language or _language(article),
        linked=linked,
        head=head,
        notes=_notes(site_candidates, authors) | _section(article, metas),
    )


def _site_names(site_candidates: dict[str, str], url: str | None, canonical_url: str | None) -> set[str]:
    """Folded names of the site, which are no part of its headlines and sign no article."""
    names = {bare_words(name) for name in site_candidates.values() if name}
    names |= domain_names(url) | domain_names(canonical_url)
    if outlet := bundled_registry().by_address(url or canonical_url):
        names.add(bare_words(outlet.name))
    names.discard("")
    return names


def _notes(site_candidates: dict[str, str], authors: Authors) -> dict[str, str]:
    """What else the page says: its site's names by source, whom it credits, where the byline was read."""
    notes = {key: value for key, value in site_candidates.items() if value}
    if notes:
        notes["site_candidates"] = "\n".join(dict.fromkeys(notes.values()))
    if authors.credited:
        notes["credited"] = "; ".join(authors.credited)
    if authors.method != "none":
        notes["byline_method"] = authors.method
    return notes


def _section(article: dict[str, Any], metas: Mapping[str, str]) -> dict[str, str]:
    """The sections that the page states, and the genre that its type in schema.org tells."""
    given = article.get("articleSection")
    sections = [text_of(one) for one in (given if isinstance(given, list) else [given])[:_SECTIONS]]
    sections += [one_line(metas.get("article:section")), text_of(article.get("genre"))]
    sections += [str(kind) for kind in types_of(article) if kind in _GENRES]
    stated = {one.lower(): one for one in sections if 0 < len(one) <= _SECTION_LENGTH}
    return {"section": "; ".join(stated.values())} if stated else {}


def _title_suffix(title_element: str, title: str | None) -> str:
    """What the site appends to its headline in ``<title>``: often its name, and all there is of it on old pages."""
    if not title or not title_element.startswith(title):
        return ""
    return _SUFFIX_PARTS.split(title_element[len(title) :])[-1].strip(" |-–—·•:»,")


def _language(article: dict[str, Any]) -> str | None:
    value = article.get("inLanguage")
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    text = text_of(value).replace("_", "-").partition("-")[0].lower()
    return text if 2 <= len(text) <= 3 and text.isascii() and text.isalpha() else None
