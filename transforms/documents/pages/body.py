"""Body paragraphs of a page: our pruning, then trafilatura's main extractor, then its fallbacks where they are needed.

trafilatura is called through its parts rather than through ``bare_extraction``, on a tree that is parsed once and freed
of scripts: the whole function parses, copies and searches the page several times over, for metadata that we read
ourselves and for comments that we do not want.
"""

import re
from copy import copy
from html import unescape
from typing import Any, Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement
from trafilatura.external import compare_extraction
from trafilatura.htmlprocessing import convert_tags, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Extractor

from transforms.documents.pages.errors import PageError
from transforms.documents.pages.head import one_line
from transforms.documents.pages.pruning import prune_page

_STRIPPED: Final = (
    "script",
    "style",
    "noscript",
    "svg",
    "template",
    "iframe",
    "link",
    "object",
    "embed",
    "canvas",
    "video",
    "audio",
    "map",
    "area",
    "select",
    "option",
    "textarea",
    "dialog",
)
_LITTLE: Final = 400  # characters extracted: below, the fallbacks run
_MAX_FALLBACK_ELEMENTS: Final = 6_000  # jusText's time grows with the square; news pages have 500 to 3,000
_CLEARLY_MORE: Final = 1.5  # times the characters: fallbacks that find a little more find furniture
_MAX_ARTICLE_BODY: Final = 200_000  # characters
_TAG: Final = re.compile(r"<[a-zA-Z/][^<>]{0,500}>")
_BLOCK_TAG: Final = re.compile(r"<(?:/?(?:p|div|h[1-6]|li|ul|ol|blockquote)|br)\b[^<>]{0,500}>", re.IGNORECASE)
_BREAK: Final = "\x1e"  # stands for a line break until paragraphs are made: no page holds it
_PARAGRAPH_BREAK: Final = re.compile(r"\x1e\s*\x1e[\s\x1e]*|(?<=[.!?…。”\"»])\s*\x1e")
_LISTS: Final = frozenset({"list", "ul", "ol", "dl"})
_BLOCKS: Final = frozenset(
    {"p", "div", "head", "quote", "list", "ul", "ol", "dl", "item", "row", "cell", "table", "code", "li", "dt", "dd"}
)
_MAX_TITLE_LINE: Final = 80  # characters of a line that stands above a paragraph, by a line break only
_MIN_LINK_TEXT: Final = 12  # characters: shorter links are names
_MUCH_LINKED: Final = 0.4  # of a list item's characters


class Paragraph(NamedTuple):
    """A paragraph as extracted: its text, and ``p``, ``heading``, ``item``, ``quote``, ``row`` or ``line``.

    A ``line`` stands above a paragraph, parted from it by a line break only.
    """

    text: str
    kind: str


def strip_active_content(tree: HtmlElement) -> None:
    """Remove what never holds an article's text: scripts, styles, embedded objects. Changes the tree."""
    etree.strip_elements(tree, *_STRIPPED, with_tail=False)


class LinkedTexts(NamedTuple):
    """Texts that are one link from end to end, and texts of list items that links make up much of."""

    whole: frozenset[str]
    partly: frozenset[str]


def linked_texts(tree: HtmlElement) -> LinkedTexts:
    """Texts by which paragraphs are recognised as pointers to other pages, once the extractor has dropped the links."""
    whole: set[str] = set()
    shares: dict[HtmlElement, int] = {}
    for element in tree.iter("a"):
        if element.get("href", "#").startswith("#"):  # a place on the same page: the article's own contents
            continue
        text = one_line(element.text_content())
        if len(text) >= _MIN_LINK_TEXT:
            whole.add(text)
            item = next(element.iterancestors("li", "p"), None)
            if item is not None and item.tag == "li":
                shares[item] = shares.get(item, 0) + len(text)
    partly = set()
    for item, length in shares.items():
        text = one_line(item.text_content())
        if length >= len(text) * _MUCH_LINKED:
            partly.add(text)
    return LinkedTexts(frozenset(whole), frozenset(partly))


def _gather(element: Any, pieces: list[str], *, with_lists: bool) -> None:
    """Text of an element, with a mark for each line break and around each block inside it."""
    pieces.append(element.text or "")
    for child in element:
        tag = child.tag
        if tag in _LISTS or tag == "lb":
            pieces.append(_BREAK)
        elif tag in _BLOCKS:
            pieces.append(_BREAK)
            _gather(child, pieces, with_lists=with_lists)
            pieces.append(_BREAK)
        else:
            _gather(child, pieces, with_lists=with_lists)
        pieces.append(child.tail or "")


def _joined(element: Any, *, with_lists: bool = True) -> str:
    pieces: list[str] = []
    _gather(element, pieces, with_lists=with_lists)
    return "".join(pieces)


def _text(element: Any, *, with_lists: bool = True) -> str:
    return one_line(_joined(element, with_lists=with_lists).replace(_BREAK, " "))


def _split_breaks(element: Any, kind: str) -> list[Paragraph]:
    """Paragraphs of an element that breaks its lines: at double breaks, after sentences, after short lines like titles.

    Other single breaks stand within a sentence and become blanks.
    """
    joined = _joined(element)
    if _BREAK not in joined:
        text = one_line(joined)
        return [Paragraph(text, kind)] if text else []
    found: list[Paragraph] = []
    for part in _PARAGRAPH_BREAK.split(joined):
        first, broken, rest = part.strip().partition(_BREAK)
        first, rest = one_line(first), one_line(rest.replace(_BREAK, " "))
        if broken and rest and 0 < len(first) <= _MAX_TITLE_LINE and not rest[0].islower():
            found.append(Paragraph(first, "line"))
            found.append(Paragraph(rest, kind))
        elif text := f"{first} {rest}".strip():
            found.append(Paragraph(text, kind))
    return found


def _items(element: Any) -> list[Paragraph]:
    """Items of a list; those of a list inside an item follow it."""
    found: list[Paragraph] = []
    for item in element:
        if text := _text(item, with_lists=False):
            found.append(Paragraph(text, "item"))
        for inner in item.iterchildren(*_LISTS):
            found.extend(_items(inner))
    return found


def _paragraphs(body: Any) -> list[Paragraph]:
    found: list[Paragraph] = []
    for child in body:
        tag = child.tag
        if tag in ("head", "h1", "h2", "h3", "h4", "h5", "h6"):
            if text := _text(child):
                found.append(Paragraph(text, "heading"))
        elif tag in _LISTS:
            found.extend(_items(child))
        elif tag == "table":
            for row in child.iter("row", "tr"):
                cells = [text for cell in row if (text := _text(cell))]
                if cells:
                    found.append(Paragraph(" | ".join(cells), "row"))
        elif tag in ("quote", "blockquote"):
            inner = [part for part in child if part.tag == "p"]
            if inner and not (child.text or "").strip():
                found.extend(paragraph for part in inner for paragraph in _split_breaks(part, "quote"))
            else:
                found.extend(_split_breaks(child, "quote"))
        elif tag in ("div", "section", "article", "main", "body"):
            found.extend(_paragraphs(child))
        else:
            found.extend(_split_breaks(child, "p"))
        if child.tail and tag != "p" and (text := one_line(child.tail)):
            found.append(Paragraph(text, "p"))
    return found


def _length(paragraphs: list[Paragraph]) -> int:
    return sum(len(paragraph.text) for paragraph in paragraphs)


def _with_fallbacks(tree: HtmlElement) -> list[Paragraph]:
    """The extractor compared with readability and jusText: half as slow again, for pages where it found little."""
    options = Extractor(comments=False)
    cleaned = tree_cleaning(copy(tree), options)
    backup = copy(cleaned)
    body, text = extract_content(convert_tags(cleaned, options, None), options)
    body, _ = compare_extraction(backup, copy(tree), body, text, options)
    return _paragraphs(body)


def _from_article_body(text: str) -> list[Paragraph]:
    """Paragraphs of an ``articleBody`` in JSON-LD: plain text, or markup."""
    if _TAG.search(text):
        text = _TAG.sub(" ", _BLOCK_TAG.sub("\n", text))
    return [Paragraph(one, "p") for part in unescape(text).split("\n") if (one := one_line(part))]


def extract_paragraphs(page: HtmlElement, *, whole: HtmlElement, article_body: str) -> list[Paragraph]:
    """Body paragraphs in reading order.

    Args:
        page: The page after pruning; changed.
        whole: The page before pruning, for the fallbacks that run where ``page`` yields little; not changed.
        article_body: Text that the page gives in JSON-LD: taken where extraction finds little, and it is much more.

    Returns:
        Paragraphs, headings, list items, quotations and table rows.

    Raises:
        PageError: ``extractor_failed``.
    """
    options = Extractor(fast=True, comments=False)
    try:
        body, _ = extract_content(convert_tags(tree_cleaning(page, options), options, None), options)
        paragraphs = _paragraphs(body)
        length = _length(paragraphs)
        if length < _LITTLE and int(whole.xpath("count(//*)")) <= _MAX_FALLBACK_ELEMENTS:
            pruned = copy(whole)
            prune_page(pruned)
            other = _with_fallbacks(pruned)
            if _length(other) > _CLEARLY_MORE * length:
                paragraphs, length = other, _length(other)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, etree.LxmlError) as error:
        # the library meets markup here that its authors never saw: one page is lost, not the run
        raise PageError("extractor_failed", type(error).__name__) from error
    if article_body and length < _LITTLE:
        other = _from_article_body(article_body[:_MAX_ARTICLE_BODY])
        if _length(other) > _CLEARLY_MORE * length:
            return other
    return paragraphs
