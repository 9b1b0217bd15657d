"""Who signed a page: people, and apart from them everything the page credits (agencies, desks, the outlet)."""

import re
from collections.abc import Collection, Iterator
from typing import Any, Final, NamedTuple

from lxml.html import HtmlElement

from transforms.bylines import opens_byline, people_from_byline
from transforms.pages.head import one_line
from transforms.pages.linked_data import LinkedData, text_of, types_of
from transforms.pages.titles import fold

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
)
_LABEL_AUTHOR: Final = re.compile(
    r"\b(?:by|author|von|autor\w*|auteur|par|por|escrito|verfasst|geschreven|skrevet|yazar)\b", re.IGNORECASE
)
_AUTHOR_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author-?name|author|article-?author|post-?author|writer|reporter-?name|autor|auteur|verfasser|"
    r"contributor)s?(?:$|[\s_-])|byline|author-?name",
    re.IGNORECASE,
)
_NOT_HERE: Final = re.compile(
    r"comment|bio|image|photo|avatar|thumb|social|follow|related|teaser|caption|credit|user", re.IGNORECASE
)
_ELSEWHERE: Final = frozenset({"aside", "nav", "footer", "figure", "figcaption", "blockquote"})
_CJK: Final = re.compile(r"[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7a3\s·・]{2,12}")
_MAX_BYLINE: Final = 240  # characters of a byline element; longer ones hold a biography
_MAX_LOOKED_AT: Final = 40  # elements: the byline stands near the headline


class Authors(NamedTuple):
    """People who signed the page, all names the page credits, in order, and where they were read."""

    people: tuple[str, ...]
    credited: tuple[str, ...]
    method: str  # json_ld, meta, element, none


def _is_address(name: str) -> bool:
    return "://" in name or name.startswith(("www.", "/", "@")) or "@" in name


def _people(name: str, outlets: Collection[str], *, is_person: bool | None) -> tuple[str, ...]:
    """People in a name property; ``is_person``: what the page itself says (None: nothing)."""
    if _is_address(name) or is_person is False:
        return ()
    people = people_from_byline(name, outlet_names=outlets)
    if people or not is_person or fold(name) in outlets:
        return people
    if _CJK.fullmatch(name):  # scripts without capitals: only the page's own word says that it is a person
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
        people = people_from_byline(name, outlet_names=outlets)
        if people:
            return Authors(people, people, "meta")
        credited = credited or (name,)
    return Authors((), credited, "meta") if credited else None


def _byline_elements(tree: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """Elements that may hold the byline, each with whether the page marks them as the author's name."""
    count = 0
    for element in tree.iter(
        "a", "span", "div", "p", "address", "strong", "li", "h2", "h3", "h4", "h5", "h6", "section", "ul", "em"
    ):
        itemprop = element.get("itemprop") or ""
        rel = element.get("rel") or ""
        label = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"
        marked = "author" in itemprop.split() or "author" in rel.split()
        if not marked and (len(label) < 4 or not _AUTHOR_CLASS.search(label) or _NOT_HERE.search(label)):
            continue
        if any(str(up.tag) in _ELSEWHERE or _NOT_HERE.search(up.get("class") or "") for up in element.iterancestors()):
            continue
        yield element, marked
        count += 1
        if count >= _MAX_LOOKED_AT:
            return


def _from_elements(tree: HtmlElement, outlets: Collection[str]) -> Authors | None:
    marked_people: list[str] = []
    for element, marked in _byline_elements(tree):
        text = one_line(" \n".join(element.itertext())[: 4 * _MAX_BYLINE])
        if not text or len(text) > _MAX_BYLINE:
            continue
        people = people_from_byline(text, outlet_names=outlets)
        if marked:
            marked_people.extend(people)
        elif people and (opens_byline(text) or len(fold(text).split()) <= 4 * len(people)):
            return Authors(_unique(marked_people) or people, people, "element")
    people = _unique(marked_people)
    return Authors(people, people, "element") if people else None


def read_authors(
    tree: HtmlElement, *, linked: LinkedData, metas: dict[str, str], outlet_names: Collection[str]
) -> Authors:
    """Find who signed a page.

    Args:
        tree: The page.
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
        credited = credited or found
    found = _from_elements(tree, outlet_names)
    if found:
        return found
    return credited or Authors((), (), "none")
