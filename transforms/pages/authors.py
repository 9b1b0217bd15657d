"""Who signed a page: people, and apart from them everything the page credits (agencies, desks, the outlet)."""

import functools
import re
from collections.abc import Collection, Iterator
from typing import Any, Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from transforms.bylines import is_not_authorship, opens_byline, people_from_byline
from transforms.outlets.registry import bundled_registry
from transforms.pages.head import one_line
from transforms.pages.linked_data import LinkedData, text_of, types_of
from transforms.pages.titles import fold
from transforms.resources import read_toml

_META_KEYS: Final = (
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "og:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dc.creator.personalname",
    "cxenseparse:author",
    "citation_author",
    "authors",
    "creator",
    "byline",
    "articleauthor",
    "article:byline",
)
_LABEL_AUTHOR: Final = re.compile(
    r"\b(?:by|author|von|autor\w*|auteur|par|por|escrito|verfasst|geschreven|skrevet|yazar)\b", re.IGNORECASE
)
_AUTHOR_NAMES: Final = re.compile(
    r" (?:by ?lines?|author(?: ?names?| link| list| info| credit)?|authors|article author|post author|written by|"
    r"writers?|reporters?(?: name)?|autore?n?|auteurs?|verfasser|contributors?|journalists?|signature|firma|"
    r"person link) "
)
_NOT_HERE: Final = re.compile(
    r" (?:comments?|bio|biography|about|image|photo|avatar|thumb\w*|social|follow|related|teasers?|captions?|credits?|"
    r"users?|recirc\w*|recommend\w*|popular|trending|cards?|promo|sidebar|newsletters?|sign ?up|subscri\w+|podcasts?|"
    r"hosts?|episodes?|players?|most (?:read|viewed|shared|commented)|read (?:more|next|also)|more (?:from|on|stories)|"
    r"latest(?: news| stories)?|offer\w*|books?|events?|testimonials?|quotes?|tweets?) "
)
_AUTHOR_ADDRESS: Final = re.compile(
    r"/(?:authors?|autore?n?|autores|autori|auteurs?|profiles?|contributors?|by|byline|writers?|journalists?|"
    r"journalistes?|reporters?|columnists?|redaktion|redakteure?|redactie|redactores|medewerkers|staff|forfatter|"
    r"skribenter?|yazarlar|firmas|correspondents?)/[^/?#]{3,}",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z0-9]+")
_ELSEWHERE: Final = frozenset({"aside", "nav", "footer", "figure", "figcaption", "blockquote"})
_ELSEWHERE_LINKED: Final = _ELSEWHERE - {"aside"}  # beside the headline some sites set who wrote it into one
_CJK_NAME: Final = re.compile(r"[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7a3]{2,5}")
_CJK_OUTLET: Final = re.compile(
    "新聞|新闻|日報|日报|社|編集|编辑|編輯|记者|記者|网|網|報|报|ニュース|取材班|放送|テレビ|电视|電視|通讯|通信|公司|会社|中心|協会|协会|뉴스|신문|일보|기자|팀|통신|방송|편집"
)
_CJK: Final = re.compile(r"[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7a3\s·・]{2,12}")
_MIN_NAMES: Final = 6  # characters of class and id: blanks and a short word
_INITIALS: Final = re.compile(r"[^\W\d_]{2,5}(?:\s?[/;,+]\s?[^\W\d_]{2,5}){0,4}")  # "srf/hosb; kesm": who, in-house
_INITIALS_BREAK: Final = re.compile(r"\s?[;,]\s?")
_MAX_PEOPLE: Final = 8  # linked near the headline; more are a list of the newsroom
_BYLINE_TAGS: Final = (
    "a", "span", "div", "p", "address", "strong", "li", "h2", "h3", "h4", "h5", "h6", "section", "ul", "em", "cite",
)  # fmt: skip
_LABELS: Final = frozenset(read_toml("furniture_bylines.toml")["author_labels"])
_MAX_LABEL: Final = 60  # characters
_MAX_BYLINE: Final = 240  # characters of a byline element; longer ones hold a biography
_MAX_LOOKED_AT: Final = 40  # elements that may hold the byline
_MAX_FROM_HEAD: Final = 300  # elements after the headline: a link to an author's page further down is another story's
_LINKS_AFTER: Final = etree.XPath(f"following::*[position() <= {_MAX_FROM_HEAD}][self::a]")
_WORDS_PER_PERSON: Final = 4  # of a byline element that opens with no "by": more words are a sentence
_MAX_LINKED_WORDS: Final = 6


class Authors(NamedTuple):
    """People who signed the page, all names the page credits, in order, and where they were read."""

    people: tuple[str, ...]
    credited: tuple[str, ...]
    method: str  # json_ld, meta, element, none


def _is_address(name: str) -> bool:
    return "://" in name or name.startswith(("www.", "/", "@")) or "@" in name


def _is_site(name: str, outlets: Collection[str]) -> bool:
    """Whether a name is the site's own, written as it writes itself or run together as in its address."""
    squeezed = fold(name).replace(" ", "")
    return any(squeezed == one.replace(" ", "") for one in outlets)


def _is_outlet(name: str, outlets: Collection[str]) -> bool:
    return bundled_registry().by_name(name) is not None or _is_site(name, outlets)


def _people(name: str, outlets: Collection[str], *, is_person: bool | None) -> tuple[str, ...]:
    """People in a name property; ``is_person``: what the page itself says (None: nothing)."""
    if _is_address(name) or is_person is False:
        return ()
    people = tuple(one for one in people_from_byline(name, outlet_names=outlets) if not _is_outlet(one, outlets))
    if people or not is_person or _is_outlet(name, outlets):
        return people
    if _CJK.fullmatch(name) and not _CJK_OUTLET.search(
        name
    ):  # scripts without capitals: only the page's own word says that it is a person
        return (name.strip(),)
    if name == name.lower() or name == name.upper():
        return people_from_byline(name.title(), outlet_names=outlets)
    return ()


def _unique(names: Iterator[str] | Collection[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        key = fold(name)
        if key:
            seen.setdefault(key, name)
    return tuple(seen.values())


def _linked_names(value: Any, linked: LinkedData, depth: int = 0) -> Iterator[tuple[str, bool | None]]:
    """Names in an author property, each with whether the page calls it a person; None: it does not say."""
    if isinstance(value, list):
        if depth < 3:
            for one in value[:_MAX_LOOKED_AT]:
                yield from _linked_names(one, linked, depth + 1)
    elif isinstance(value, dict):
        node = linked.resolve(value)
        names = node.get("name")
        kinds = types_of(node)
        is_person = "person" in kinds or (None if not kinds else False)
        for one in names if isinstance(names, list) else [names]:
            if name := text_of(one):
                yield name, is_person
    elif isinstance(value, str) and (name := text_of(value)):
        yield name, None


def _from_linked_data(linked: LinkedData, outlets: Collection[str]) -> Authors | None:
    for key in ("author", "creator"):
        named = list(_linked_names(linked.article.get(key), linked))
        if named:
            people = [person for name, is_person in named for person in _people(name, outlets, is_person=is_person)]
            return Authors(_unique(people), _credited(named, outlets), "json_ld")
    return None


def _credited(named: list[tuple[str, bool | None]], outlets: Collection[str]) -> tuple[str, ...]:
    names: list[str] = []
    for name, is_person in named:
        if _is_address(name) or len(name) > _MAX_BYLINE:
            continue
        names.extend(_people(name, outlets, is_person=is_person) or (name,))
    return _unique(names)


def _from_metas(metas: dict[str, str], outlets: Collection[str]) -> Authors | None:
    credited: tuple[str, ...] = ()
    values = [metas[key] for key in _META_KEYS if key in metas]
    values += [
        metas[f"twitter:data{number}"]
        for number in (1, 2)
        if f"twitter:data{number}" in metas and _LABEL_AUTHOR.search(metas.get(f"twitter:label{number}", ""))
    ]
    for value in values:
        name = one_line(value)
        if not name or _is_address(name) or len(name) > _MAX_BYLINE:
            continue
        people = _people(name, outlets, is_person=None)
        if not people and _CJK_NAME.fullmatch(name) and not _CJK_OUTLET.search(name):
            people = (name,)
        if people:
            return Authors(people, people, "meta")
        credited = credited or (name,)
    return Authors((), credited, "meta") if credited else None


@functools.lru_cache(maxsize=16384)
def _names(attributes: str) -> str:
    return f" {_BREAK.sub(' ', attributes[:300]).lower()} "


def _attributes(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')} {element.get('data-testid', '')}"


def _is_elsewhere(element: HtmlElement, *, tags: frozenset[str] = _ELSEWHERE) -> bool:
    for up in element.iterancestors():
        # classes of the whole describe the page, not the place in it
        if up.tag in ("main", "body") or (up.tag == "article" and up.find(".//h1") is not None):
            return False
        if up.tag in tags or _NOT_HERE.search(_names(_attributes(up))):
            return True
    return False


def _byline_elements(tree: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """Elements that may hold the byline, each with whether the page marks them as the author's name."""
    count = 0
    for element in tree.iter(_BYLINE_TAGS):
        marked = "author" in element.get("itemprop", "").split() or "author" in element.get("rel", "").split()
        if not marked:
            names = _names(_attributes(element))
            if len(names) < _MIN_NAMES or not _AUTHOR_NAMES.search(names) or _NOT_HERE.search(names):
                continue
        if _is_elsewhere(element):
            continue
        yield element, marked
        count += 1
        if count >= _MAX_LOOKED_AT:
            return


def _from_elements(tree: HtmlElement, outlets: Collection[str]) -> Authors | None:
    marked_people: list[str] = []
    named_people: list[str] = []
    initials: list[str] = []
    named_class: str | None = None
    for element, marked in _byline_elements(tree):
        text = one_line(" \n".join(element.itertext())[: 4 * _MAX_BYLINE])
        if not text or len(text) > _MAX_BYLINE:
            continue
        people = _people(text, outlets, is_person=None)
        if marked:
            marked_people.extend(people)
            if not people and _INITIALS.fullmatch(text):
                initials.extend(_INITIALS_BREAK.split(text))
        elif named_people:
            if element.get("class") == named_class:  # each author of several has an element
                named_people.extend(people)
        elif people and (opens_byline(text) or len(fold(text).split()) <= _WORDS_PER_PERSON * len(people)):
            named_people.extend(people)
            named_class = element.get("class")
    people = _unique(marked_people) or _unique(named_people)
    if people:
        return Authors(people, people, "element") if len(people) <= _MAX_PEOPLE else None
    return Authors((), _unique(initials), "element") if initials else None


def _from_labels(tree: HtmlElement, outlets: Collection[str]) -> Authors | None:
    """A name behind the word "Author", which has an element of its own."""
    for element in tree.iter("strong", "b", "dt", "th", "span", "label", "em"):
        label = element.text
        if not label or len(label) > _MAX_LABEL or label.strip(" \r\n\t:：").casefold() not in _LABELS:
            continue
        following = element.getnext()
        name = one_line(element.tail) or (one_line(following.text_content()) if following is not None else "")
        if name and len(name) <= _MAX_BYLINE and not _is_elsewhere(element):
            people = _people(name, outlets, is_person=None)
            if people and len(name.split()) <= _WORDS_PER_PERSON * len(people):
                return Authors(people, people, "element")
    return None


def _before(element: HtmlElement) -> str:
    """The words right before an element: "Edited by" says that the person linked did not write the article."""
    previous, parent = element.getprevious(), element.getparent()
    text = previous.tail if previous is not None else (parent.text if parent is not None else "")
    return one_line((text or "")[-_MAX_LABEL:])


def _from_links(headline: HtmlElement, outlets: Collection[str]) -> Authors | None:
    """Links to authors' pages near the headline, and within ``<address>``."""
    people: list[str] = []
    for element in _LINKS_AFTER(headline):
        if not _AUTHOR_ADDRESS.search(element.get("href", "")) and next(element.iterancestors("address"), None) is None:
            continue
        text = one_line(element.text_content()[: 2 * _MAX_BYLINE])
        if (
            len(text.split()) > _MAX_LINKED_WORDS
            or _is_elsewhere(element, tags=_ELSEWHERE_LINKED)
            or is_not_authorship(_before(element))
        ):
            continue
        people.extend(_people(text, outlets, is_person=None))
    found = _unique(people)
    return Authors(found, found, "element") if found and len(found) <= _MAX_PEOPLE else None


def read_authors(
    tree: HtmlElement,
    *,
    headline: HtmlElement | None = None,
    linked: LinkedData,
    metas: dict[str, str],
    outlet_names: Collection[str],
) -> Authors:
    """Find who signed a page.

    Args:
        tree: The page.
        headline: The element of its headline.
        linked: Its JSON-LD.
        metas: Its meta tags by lower-case name.
        outlet_names: Folded names of the site, which are never its people.

    Returns:
        People and credited names of the first source that names a person; where none does, nobody, with what the
        page credits instead. A missing author is a gap, an invented one is a false fact about a person.
    """
    credited: Authors | None = None
    for found in (_from_linked_data(linked, outlet_names), _from_metas(metas, outlet_names)):
        if found and found.people:
            return found
        if credited is None or (found and all(_is_site(name, outlet_names) for name in credited.credited)):
            credited = found or credited  # a template's own name gives way to whom another source names
    if credited and _is_by_others(credited, outlet_names):
        return credited  # an agency or a desk signed it: a person named elsewhere on the page did not
    found = _from_elements(tree, outlet_names) or _from_labels(tree, outlet_names)
    if found is None and headline is not None:
        found = _from_links(headline, outlet_names)
    return found or credited or Authors((), (), "none")


def _is_by_others(authors: Authors, outlet_names: Collection[str]) -> bool:
    return any(not _is_own_name(name, outlet_names) for name in authors.credited)


def _is_own_name(name: str, outlet_names: Collection[str]) -> bool:
    """The outlet as its own author is a template's default, and so is a number or a single word without meaning."""
    folded = fold(name)
    return (
        folded in outlet_names
        or not any(letter.isalpha() for letter in name)
        or any(folded in one or (len(one) >= _MIN_NAMES and one in folded) for one in outlet_names)
    )
