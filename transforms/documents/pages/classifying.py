"""Roles of extracted paragraphs: what is the article's, what repeats its head, what belongs to the site."""

import re
from collections.abc import Sequence
from typing import Final

from transforms.documents.pages.body import LinkedTexts, Paragraph
from transforms.documents.pages.composing import Piece
from transforms.documents.pages.lines import is_byline, line_rule
from transforms.documents.pages.titles import resembles
from transforms.text.words import bare_words
from transforms.vocabulary import BODY_ROLES

_HEAD_PARAGRAPHS: Final = 6  # the title, standfirst and byline are repeated within so many paragraphs, or not at all
_TAIL_PARAGRAPHS: Final = 5  # biographies stand within so many paragraphs of the end
_MAX_KICKER: Final = 60  # folded characters that may stand before a repeated title: section, kicker
_MAX_TITLE: Final = 400  # characters: no headline is longer
_MIN_LINKED_WORDS: Final = 4  # fewer words linked are a name or a product, in a list that is the article's own
_MAX_HEADING: Final = 250  # characters: what is longer is a paragraph set in a heading's type
_MIN_HEADLINE: Final = 12  # folded characters: shorter headlines are words that a story may begin with
_MAX_LABEL: Final = 32  # characters
_DENSE_SCRIPT: Final = re.compile("[\u2e80-\uffff]")  # Chinese, Japanese, Korean say a sentence in so few characters
_SENTENCE_ENDS: Final = '.!?…:;"”’»«›。！？）'
_MIN_CAPTION: Final = 60  # characters: shorter ones over a picture are crossheads
_MIN_ITEM_WORDS: Final = 5  # on average, as headlines have: shorter items are names or products
_MAX_DATE_LINE: Final = 60  # characters: dates stand alone in live blogs and in a page's foot
_LETTER: Final = re.compile(r"[^\W\d_]")
_MAX_LINKED: Final = 220  # characters: a longer paragraph that is one link is still prose
_POINTER: Final = re.compile(r"^[^:：|»]{1,40}[:：|»]\s*")
_BULLET: Final = re.compile(r"^[\s•·‣▪■►▶→»>*–—-]+")
_BIOGRAPHY: Final = re.compile(
    r"\b(?:is|was|are|has|covers|covered|writes|reports|reported|joined|works|worked|"
    r"ist|war|schreibt|arbeitet|est|écrit|es|escribe|è|is een)\b",
    re.IGNORECASE,
)
_JOURNALIST: Final = re.compile(
    r"\b(?:is|was|has been|works as|ist|war|est|es|è|är|er) (?:\S+ ){0,6}"
    r"(?:writer|reporter|editor|correspondent|columnist|contributor|producer|fellow|redakteur\w*|korrespondent\w*|autor\w*|"
    r"rédacteur|rédactrice|periodista|redactora?|giornalista|journalist\w*|verslaggever|jornalista)\b",
    re.IGNORECASE,
)
_BIOGRAPHY_START: Final = 120  # characters


def _squeeze(folded: str) -> str:
    return folded.replace(" ", "")


def _repeats_title(folded: str, squeezed_headlines: tuple[str, ...]) -> bool:
    """Whether a text is one of the headlines, perhaps with a kicker glued to its front."""
    squeezed = _squeeze(folded)
    return any(
        squeezed == headline
        or (
            squeezed.endswith(headline)
            and len(headline) * 2 > len(squeezed)
            and len(squeezed) - len(headline) <= _MAX_KICKER
        )
        for headline in squeezed_headlines
    )


def _is_label(text: str, kind: str) -> bool:
    """A short line above the story that is no sentence: a section, a series, a kind of text."""
    return (
        kind != "heading"
        and len(text) <= _MAX_LABEL
        and text[-1] not in _SENTENCE_ENDS
        and not _DENSE_SCRIPT.search(text)
    )


def _is_biography(text: str, folded_authors: list[str], *, is_tail: bool) -> bool:
    """Whether a paragraph says who an author is: one that names a job anywhere, another near the end only."""
    pattern = _BIOGRAPHY if is_tail else _JOURNALIST
    if pattern.search(text[:_BIOGRAPHY_START]) is None:
        return False
    folded = bare_words(text[: 2 * _BIOGRAPHY_START])
    return any(folded.startswith(author) for author in folded_authors)


def _is_above_credit(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether the next paragraph is a photographer's credit: what stands above it is the picture's caption."""
    following = paragraphs[index + 1].text if index + 1 < len(paragraphs) else ""
    matched = line_rule(following) if following else None
    return matched is not None and matched.name == "photo_credit"


def _is_link(text: str, links: frozenset[str]) -> bool:
    if text.isascii() and text.count(" ") < _MIN_LINKED_WORDS - 1:
        return False
    if text in links:
        return True
    rest = _BULLET.sub("", text)
    return rest in links or _POINTER.sub("", rest) in links


def classify(
    paragraphs: list[Paragraph],
    *,
    title: str | None,
    headlines: frozenset[str],
    authors: tuple[str, ...],
    credited: tuple[str, ...] = (),
    links: LinkedTexts,
) -> list[Piece]:
    """Give each extracted paragraph its role and say whether it is the article's.

    Args:
        paragraphs: As extracted, in reading order.
        title: The page's headline.
        headlines: Folded forms under which the page names its headline.
        authors: People who signed it.
        credited: Agencies, desks and others that it credits.
        links: What the page links, so that pointers to other stories are known.

    Returns:
        One piece per paragraph, same order. The first kept paragraph that is no heading is the ``lead``.
    """
    folded_title = bare_words(title) if title else ""
    squeezed = tuple(filter(None, (_squeeze(headline) for headline in headlines if len(headline) >= _MIN_HEADLINE)))
    folded_authors = [bare_words(author) for author in authors]
    signatures = set(filter(None, (*folded_authors, " ".join(folded_authors), *map(bare_words, credited))))
    count = len(paragraphs)
    pieces: list[Piece] = []
    has_lead = False
    for index, (text, kind) in enumerate(paragraphs):
        role, rule = "", ""
        if len(text) <= _MAX_TITLE and (not has_lead or kind == "heading"):
            folded = bare_words(text)
            if folded == folded_title or (
                index < _HEAD_PARAGRAPHS
                and not has_lead
                and (_repeats_title(folded, squeezed) or (kind == "heading" and resembles(folded, folded_title)))
            ):
                role, rule = "title", "title_repeated"
        if not rule and (matched := line_rule(text)):
            role, rule = matched.role, matched.name
        if not rule and kind == "heading" and len(text) >= _MIN_CAPTION and _is_above_credit(paragraphs, index):
            role, rule = "caption", "caption_above_credit"
        if (
            not rule
            and ((index < _HEAD_PARAGRAPHS and not has_lead) or len(text) <= _MAX_DATE_LINE)
            and is_byline(text)
        ):
            role, rule = "byline", "byline_line"
        if not rule and len(text) <= _MAX_LINKED and bare_words(text) in signatures:
            role, rule = "byline", "byline_line"
        if not rule and not has_lead and index < _HEAD_PARAGRAPHS and index + 1 < count and _is_label(text, kind):
            role, rule = "navigation", "label_above_lead"
        if not rule and _LETTER.search(text) is None:
            role, rule = "other", "no_words"
        if not rule and len(text) <= _MAX_LINKED and kind not in ("heading", "line") and _is_link(text, links.whole):
            role, rule = "related", "link_line"
        if (
            not rule
            and folded_authors
            and _is_biography(text, folded_authors, is_tail=index >= count - _TAIL_PARAGRAPHS)
        ):
            role, rule = "author_box", "author_biography"
        if rule:
            pieces.append(Piece(text, role, is_kept=False, rule=rule))
        elif (kind == "heading" and len(text) <= _MAX_HEADING) or (kind == "line" and text[-1] not in _SENTENCE_ENDS):
            pieces.append(Piece(text, "heading", is_kept=True, rule="extracted"))
        elif has_lead:
            pieces.append(Piece(text, "body", is_kept=True, rule="extracted"))
        else:
            has_lead = True
            pieces.append(Piece(text, "lead", is_kept=True, rule="extracted"))
    return _without_empty_headings(_without_link_lists(pieces, paragraphs, links.partly))


def _without_link_lists(pieces: list[Piece], paragraphs: list[Paragraph], linked: frozenset[str]) -> list[Piece]:
    """A list whose items are links, in whole or in good part, and as long as headlines, points to other stories."""
    result = list(pieces)
    run: list[int] = []
    for index in range(len(pieces) + 1):
        if index < len(pieces) and paragraphs[index].kind == "item":
            run.append(index)
            continue
        texts = [paragraphs[place].text for place in run]
        if run and all(text in linked for text in texts):
            words = sum(text.count(" ") + 1 for text in texts)
            if words >= _MIN_ITEM_WORDS * len(run) and all(len(text) <= _MAX_LINKED for text in texts):
                for place in run:
                    if result[place].is_kept:
                        result[place] = result[place]._replace(role="related", is_kept=False, rule="link_list")
        run = []
    return result


def _without_empty_headings(pieces: list[Piece]) -> list[Piece]:
    """A heading over nothing but removed lines (the title of a list of related stories) goes with them.

    A heading right above another heading is the title of a larger part, and stays; one at the very end goes.
    """
    result = list(pieces)
    below = "nothing"  # what follows directly: nothing, text, heading, or the role of removed lines
    for index in range(len(result) - 1, -1, -1):
        piece = result[index]
        if piece.role == "heading" and piece.is_kept:
            if below in ("text", "heading"):
                below = "heading"
                continue
            role = "other" if below == "nothing" else below
            result[index] = piece._replace(role=role, is_kept=False, rule="heading_without_text")
        elif piece.is_kept:
            below = "text"
        elif below != "text" or piece.role in ("related", "subscribe", "navigation", "comments", "notice"):
            below = piece.role if below != "text" else below
    return result


def place_standfirst(pieces: list[Piece], lines: Sequence[str]) -> list[Piece]:
    """Put the standfirst before the body, or name the paragraphs that it already is.

    Args:
        pieces: Classified paragraphs.
        lines: Of the standfirst, if the page has one.

    Returns:
        The pieces with the standfirst as ``subtitle``, which stands once.
    """
    if not lines:
        return pieces
    folded = {bare_words(" ".join(lines)), *map(bare_words, lines)}
    kept: list[Piece] = []
    for index, piece in enumerate(pieces):
        if index < _HEAD_PARAGRAPHS and bare_words(piece.text) in folded:
            continue
        kept.append(piece)
    if not any(piece.role in BODY_ROLES and piece.is_kept for piece in kept):
        return pieces  # there is no story below: what looked like the standfirst is the story
    if not any(piece.role == "lead" for piece in kept):
        for index, piece in enumerate(kept):
            if piece.role == "body" and piece.is_kept:
                kept[index] = piece._replace(role="lead")
                break
    return [*(Piece(line, "subtitle", is_kept=True, rule="standfirst") for line in lines), *kept]
