"""The standfirst: what stands under the headline and above the story.

Publishers print it as a heading, a paragraph or a box of its own, which extractors drop, and repeat it as the page's
description. It is taken from the page, never from the description alone: search engines get descriptions that readers
never see.
"""

import re
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from transforms.documents.pages.head import LINE_BREAK, one_line
from transforms.documents.pages.lines import is_byline, line_rule
from transforms.documents.pages.titles import resembles
from transforms.resources import read_toml
from transforms.text.words import bare_words

_NAMES: Final = re.compile("|".join(read_toml("pages_elements.toml")["standfirst"]))
_BREAK: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z0-9]+")
_FOLLOWING: Final = etree.XPath(
    "following::*[self::p or self::h2 or self::h3 or self::h4 or self::div or self::span or self::section or self::li"
    f" or self::strong or self::td or self::ul or self::ol][position() <= {160}]"
)
_LISTS: Final = frozenset({"ul", "ol"})
_IN_BOXES: Final = frozenset({"p", *_LISTS})  # what a box that is called a standfirst holds
_ELSEWHERE: Final = frozenset({"aside", "nav", "footer", "figure", "figcaption", "form", "blockquote", "button", "a"})
_CAPTION: Final = re.compile(r"caption|credit|copyright|byline|author|figure|image|photo|legend", re.IGNORECASE)
_CREDIT: Final = re.compile(r"[©ⓒ]|\b(?:Foto|Photo|Bild|Picture|Image|Imagen|Fotos|Photos)s?\s?:")
_TEXT_BEFORE: Final = etree.XPath("preceding::text()[normalize-space()][1]")
_MAX_RIGHT_BELOW: Final = 6  # elements after the headline
_MIN_SECOND_RANK: Final = 60  # characters of an <h2> below the headline that is a sentence, and no crosshead
_LONGER: Final = 1.5  # times the first paragraph's length: a summary that begins as the story does
_MIN_CHARS: Final = 25
_MAX_CHARS: Final = 1_000
_MAX_ELEMENTS: Final = 160  # looked at after the headline: the standfirst stands close to it
_SAME_START: Final = 60  # folded characters that a description and the printed text have in common


def _named(element: HtmlElement) -> bool:
    """Whether an element, or the box around a paragraph, is called a standfirst."""
    if element.tag in _IN_BOXES and (box := element.getparent()) is not None and _is_called(box):
        return True
    return _is_called(element)


def _is_called(element: HtmlElement) -> bool:
    names = f"{element.get('class', '')} {element.get('itemprop', '')} {element.get('data-testid', '')}"
    return len(names) > 3 and _NAMES.search(f" {_BREAK.sub(' ', names[:300]).lower()} ") is not None


def _is_description(folded: str, descriptions: tuple[str, ...]) -> bool:
    return any(
        folded == one
        or (len(folded) >= _SAME_START and len(one) >= _SAME_START and folded[:_SAME_START] == one[:_SAME_START])
        for one in descriptions
    )


def _is_other(element: HtmlElement, text: str) -> bool:
    """A caption, credit, byline or pointer, or a box that holds more than one text."""
    if line_rule(text) or is_byline(text) or _CREDIT.search(text):
        return True
    parent = element.getparent()
    above = parent.get("class", "") if parent is not None and not _named(element) else ""
    if _CAPTION.search(f"{element.get('class', '')} {above}"):
        return True
    if element.tag in _LISTS and _named(element):  # a standfirst in points
        return False
    texts = [block for block in element.iter("p", "div", "h2", "h3", "h4", "li") if (block.text or "").strip()]
    return len(texts) > 1


def _is_right_below(element: HtmlElement, head: HtmlElement, text: str) -> bool:
    """Whether an element is a long heading of the second rank with nothing between it and the headline."""
    if element.tag != "h2" or len(text) < _MIN_SECOND_RANK:
        return False
    before = _TEXT_BEFORE(element)
    owner = before[0].getparent() if before else None
    return owner is not None and (owner is head or head in owner.iterancestors())


def _lines(element: HtmlElement) -> tuple[str, ...]:
    """The standfirst by lines: items of a list, paragraphs of a box that is named as one, what line breaks part.

    A line that goes on in the next one (which begins with a small letter) is one with it.
    """
    box = element.getparent()
    parts = [element]
    if element.tag in _LISTS:
        parts = list(element.iterchildren("li"))
    elif element.tag == "p" and box is not None and _is_called(box):
        parts = list(box.iterchildren("p"))
    lines: list[str] = []
    for part in parts:
        begin = len(lines)
        for broken in part.text_content().split(LINE_BREAK):
            line = one_line(broken)
            if not line:
                continue
            if len(lines) > begin and line[0].islower():
                lines[-1] += f" {line}"
            else:
                lines.append(line)
    is_box = len(parts) > 1
    kept = tuple(line for line in lines if not is_box or (len(line) >= _MIN_CHARS and not line_rule(line)))
    return kept if kept and sum(map(len, kept)) <= _MAX_CHARS else (one_line(element.text_content()),)


def find_standfirst(
    tree: HtmlElement, *, title: str | None, headlines: frozenset[str], descriptions: tuple[str, ...], lead: str
) -> tuple[str, ...]:
    """Find the standfirst between the headline and the first paragraph.

    Args:
        tree: The page, before furniture is removed.
        title: Its headline.
        headlines: Folded forms of the headline, none of which is a standfirst.
        descriptions: The page's own summaries.
        lead: First paragraph as extracted, where the search ends.

    Returns:
        Its lines; none where the page has no standfirst.
    """
    folded_title = bare_words(title or "")
    heads = [element for element in tree.iter("h1", "h2") if bare_words(element.text_content()) in headlines] or list(
        tree.iter("h1")
    )
    if not heads:
        return ()
    head = next((one for one in heads if bare_words(one.text_content()) == folded_title), heads[0])
    folded_descriptions = tuple(filter(None, (bare_words(one) for one in descriptions)))
    folded_lead = bare_words(lead)[:_SAME_START]
    for count, element in enumerate(_FOLLOWING(head)):
        if count >= _MAX_ELEMENTS:
            break
        text = element.text_content()
        if not _MIN_CHARS <= len(text) <= 2 * _MAX_CHARS:
            continue
        text = one_line(text)
        if not _MIN_CHARS <= len(text) <= _MAX_CHARS:
            continue
        folded = bare_words(text)
        if folded_lead and folded[:_SAME_START] == folded_lead:
            # sites without a standfirst describe a page by its first words
            is_longer = (
                count < _MAX_RIGHT_BELOW and len(text) > _LONGER * len(lead) and _is_right_below(element, head, text)
            )
            return (text,) if is_longer or _named(element) else ()
        if any(folded.endswith(one) for one in headlines) or resembles(folded, folded_title):
            continue
        if any(up.tag in _ELSEWHERE for up in element.iterancestors()):
            continue
        if (
            _is_description(folded, folded_descriptions)
            or _named(element)
            or (count < _MAX_RIGHT_BELOW and _is_right_below(element, head, text))
        ) and not _is_other(element, text):
            return _lines(element)
    return ()
