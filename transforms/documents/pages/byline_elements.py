"""Who signed a page, by its elements: what it marks as the author's, what follows a label, links to authors' pages."""

import functools
import re
from collections.abc import Collection, Iterator
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from transforms.documents.bylines import is_not_authorship, opens_byline
from transforms.documents.pages.head import one_line
from transforms.documents.pages.people import Authors, people_named, unique
from transforms.resources import read_toml
from transforms.text.words import bare_words

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
_MAX_ATTRIBUTES: Final = 300  # characters
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


def _is_short(text: str, people: int) -> bool:
    """Whether a text names people and little else: perhaps with a job behind a comma (*Local Reporter*)."""
    words = [len(bare_words(part).split()) for part in text.split(",")]
    return sum(words) <= _WORDS_PER_PERSON * people or (max(words) < _WORDS_PER_PERSON and len(words) <= 2 * people)


@functools.lru_cache(maxsize=16384)
def _names(attributes: str) -> str:
    return f" {_BREAK.sub(' ', attributes).lower()} "


@functools.lru_cache(maxsize=16384)
def _is_named_author(attributes: str) -> bool:
    names = _names(attributes)
    return len(names) >= _MIN_NAMES and _AUTHOR_NAMES.search(names) is not None and not _NOT_HERE.search(names)


def _attributes(element: HtmlElement) -> str:
    names = f"{element.get('class', '')} {element.get('id', '')} {element.get('data-testid', '')}"
    return names[:_MAX_ATTRIBUTES]  # the caches keep them


def _is_elsewhere(element: HtmlElement, story: Collection[HtmlElement], *, tags: frozenset[str] = _ELSEWHERE) -> bool:
    """Whether an element stands outside the article; ``story``: elements around the headline, which are the article."""
    for up in element.iterancestors():
        if up.tag in ("main", "body") or (up.tag == "article" and up in story):
            return False  # their classes describe the page, not the place in it
        if up.tag in tags or _NOT_HERE.search(_names(_attributes(up))):
            return True
    return False


def _byline_elements(tree: HtmlElement, story: Collection[HtmlElement]) -> Iterator[tuple[HtmlElement, bool]]:
    """Elements that may hold the byline, each with whether the page marks them as the author's name."""
    count = 0
    for element in tree.iter(_BYLINE_TAGS):
        marks = (element.get("itemprop"), element.get("rel"))
        marked = any(mark is not None and "author" in mark.split() for mark in marks)
        if not marked and not _is_named_author(_attributes(element)):
            continue
        if _is_elsewhere(element, story):
            continue
        yield element, marked
        count += 1
        if count >= _MAX_LOOKED_AT:
            return


def _from_elements(tree: HtmlElement, outlets: Collection[str], story: Collection[HtmlElement]) -> Authors | None:
    marked_people: list[str] = []
    named_people: list[str] = []
    initials: list[str] = []
    named_class: str | None = None
    for element, marked in _byline_elements(tree, story):
        text = one_line(" \n".join(element.itertext())[: 4 * _MAX_BYLINE])
        if not text or len(text) > _MAX_BYLINE:
            continue
        people = people_named(text, outlets, is_person=None)
        if marked:
            marked_people.extend(people)
            if not people and _INITIALS.fullmatch(text):
                initials.extend(_INITIALS_BREAK.split(text))
        elif named_people:
            if element.get("class") == named_class:  # each author of several has an element
                named_people.extend(people)
        elif people and (opens_byline(text) or _is_short(text, len(people))):
            named_people.extend(people)
            named_class = element.get("class")
    people = unique(marked_people) or unique(named_people)
    if people:
        return Authors(people, people, "element") if len(people) <= _MAX_PEOPLE else None
    return Authors((), unique(initials), "element") if initials else None


def _from_labels(tree: HtmlElement, outlets: Collection[str], story: Collection[HtmlElement]) -> Authors | None:
    """A name behind the word "Author", which has an element of its own."""
    count = 0
    for element in tree.iter("strong", "b", "dt", "th", "span", "label", "em"):
        label = element.text
        if not label or len(label) > _MAX_LABEL or label.strip(" \r\n\t:：").casefold() not in _LABELS:
            continue
        count += 1
        if count > _MAX_LOOKED_AT:
            break
        following = element.getnext()
        name = one_line(element.tail) or (one_line(following.text_content()) if following is not None else "")
        if name and len(name) <= _MAX_BYLINE and not _is_elsewhere(element, story):
            people = people_named(name, outlets, is_person=None)
            if people and len(name.split()) <= _WORDS_PER_PERSON * len(people):
                return Authors(people, people, "element")
    return None


def _before(element: HtmlElement) -> str:
    """The words right before an element: "Edited by" says that the person linked did not write the article."""
    previous, parent = element.getprevious(), element.getparent()
    text = previous.tail if previous is not None else (parent.text if parent is not None else "")
    return one_line((text or "")[-_MAX_LABEL:])


def _from_links(headline: HtmlElement, outlets: Collection[str], story: Collection[HtmlElement]) -> Authors | None:
    """Links to authors' pages near the headline, and within ``<address>``."""
    people: list[str] = []
    for element in _LINKS_AFTER(headline):
        if not _AUTHOR_ADDRESS.search(element.get("href", "")) and next(element.iterancestors("address"), None) is None:
            continue
        text = one_line(element.text_content()[: 2 * _MAX_BYLINE])
        if (
            len(text.split()) > _MAX_LINKED_WORDS
            or _is_elsewhere(element, story, tags=_ELSEWHERE_LINKED)
            or is_not_authorship(_before(element))
        ):
            continue
        people.extend(people_named(text, outlets, is_person=None))
    found = unique(people)
    return Authors(found, found, "element") if found and len(found) <= _MAX_PEOPLE else None


def find_signed(tree: HtmlElement, *, headline: HtmlElement | None, outlets: Collection[str]) -> Authors | None:
    """Find who signed a page among its elements.

    Args:
        tree: The page.
        headline: The element of its headline, where it has one.
        outlets: Folded names of the site, which are never its people.

    Returns:
        The people of the surest kind of element that names some, or initials that only the newsroom can read; None
        where no element of the article signs it.
    """
    story = frozenset(headline.iterancestors("article")) if headline is not None else frozenset()
    found = _from_elements(tree, outlets, story) or _from_labels(tree, outlets, story)
    if found is None and headline is not None:
        found = _from_links(headline, outlets, story)
    return found
