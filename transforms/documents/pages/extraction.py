"""A web page to a cleaned document."""

import itertools
import logging
from copy import copy
from typing import Final

from transforms.documents.bylines import opens_byline, people_from_byline
from transforms.documents.dates.finding import date_phrases
from transforms.documents.document import CleanedDocument, FoundDate
from transforms.documents.pages.body import extract_paragraphs, linked_texts, strip_active_content
from transforms.documents.pages.classifying import classify, place_standfirst
from transforms.documents.pages.composing import Piece, compose
from transforms.documents.pages.errors import PageError
from transforms.documents.pages.kinds import is_index, is_live_blog
from transforms.documents.pages.loading import check_size, is_cut, load_page
from transforms.documents.pages.metadata import read_metadata
from transforms.documents.pages.pruning import gather_body, prune_page
from transforms.documents.pages.standfirst import find_standfirst

_MIN_TEASER: Final = 25  # characters of a link that is a headline
_MIN_BODY_CHARS: Final = 60  # kept characters: fewer are a caption or a notice, not an article

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs every page that it gives up on; we raise instead


def extract_page(html: str, *, url: str | None = None) -> CleanedDocument:
    """Read an article from a web page.

    Args:
        html: The page, decoded.
        url: Its address, where known.

    Returns:
        The document. Its text is the title, the subtitle if there is one, and the paragraphs that the extractor found,
        separated by blank lines; blocks cover it, and paragraphs that are not the article's stay in it as blocks with
        ``is_kept`` false and the rule that says why. ``notes`` hold the site's names by source, the names that the page
        credits (``credited``, agencies and desks included) and where the byline was read.

    Raises:
        PageError: No article can be read from it; ``reason`` says why.
    """
    tree = load_page(html)
    metadata = read_metadata(tree, url=url)
    strip_active_content(tree)
    check_size(tree)
    links = linked_texts(tree)
    whole = copy(tree)
    prune_page(tree)
    article_body = metadata.linked.article.get("articleBody")
    paragraphs = extract_paragraphs(
        gather_body(tree), whole=whole, article_body=article_body if isinstance(article_body, str) else ""
    )
    pieces = classify(
        paragraphs,
        title=metadata.title,
        headlines=metadata.headlines,
        authors=metadata.authors.people,
        credited=metadata.authors.credited,
        links=links,
    )
    kept_chars = sum(len(piece.text) for piece in pieces if piece.is_kept)
    link_lengths = [len(text) for text in links.whole if len(text) >= _MIN_TEASER]
    if is_index(metadata, url=url, kept_chars=kept_chars, link_lengths=link_lengths):
        raise PageError("index_page", f"{len(link_lengths)} teasers, {kept_chars} characters of text")
    if kept_chars < _MIN_BODY_CHARS:
        raise PageError("too_deep" if is_cut(whole) else "no_article_text", f"{len(paragraphs)} paragraphs extracted")
    lead = next((piece.text for piece in pieces if piece.role == "lead"), "")
    standfirst = find_standfirst(
        whole,
        title=metadata.title,
        headlines=metadata.headlines,
        descriptions=metadata.description,
        lead=lead,
    )
    dated_lines = sum(piece.rule == "byline_line" for piece in pieces)
    pieces = place_standfirst(pieces, standfirst)
    subtitle = " · ".join(piece.text for piece in pieces if piece.role == "subtitle") or None  # lines of a list
    if metadata.title:
        pieces.insert(0, Piece(metadata.title, "title", is_kept=True, rule="page_title"))
    text, blocks = compose(pieces)
    above = _lines_above(pieces)
    return CleanedDocument(
        text=text,
        blocks=blocks,
        title=metadata.title,
        subtitle=subtitle,
        authors=metadata.authors.people or _people_in(above),
        date=metadata.date or _date_in(above),
        site_name=metadata.site_name,
        canonical_url=metadata.canonical_url,
        language=metadata.language,
        page_kind="live_blog" if is_live_blog(metadata, url=url, dated_lines=dated_lines) else "article",
        notes=metadata.notes,
    )


def _lines_above(pieces: list[Piece]) -> list[str]:
    """Lines of a byline between the title and the story, where no markup says what they are."""
    texts = (piece for piece in pieces if piece.role != "title" and piece.rule != "title_repeated")
    return [piece.text for piece in itertools.takewhile(lambda piece: piece.rule == "byline_line", texts)]


def _people_in(lines: list[str]) -> tuple[str, ...]:
    signed = (line for line in lines if opens_byline(line) or " by " in line.lower())
    return next((people for line in signed if (people := people_from_byline(line))), ())


def _date_in(lines: list[str]) -> FoundDate | None:
    phrases = (phrase for line in lines for phrase in date_phrases(line, limit=2) if phrase.label != "updated")
    return next((phrase.found for phrase in phrases), None)
