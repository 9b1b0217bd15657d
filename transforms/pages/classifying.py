"""Roles of extracted paragraphs: what is the article's, what repeats its head, what belongs to the site."""

import re
from typing import Final

from transforms.bylines import opens_byline, people_from_byline
from transforms.dates import date_phrases
from transforms.pages.body import Paragraph
from transforms.pages.composing import Piece
from transforms.pages.lines import line_rule
from transforms.pages.titles import fold

_HEAD_PARAGRAPHS: Final = 6  # the title, standfirst and byline are repeated within so many paragraphs, or not at all
_TAIL_PARAGRAPHS: Final = 5  # biographies stand within so many paragraphs of the end
_MAX_KICKER: Final = 60  # folded characters that may stand before a repeated title: section, kicker
_MAX_LINKED: Final = 220  # characters: a longer paragraph that is one link is still prose
_MAX_BYLINE: Final = 160
_POINTER: Final = re.compile(r"^[^:：|»]{1,40}[:：|»]\s*")
_BULLET: Final = re.compile(r"^[\s•·‣▪■►▶→»>*–—-]+")
_BIOGRAPHY: Final = re.compile(
    r"\b(?:is|was|are|has|covers|covered|writes|reports|reported|joined|works|worked|"
    r"ist|war|schreibt|arbeitet|est|écrit|es|escribe|è|is een)\b",
    re.IGNORECASE,
)


def _repeats_title(folded: str, headlines: frozenset[str], title: str) -> bool:
    if folded in headlines:
        return True
    return (
        bool(title)
        and folded.endswith(title)
        and len(folded) - len(title) <= _MAX_KICKER
        and len(title) > len(folded) / 3
    )


def _is_link(text: str, links: frozenset[str]) -> bool:
    if text in links:
        return True
    rest = _BULLET.sub("", text)
    return rest in links or _POINTER.sub("", rest) in links


def _is_byline(text: str) -> bool:
    if len(text) > _MAX_BYLINE:
        return False
    if opens_byline(text) and people_from_byline(text):
        return True
    phrases = date_phrases(text, limit=2)
    if not phrases:
        return False
    rest = len(text) - sum(phrase.char_end - phrase.char_start for phrase in phrases)
    return rest <= 24  # room for "Published", "Updated at", a weekday


def classify(
    paragraphs: list[Paragraph],
    *,
    title: str | None,
    headlines: frozenset[str],
    authors: tuple[str, ...],
    links: frozenset[str],
) -> list[Piece]:
    """Give each extracted paragraph its role and say whether it is the article's.

    Args:
        paragraphs: As extracted, in reading order.
        title: The page's headline.
        headlines: Folded forms under which the page names its headline.
        authors: People who signed it.
        links: Texts of the page's links.

    Returns:
        One piece per paragraph, same order. The first kept paragraph that is no heading is the ``lead``.
    """
    folded_title = fold(title) if title else ""
    folded_authors = [fold(author) for author in authors]
    count = len(paragraphs)
    pieces: list[Piece] = []
    has_lead = False
    for index, (text, kind) in enumerate(paragraphs):
        role, rule = "", ""
        if (index < _HEAD_PARAGRAPHS and not has_lead) or kind == "heading":
            folded = fold(text) if len(text) <= 400 else ""
            if folded and _repeats_title(folded, headlines, folded_title):
                role, rule = "title", "title_repeated"
        if not rule and (matched := line_rule(text)):
            role, rule = matched.role, matched.name
        if not rule and index < _HEAD_PARAGRAPHS and not has_lead and _is_byline(text):
            role, rule = "byline", "byline_line"
        if not rule and len(text) <= _MAX_LINKED and kind != "heading" and _is_link(text, links):
            role, rule = "related", "link_line"
        if not rule and index >= count - _TAIL_PARAGRAPHS and folded_authors:
            folded = fold(text[:200])
            if any(folded.startswith(author) for author in folded_authors) and _BIOGRAPHY.search(text[:120]):
                role, rule = "author_box", "author_biography"
        if rule:
            pieces.append(Piece(text, role, is_kept=False, rule=rule))
        elif kind == "heading":
            pieces.append(Piece(text, "heading", is_kept=True, rule="extracted"))
        elif has_lead:
            pieces.append(Piece(text, "body", is_kept=True, rule="extracted"))
        else:
            has_lead = True
            pieces.append(Piece(text, "lead", is_kept=True, rule="extracted"))
    return _without_empty_headings(pieces)


def _without_empty_headings(pieces: list[Piece]) -> list[Piece]:
    """A heading over nothing kept (the title of a list of related stories) goes with what stood under it."""
    result = list(pieces)
    follower_role = "other"
    kept_below = False
    for index in range(len(result) - 1, -1, -1):
        piece = result[index]
        if piece.role == "heading" and piece.is_kept:
            if not kept_below:
                result[index] = piece._replace(role=follower_role, is_kept=False, rule="heading_without_text")
            kept_below = False
            follower_role = "other"
        elif piece.is_kept:
            kept_below = True
        else:
            follower_role = piece.role
    return result
