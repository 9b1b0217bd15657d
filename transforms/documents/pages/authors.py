"""Who signed a page: people, and apart from them everything the page credits (agencies, desks, the outlet)."""

import re
from collections.abc import Collection, Iterator
from typing import Any, Final

from lxml.html import HtmlElement

from transforms.documents.pages.byline_elements import find_signed
from transforms.documents.pages.head import one_line
from transforms.documents.pages.linked_data import LinkedData, text_of, types_of
from transforms.documents.pages.people import Authors, is_address, is_cjk_outlet, is_site, people_named, unique
from transforms.text.words import bare_words

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
_CJK_NAME: Final = re.compile(r"[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7a3]{2,5}")
_MIN_NAMES: Final = 6  # characters of class and id: blanks and a short word
_MAX_BYLINE: Final = 240  # characters of a byline element; longer ones hold a biography
_MAX_LOOKED_AT: Final = 40  # elements that may hold the byline


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
            people = [
                person for name, is_person in named for person in people_named(name, outlets, is_person=is_person)
            ]
            return Authors(unique(people), _credited(named, outlets), "json_ld")
    return None


def _credited(named: list[tuple[str, bool | None]], outlets: Collection[str]) -> tuple[str, ...]:
    names: list[str] = []
    for name, is_person in named:
        if is_address(name) or len(name) > _MAX_BYLINE:
            continue
        names.extend(people_named(name, outlets, is_person=is_person) or (name,))
    return unique(names)


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
        if not name or is_address(name) or len(name) > _MAX_BYLINE:
            continue
        people = people_named(name, outlets, is_person=None)
        if not people and _CJK_NAME.fullmatch(name) and not is_cjk_outlet(name):
            people = (name,)
        if people:
            return Authors(people, people, "meta")
        credited = credited or (name,)
    return Authors((), credited, "meta") if credited else None


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
        if credited is None or (found and all(is_site(name, outlet_names) for name in credited.credited)):
            credited = found or credited  # a template's own name gives way to whom another source names
    if credited and _is_by_others(credited, outlet_names):
        return credited  # an agency or a desk signed it: a person named elsewhere on the page did not
    found = find_signed(tree, headline=headline, outlets=outlet_names)
    return found or credited or Authors((), (), "none")


def _is_by_others(authors: Authors, outlet_names: Collection[str]) -> bool:
    return any(not _is_own_name(name, outlet_names) for name in authors.credited)


def _is_own_name(name: str, outlet_names: Collection[str]) -> bool:
    """The outlet as its own author is a template's default, and so is a number or a single word without meaning."""
    folded = bare_words(name)
    return (
        folded in outlet_names
        or not any(letter.isalpha() for letter in name)
        or any(folded in one or (len(one) >= _MIN_NAMES and one in folded) for one in outlet_names)
    )
