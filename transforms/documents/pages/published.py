"""When a page was first published: JSON-LD, meta tags, time elements, the address, then the text.

The original publication wins over an update. Each source says how exact it is; a date that cannot be (before the web,
or a template's zero) is passed over.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from transforms.documents.dates.calendars import common_date, is_foreign_year
from transforms.documents.dates.finding import find_date
from transforms.documents.dates.order import writes_day_first
from transforms.documents.document import FoundDate
from transforms.documents.pages.linked_data import LinkedData, text_of

_META_KEYS: Final = (
    # from the standard to the home-made; updates ("modified") are never read as publication
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "date.release",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "dcterms.date",
    "dc.date.created",
    "dc.date",
    "citation_publication_date",
    "citation_date",
    "article_date_original",
    "article.published",
    "article.created",
    "originalpublicationdate",
    "publication_date",
    "publication-date",
    "publicationdate",
    "publish_date",
    "publish-date",
    "publishdate",
    "published_time",
    "published-date",
    "published_at",
    "pubdate",
    "pub_date",
    "ptime",
    "displaydate",
    "date_published",
    "iso-8601-publish-date",
    "datecreated",
    "date",
)
_ISO: Final = re.compile(
    r"\s*(\d{4})(?:-?(\d\d)(?:-?(\d\d)(?:[T\s]\s*(\d\d):?(\d\d)(?::?(\d\d?)(?:[.,]\d{1,9})?)?"
    r"\s*(Z|UTC|GMT|[+\-]\d\d:?\d\d|[+\-]\d\d)?)?)?)?(?![\d/.])",
    re.IGNORECASE,
)
_SLASHED: Final = re.compile(r"\s*(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:\s+(\d\d):(\d\d)(?::(\d\d))?)?")
_EPOCH: Final = re.compile(r"\s*(1\d{9})(?:\d{3})?\s*$")
_URL_DAY: Final = re.compile(r"(?<!\d)(19[89]\d|20\d\d)[/\-_.]?(0[1-9]|1[0-2])[/\-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_DAY_NAMED: Final = re.compile(
    r"/(19[89]\d|20\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d{1,2})(?!\d)", re.IGNORECASE
)
_MONTH_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MIN_YEAR: Final = 1990  # the web is not older; a template's zero date is 1970
_MAX_YEAR: Final = 2100
_UPDATE_WORDS: Final = re.compile(
    r"updat|modif|aktualis|edited|last-?change|expire|actuali|revis|mise-?a-?jour", re.IGNORECASE
)
_PUBLISH_WORDS: Final = re.compile(
    r"publi|posted|created|entry-date|veroff|veröff|erschienen|pubdate|issued|dateline", re.IGNORECASE
)
_ELSEWHERE: Final = frozenset({"aside", "nav", "footer", "li"})
_DATE_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:date|pub-?date|published|publish|dateline|timestamp|post-?date|article-?date|meta-?date|entry-?date|"
    r"datum|fecha|data-pub|created)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MAX_DATE_TEXT: Final = 160  # characters of an element that states a date; longer ones are prose or teasers
_TITLE_DAY: Final = re.compile(r"[|–—-]\s*(\d{1,2}\.\d{1,2}\.\d{4})\s*$")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_AFTER: Final = etree.XPath("following::*[position() <= 60]")  # a standfirst, a byline and their boxes
_MAX_LOOKED_AT: Final = 60  # elements: the article's own date stands near its head


def _valid(year: int, month: int, day: int) -> bool:
    if not _MIN_YEAR <= year <= _MAX_YEAR:
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def parse_date(text: str, *, method: str, day_first: bool | None = None) -> FoundDate | None:
    """A machine's date (or, failing that, a reader's) to ISO 8601, as exact as it was given and in its own zone.

    Args:
        text: Value of a date property: ISO 8601 and its variants, RFC 2822, seconds or milliseconds since 1970, prose.
        method: What to note as its origin.
        day_first: How to read ``03/04/2031``; None leaves such a date out.

    Returns:
        The date, or None where it cannot be read, or cannot be true.
    """
    text = text[:_MAX_DATE_TEXT]
    if match := _EPOCH.match(text):
        moment = datetime.fromtimestamp(int(match[1]), tz=UTC)
        return FoundDate(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), "second", method) if moment.year >= _MIN_YEAR else None
    if match := _ISO.match(text):
        return _from_iso(match, method)
    if (match := _SLASHED.match(text)) and _valid(int(match[1]), int(match[2]), int(match[3])):
        day = f"{int(match[1]):04d}-{int(match[2]):02d}-{int(match[3]):02d}"
        if not match[4]:
            return FoundDate(day, "day", method)
        return FoundDate(
            f"{day}T{match[4]}:{match[5]}" + (f":{match[6]}" if match[6] else ""),
            "second" if match[6] else "minute",
            method,
        )
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        found = find_date(text, day_first=day_first)
        return FoundDate(found.value, found.precision, method) if found and found.value[:4] >= str(_MIN_YEAR) else None
    if not _valid(moment.year, moment.month, moment.day):
        return None
    return FoundDate(moment.isoformat(), "second", method)


def _from_iso(match: re.Match[str], method: str) -> FoundDate | None:
    year, month, day, hour, minute, second, zone = match.groups()
    if month and day and is_foreign_year(int(year)):
        common = common_date(int(year), int(month), int(day))
        if common is None:
            return None
        year, month, day = common.isoformat().split("-")
    if not _valid(int(year), int(month or 1), int(day or 1)):
        return None
    if not month:
        return FoundDate(year, "year", method)
    if not day:
        return FoundDate(f"{year}-{month}", "month", method)
    value = f"{year}-{month}-{day}"
    if not hour or int(hour) > 23 or int(minute) > 59:
        return FoundDate(value, "day", method)
    value += f"T{hour}:{minute}" + (f":{second:0>2}" if second and int(second) < 60 else "")
    if zone:
        zone = zone.upper().replace(":", "")
        value += "Z" if zone in ("Z", "UTC", "GMT") else f"{zone[:3]}:{zone[3:] or '00'}"
    return FoundDate(value, "second" if second else "minute", method)


def _from_linked_data(linked: LinkedData) -> FoundDate | None:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        if found := parse_date(text_of(linked.article.get(key)), method="json_ld"):
            return found
    for node in linked.nodes:  # a WebPage node beside a silent or missing article
        if (value := node.get("datePublished")) and (found := parse_date(text_of(value), method="json_ld")):
            return found
    return None


def _from_metas(metas: dict[str, str]) -> FoundDate | None:
    for key in _META_KEYS:
        if (value := metas.get(key)) and (found := parse_date(value.strip(), method="meta")):
            return found
    return None


def _label_of(element: HtmlElement) -> str:
    parent = element.getparent()
    parts = [
        element.get("class"),
        element.get("itemprop"),
        element.get("id"),
        parent.get("class") if parent is not None else "",
    ]
    previous = element.getprevious()
    before = previous.tail or "" if previous is not None else (parent.text or "" if parent is not None else "")
    return " ".join(filter(None, (*parts, before[-40:])))


def _from_elements(tree: HtmlElement, *, day_first: bool | None) -> FoundDate | None:
    """``<time>`` and ``itemprop``: those labelled as publication first, those labelled as an update never."""
    unlabelled: FoundDate | None = None
    for count, element in enumerate(tree.iter("time", "abbr", "relative-time", "ps-timestamp")):
        if count >= _MAX_LOOKED_AT:
            break
        if element.tag == "abbr" and not element.get("title", "")[:2].isdigit():
            continue
        label = _label_of(element)
        if _UPDATE_WORDS.search(label):
            continue
        value = element.get("datetime") or element.get("title") or element.get("content") or element.text_content()
        found = (
            parse_date(value.strip(), method="time_element", day_first=day_first) if value and value.strip() else None
        )
        if found is None or found.precision in ("year", "month"):
            continue
        if element.get("pubdate") is not None or _PUBLISH_WORDS.search(label):
            return found
        if unlabelled is None and not any(str(up.tag) in _ELSEWHERE for up in element.iterancestors()):
            unlabelled = found
    return unlabelled


def _from_url(url: str | None) -> FoundDate | None:
    if not url:
        return None
    if match := _URL_DAY_NAMED.search(url):
        year, month, day = int(match[1]), _MONTH_NAMES.index(match[2].lower()) + 1, int(match[3])
    elif match := _URL_DAY.search(url):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    else:
        return None
    return FoundDate(f"{year:04d}-{month:02d}-{day:02d}", "day", "url") if _valid(year, month, day) else None


def _dated_elements(tree: HtmlElement) -> Iterable[HtmlElement]:
    body = tree.find("body")
    count = 0
    for element in (body if body is not None else tree).iter(
        "div", "span", "p", "li", "td", "small", "em", "font", "b", "i", "h6"
    ):
        label = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
        if len(label) > 2 and (_DATE_CLASS.search(label) or "date" in label.lower()):
            yield element
            count += 1
            if count >= _MAX_LOOKED_AT:
                return


def _from_title(metas: dict[str, str], *, day_first: bool | None) -> FoundDate | None:
    """A day that the site appends to its titles: "… | Example Herald | 17.04.2031"."""
    for key in ("og:title", "title"):
        if match := _TITLE_DAY.search(metas.get(key, "")):
            return find_date(match[1], day_first=day_first)
    return None


def _near_headline(headline: HtmlElement, *, day_first: bool | None) -> FoundDate | None:
    """A short text with a date between the headline and the story."""
    for element in _AFTER(headline):
        text = element.text
        if text and _YEAR.search(text) and len(text) <= _MAX_DATE_TEXT and not _UPDATE_WORDS.search(_label_of(element)):
            found = find_date(" ".join(text.split()), day_first=day_first)
            if found and found.value[:4] >= str(_MIN_YEAR):
                return found
    return None


def _from_text(tree: HtmlElement, *, day_first: bool | None) -> FoundDate | None:
    for element in _dated_elements(tree):
        text = " ".join(element.text_content()[: 4 * _MAX_DATE_TEXT].split())
        if 6 <= len(text) <= _MAX_DATE_TEXT and not _UPDATE_WORDS.search(_label_of(element)):
            found = find_date(text, day_first=day_first)
            if found and found.value[:4] >= str(_MIN_YEAR):
                return found
    return None


def read_published(
    tree: HtmlElement,
    *,
    headline: HtmlElement | None = None,
    linked: LinkedData,
    metas: dict[str, str],
    url: str | None,
    language: str | None = None,
) -> FoundDate | None:
    """Find when the page was first published.

    Args:
        tree: The page.
        headline: The element of its headline.
        linked: Its JSON-LD.
        metas: Its meta tags by lower-case name.
        url: Its address.
        language: What it says its language is, perhaps with a region.

    Returns:
        ISO 8601 text with the offset that the page gives (so that its first ten characters are the local day),
        precision, and method: ``json_ld``, ``meta``, ``time_element``, ``url`` or ``text``. None where nothing says.
    """
    day_first = writes_day_first(language, url)
    found = _from_linked_data(linked) or _from_metas(metas) or _from_elements(tree, day_first=day_first)
    found = found or _from_url(url) or _from_title(metas, day_first=day_first) or _from_text(tree, day_first=day_first)
    return found or (_near_headline(headline, day_first=day_first) if headline is not None else None)
