"""Text of a page to an element tree, within limits.

Pages are hostile. The parser reads from memory only (no network, no external entities: an HTML parser knows none) and
stops at a nesting of some 250 elements; what is too long or too rich in elements for a news page is refused before any
rule runs over it, because rules cost time by element.
"""

import html
import re
from typing import Final

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from transforms.documents.pages.errors import PageError
from transforms.documents.pages.head import LINE_BREAK
from transforms.text.visible import is_as_seen, visible_text

MAX_CHARS: Final = 12_000_000  # the largest news pages, with their scripts and inline images, have some 5 million
MAX_ELEMENTS: Final = (
    25_000  # once scripts and styles are gone; news pages have 500 to 3,000, long live blogs ten times that
)
_MAX_ATTRIBUTES: Final = 1_000  # of one tag: the parser compares each with all before it; pages have some dozens
_ATTRIBUTE: Final = r"[\s/]*+=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+))?"
_ATTRIBUTES: Final = re.compile(_ATTRIBUTE)
# comments, scripts and styles as a whole, or a tag with its attributes: every character is looked at once
_TAGS: Final = re.compile(
    r"<!--(?:-?>|.*?(?:-->|--!>|\Z))|<(?:script|style)\b.*?(?:</(?:script|style)|\Z)"
    rf"|<[a-z][^\s/>]*+((?:{_ATTRIBUTE})*+)",
    re.IGNORECASE | re.DOTALL,
)
_CONTROLS: Final = bytes([*range(9), 11, 12, *range(14, 32), 127])
_MARKUP: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|main|article|section|div|p|h1|h2|span|table|a)[\s>/]", re.IGNORECASE
)
_OTHER_FORMAT: Final = re.compile(
    r"\s*(?:%PDF-|<\?xml[^>]*\?>\s*(?:<!--.{0,2000}?-->\s*)?<(?!html|!doctype\s+html)\w)", re.IGNORECASE | re.DOTALL
)
# what may stand for a character that does not show: a number, or a name of theirs
_REFERENCE: Final = re.compile(r"&(?:shy|zwnj|zwj|lrm|rlm|NoBreak|ZeroWidthSpace|#\d{3,5}|#[xX][0-9a-fA-F]{2,4});")
_HINTS: Final = re.compile(r"&(?:shy|zw|lrm|rlm|NoB|Zer|#(?:173|7[67]|8[0-4]|6503|6527|[xX](?:[aA][dD]|03|20|[fF])))")
_AT_LIMIT: Final = etree.XPath("boolean(//*[count(ancestor::*) >= 250])")  # libxml2 stops at 256
_SNIFF_CHARS: Final = 20_000


def _as_seen(page: str) -> str:
    """The page as a reader sees it, whether its characters stand as they are or as references."""
    return visible_text(_REFERENCE.sub(_resolved, page) if _HINTS.search(page) else page)


def _resolved(reference: re.Match[str]) -> str:
    char = html.unescape(reference[0])
    return reference[0] if is_as_seen(char) else char


def load_page(page: str) -> HtmlElement:
    """Parse a page.

    Args:
        page: The page, decoded.

    Returns:
        The root of the tree, without comments and processing instructions; scripts are still in it.

    Raises:
        PageError: ``empty_page``, ``not_html`` or ``too_large``.
    """
    if not page or page.isspace():
        raise PageError("empty_page")
    if len(page) > MAX_CHARS:
        raise PageError("too_large", f"{len(page)} characters, at most {MAX_CHARS}")
    sniffed = page[:_SNIFF_CHARS]
    if _OTHER_FORMAT.match(sniffed) or not (_MARKUP.search(sniffed) or _MARKUP.search(page)):
        raise PageError("not_html", "no HTML tag")
    _check_attributes(page)
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, default_doctype=False
    )
    try:
        tree = document_fromstring(_as_seen(page).encode("utf-8", "replace").translate(None, _CONTROLS), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise PageError("empty_page", "the parser found no element") from error
    for line_break in tree.iter("br"):  # who asks an element for its text must not get two lines as one word
        line_break.tail = f"{LINE_BREAK}{line_break.tail or ''}"
    return tree


def _check_attributes(page: str) -> None:
    """Refuse a page with a tag of more attributes than any page has.

    Raises:
        PageError: ``too_large``.
    """
    for found in _TAGS.finditer(page):
        attributes = found[1]
        if attributes is not None and len(attributes) > _MAX_ATTRIBUTES:  # each has a character at least
            count = len(_ATTRIBUTES.findall(attributes))
            if count > _MAX_ATTRIBUTES:
                raise PageError("too_large", f"{count} attributes on a tag, at most {_MAX_ATTRIBUTES}")


def check_size(tree: HtmlElement) -> None:
    """Refuse a tree with more elements than a news page has: every later rule costs time by element.

    Raises:
        PageError: ``too_large``.
    """
    count = int(tree.xpath("count(//*)"))
    if count > MAX_ELEMENTS:
        raise PageError("too_large", f"{count} elements, at most {MAX_ELEMENTS}")


def is_cut(tree: HtmlElement) -> bool:
    """Whether the tree is as deep as the parser goes: what stood deeper is lost."""
    return bool(_AT_LIMIT(tree))
