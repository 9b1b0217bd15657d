"""The headline as readers see it: the heading that heads the story, and what stands in front of it as a kicker.

Not every ``<h1>`` is that: sites put their logo into one, the headline for search engines into the last link of a
breadcrumb, the headlines of teasers into more of them.
"""

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from transforms.documents.pages.head import one_line
from transforms.text.words import bare_words

# style sheets stand in the middle of headlines where a framework writes them beside each element
_TEXTS: Final = etree.XPath(".//text()[not(parent::style or parent::script)]", smart_strings=False)
_MAX_HEADINGS: Final = 60  # looked at: a headline stands above the headings of its story
_MAX_H1: Final = 12
_AWAY: Final = frozenset({"nav", "aside", "footer", "figure", "figcaption", "li"})  # breadcrumbs are lists
_STORY: Final = frozenset({"article", "main"})
_MIN_HEADLINE: Final = 12  # folded characters that make an equal text no accident
_MAX_PIECES: Final = 200  # of text in one heading
_MAX_TEXT: Final = 1_000  # characters of one heading: longer ones are no headlines
_MAX_KICKER: Final = 60  # characters


class Headline(NamedTuple):
    """The visible headline, its part behind a kicker (or nothing), its rank, all folded ``<h1>``, and its element."""

    text: str
    behind_kicker: str
    rank: int
    first_rank: frozenset[str]
    element: HtmlElement | None


class _Heading(NamedTuple):
    element: HtmlElement
    text: str
    folded: str
    is_away: bool
    is_linked: bool
    in_story: bool


def _text(element: HtmlElement) -> str:
    """Text of a heading; a kicker that only its style parts from the headline gets its blank."""
    if not len(element):
        return one_line(element.text)
    pieces: list[str] = []
    before = " "
    for text in _TEXTS(element)[:_MAX_PIECES]:
        if text[0] in "«„" or (text[0].isupper() and (before.islower() or before.isdigit())):
            pieces.append(" ")
        pieces.append(text)
        before = text[-1]
    return one_line("".join(pieces))


def _headings(tree: HtmlElement) -> Iterator[_Heading]:
    first_rank = 0
    for count, element in enumerate(tree.iter("h1", "h2")):
        if count >= _MAX_HEADINGS or first_rank >= _MAX_H1:
            return
        first_rank += element.tag == "h1"
        text = _text(element)[:_MAX_TEXT]
        if not text:
            continue
        above = {up.tag for up in element.iterancestors()}
        yield _Heading(
            element, text, bare_words(text), not _AWAY.isdisjoint(above), "a" in above, not _STORY.isdisjoint(above)
        )


def _behind_kicker(element: HtmlElement) -> str:
    """The headline without the kicker that an element of its own holds in front of it."""
    while len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
        element = element[0]
    if (element.text or "").strip():
        return ""
    parts = [text for child in element if (text := one_line(child.text_content())) and bare_words(text)]
    if len(parts) != 2 or len(parts[0]) > _MAX_KICKER or any((child.tail or "").strip() for child in element):
        return ""
    return parts[1]


def find_headline(tree: HtmlElement, *, others: Collection[str]) -> Headline:
    """Find the heading that is the page's headline.

    Args:
        tree: The page.
        others: Folded headlines that the page's metadata give, sites' suffixes and all.

    Returns:
        The first heading of the first rank that a story holds or that metadata confirm; where all of them stand in the
        navigation, a heading of the second rank that metadata confirm. The text is empty where there is none.
    """
    headings = list(_headings(tree))
    first_rank = [heading for heading in headings if heading.element.tag == "h1"]
    texts = frozenset(heading.folded for heading in first_rank)

    def confirmed(heading: _Heading) -> bool:
        return len(heading.folded) >= _MIN_HEADLINE and any(heading.folded in other for other in others)

    def worth(heading: _Heading) -> tuple[bool, bool, bool, bool]:
        is_marked = heading.in_story or "headline" in (heading.element.get("itemprop") or "")
        return not heading.is_away, confirmed(heading), not heading.is_linked, is_marked

    chosen = max(first_rank, key=worth, default=None)  # of equals the first
    if chosen is None or chosen.is_away:
        for heading in headings:
            if heading.element.tag != "h2" or heading.is_away or heading.is_linked:
                continue
            behind = _behind_kicker(heading.element)
            if confirmed(heading) or (len(behind) >= _MIN_HEADLINE and bare_words(behind) in others):
                return Headline(heading.text, behind, 2, texts | {heading.folded}, heading.element)
    if chosen is None or (chosen.is_linked and not chosen.in_story and not confirmed(chosen)):  # a logo
        return Headline("", "", 1, texts, None)
    return Headline(chosen.text, _behind_kicker(chosen.element), 1, texts, chosen.element)
