"""Clean a batch of documents: pages, page dumps and clean texts become articles with a block ledger.

What came with the record goes before what the text says of itself; what neither says stays empty.
"""

from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

import polars as pl

from transforms.documents.dates.moments import moment, read_given
from transforms.documents.document import CleanedDocument
from transforms.documents.dumps import read_dump
from transforms.documents.given_authors import given_authors
from transforms.documents.notices import is_notice
from transforms.documents.pages import PageError, extract_page
from transforms.documents.plain.marking import mark_text
from transforms.vocabulary import BODY_ROLES

ARTICLES: Final = pl.Schema(
    {
        "article_id": pl.String(),
        "source_id": pl.String(),
        "source_uri": pl.String(),
        "source_kind": pl.String(),
        "url": pl.String(),
        "given_outlet": pl.String(),
        "site_name": pl.String(),
        "site_candidates": pl.String(),
        "title": pl.String(),
        "subtitle": pl.String(),
        "byline": pl.String(),
        "authors": pl.String(),
        "given_authors": pl.String(),
        "published_at": pl.Datetime("us", "UTC"),
        "published_date": pl.Date(),
        "date_precision": pl.String(),
        "date_method": pl.String(),
        "given_language": pl.String(),
        "declared_language": pl.String(),
        "page_kind": pl.String(),
        "section": pl.String(),
        "text": pl.String(),
        "content_hash": pl.String(),
    }
)
BLOCKS: Final = pl.Schema(
    {
        "article_id": pl.String(),
        "block_index": pl.Int32(),
        "char_start": pl.Int64(),
        "char_end": pl.Int64(),
        "role": pl.String(),
        "is_kept": pl.Boolean(),
        "rule": pl.String(),
    }
)
REJECTS: Final = pl.Schema(dict.fromkeys(("source_id", "source_uri", "reason", "detail"), pl.String()))


class Articles(NamedTuple):
    """Frames of a cleaned batch; every document is in ``articles`` or in ``rejects``."""

    articles: pl.DataFrame
    blocks: pl.DataFrame
    rejects: pl.DataFrame


def outlet_key(outlet: str | None, url: str | None) -> str | None:
    """What groups documents by outlet before outlets are identified: the given name, else the host of the address."""
    if outlet:
        return outlet.strip().lower()
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:  # no address
        return None


def make_articles(documents: pl.DataFrame) -> Articles:
    """Clean each document by its kind.

    Args:
        documents: One row per document: article_id, source_id, source_uri, source_kind (html, raw_text, text), url,
            outlet, title, published_at, authors, language, content, content_hash; of page dumps, if known,
            ``recurring``: hashes of lines that recur across the outlet's documents.

    Returns:
        One article per document that holds one, in the documents' order, with its blocks.
    """
    articles: list[tuple[Any, ...]] = []
    blocks: list[tuple[Any, ...]] = []
    rejects: list[tuple[Any, ...]] = []
    for row in documents.iter_rows(named=True):
        try:
            cleaned = _clean(row)
        except PageError as error:
            rejects.append((row["source_id"], row["source_uri"], error.reason, str(error)))
            continue
        reason = _missing_body(cleaned)
        if reason is not None:
            rejects.append((row["source_id"], row["source_uri"], reason, f"{len(row['content']):,} characters given"))
            continue
        articles.append(_article(row, cleaned))
        blocks.extend((row["article_id"], index, *block) for index, block in enumerate(cleaned.blocks))
    return Articles(
        pl.DataFrame(articles, schema=ARTICLES, orient="row"),
        pl.DataFrame(blocks, schema=BLOCKS, orient="row"),
        pl.DataFrame(rejects, schema=REJECTS, orient="row"),
    )


def _clean(row: dict[str, Any]) -> CleanedDocument:
    if row["source_kind"] == "html":
        return extract_page(row["content"], url=row["url"])
    if row["source_kind"] == "raw_text":
        recurring = row.get("recurring") or ()
        return read_dump(row["content"], title=row["title"], recurring=recurring, language=row["language"])
    return mark_text(row["content"], title=row["title"])


def _missing_body(cleaned: CleanedDocument) -> str | None:
    """Why the document is no article; None where it has a body."""
    if cleaned.page_kind == "index":
        return "index_page"
    kept = (block for block in cleaned.blocks if block.is_kept and block.role in BODY_ROLES)
    body = "\n".join(cleaned.text[block.char_start : block.char_end] for block in kept).strip()
    if not body:
        return "empty_article" if not cleaned.text.strip() else "no_article_text"
    signed = cleaned.date or cleaned.authors
    return "notice_page" if not signed and is_notice(cleaned.title, body) else None


def _named(credited: str | None) -> str | None:
    """The credited names that have letters; a content system's number is no name."""
    names = [name for name in (credited or "").split("; ") if any(map(str.isalpha, name))]
    return "; ".join(names) or None


def _authors(row: dict[str, Any], cleaned: CleanedDocument) -> tuple[str | None, str | None]:
    """The byline's names, and the people among them; what came with the record goes before what the text says."""
    if row["authors"]:
        given = given_authors(row["authors"], outlet=row["outlet"])
        if given.names:
            return "; ".join(given.names), "; ".join(given.people) or None
    people = "; ".join(cleaned.authors) or None
    return _named(cleaned.notes.get("credited")) or people, people


def _article(row: dict[str, Any], cleaned: CleanedDocument) -> tuple[Any, ...]:
    given_date = read_given(row["published_at"]) if row["published_at"] else None
    byline, authors = _authors(row, cleaned)
    when = moment(given_date or cleaned.date)
    return (
        row["article_id"],
        row["source_id"],
        row["source_uri"],
        row["source_kind"],
        row["url"] or cleaned.canonical_url,
        row["outlet"],
        cleaned.site_name,
        cleaned.notes.get("site_candidates"),
        row["title"] or cleaned.title,
        cleaned.subtitle,
        byline,
        authors,
        row["authors"],
        when.at,
        when.day,
        when.precision,
        when.method,
        row["language"],
        cleaned.language,
        cleaned.page_kind,
        cleaned.notes.get("section"),
        cleaned.text,
        row["content_hash"],
    )
